package book

import (
	"errors"
	"io"
	"strconv"
)

// errBook is what a pack is that holds columns, and yet no book.
var errBook = errors.New("the columns do not make a client list")

// PackBook writes the columns of a book. Attributes are numbered, and the rest
// go by the names of their fields.
func PackBook(p *Packer, b *Book) {
	p.Bytes("currency", []byte(b.Currency))
	Pack(p, "keys", b.Keys)
	Pack(p, "lines", b.Line)
	p.Text("id", b.ID)
	p.Text("name", b.Name)
	p.Text("household", b.Household)
	Pack(p, "aum", b.AUM)
	Pack(p, "gdc", b.GDC)
	Pack(p, "client_since", b.Since)
	Pack(p, "potential", b.Potential)
	Pack(p, "likeability", b.Likeability)
	Pack(p, "referrals", b.Referrals)
	Pack(p, "hours", b.Hours)
	for i, a := range b.Attributes {
		p.Bytes("attribute "+strconv.Itoa(i), []byte(a.Name))
		p.Text("cells "+strconv.Itoa(i), a.Cells)
	}
}

// UnpackColumn reads the column that Next went to into the book, where it is
// one of a book's; the others are left to the caller.
func (u *Unpacker) UnpackColumn(b *Book, name string) (ok bool, err error) {
	switch name {
	case "currency":
		var code []byte
		code, err = u.Bytes()
		b.Currency = string(code)
	case "keys":
		b.Keys, err = Unpack[Key](u)
	case "lines":
		b.Line, err = Unpack[uint32](u)
	case "id":
		b.ID, err = u.Text()
	case "name":
		b.Name, err = u.Text()
	case "household":
		b.Household, err = u.Text()
	case "aum":
		b.AUM, err = Unpack[Cents](u)
	case "gdc":
		b.GDC, err = Unpack[Cents](u)
	case "client_since":
		b.Since, err = Unpack[Day](u)
	case "potential":
		b.Potential, err = Unpack[Milli](u)
	case "likeability":
		b.Likeability, err = Unpack[Milli](u)
	case "referrals":
		b.Referrals, err = Unpack[Milli](u)
	case "hours":
		b.Hours, err = Unpack[Minutes](u)
	default:
		return u.attribute(b, name)
	}
	return true, err
}

func (u *Unpacker) attribute(b *Book, name string) (ok bool, err error) {
	n := len(b.Attributes)
	switch {
	case name == "attribute "+strconv.Itoa(n):
		if err := u.take(64); err != nil { // a column without rows is something too
			return true, err
		}
		heading, err := u.Bytes()
		if err != nil {
			return true, err
		}
		b.Attributes = append(b.Attributes, Attribute{Name: string(heading)})
		return true, nil
	case n > 0 && name == "cells "+strconv.Itoa(n-1):
		b.Attributes[n-1].Cells, err = u.Text()
		return true, err
	}
	return false, nil
}

// Check reports whether columns that came from outside make a book that the
// engine can count with: all of one length, each client with a key of its own,
// and no value beyond Largest. It sets N.
func (b *Book) Check() error {
	b.N = len(b.Keys)
	for _, n := range []int{len(b.Line), len(b.AUM), len(b.GDC), len(b.Since), len(b.Potential), len(b.Likeability), len(b.Referrals), len(b.Hours),
		b.ID.Len(), b.Name.Len(), b.Household.Len()} {
		if n != 0 && n != b.N {
			return errBook
		}
	}
	if len(b.Line) != b.N {
		return errBook
	}
	for i := range b.Attributes {
		if n := b.Attributes[i].Cells.Len(); n != 0 && n != b.N {
			return errBook
		}
	}
	if !unique(b.Keys) || !believable(b.AUM) || !believable(b.GDC) || !believable(b.Since) || !believable(b.Potential) ||
		!believable(b.Likeability) || !believable(b.Referrals) || !believable(b.Hours) {
		return errBook
	}
	first, last := Date(1, 1, 1), Date(9999, 12, 31)
	for _, d := range b.Since {
		if d != Missing && (d < first || d > last) {
			return errBook
		}
	}
	for _, h := range b.Hours {
		if h != Missing && h < 0 {
			return errBook
		}
	}
	return nil
}

// unique reports whether every key is a client's, and no two are the same.
func unique(keys []Key) bool {
	ascending := true
	for i, k := range keys {
		if k == 0 {
			return false
		}
		ascending = ascending && (i == 0 || keys[i-1] < k)
	}
	if ascending {
		return true
	}
	seen := make(map[Key]bool, len(keys))
	for _, k := range keys {
		if seen[k] {
			return false
		}
		seen[k] = true
	}
	return true
}

func believable[Q Quantity](column []Q) bool {
	for _, v := range column {
		if v != Missing && (v > Largest || v < -Largest) {
			return false
		}
	}
	return true
}

// Unread reports whether an error is of the pack itself rather than of what it
// was read from.
func Unread(err error) bool {
	return errors.Is(err, ErrPack) || errors.Is(err, errBook) || errors.Is(err, io.ErrUnexpectedEOF)
}
