package workspace

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"tierbook/engine/book"
	"tierbook/engine/intake"
)

// What JSON of ours keeps to: objects and arrays stand eight deep in each other,
// and no text is longer than a cell can be.
const (
	mostDeep = 32
	mostText = 64 << 20 // bytes
)

// looks looks at JSON as it comes: what reads it would go as deep as it does, and
// be busy for as long as its longest text.
type looks struct {
	depth, text    int
	inText, escape bool
}

// at looks at what comes next.
func (l *looks) at(part []byte) error {
	for _, c := range part {
		switch {
		case l.escape:
			l.escape = false
		case l.inText:
			if l.text++; l.text > mostText {
				return ErrTooLarge
			}
			l.escape, l.inText = c == '\\', c != '"'
		case c == '"':
			l.inText, l.text = true, 0
		case c == '[' || c == '{':
			if l.depth++; l.depth > mostDeep {
				return fmt.Errorf("%w: it is nested too deep", ErrDamaged)
			}
		case c == ']' || c == '}':
			l.depth--
		}
	}
	return nil
}

// readJSON reads what writeJSON wrote, however it is laid out by now.
func readJSON(text []byte, limit Limits) (*Workspace, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")) // an editor may have put it there
	if !startsObject(text) {
		return nil, ErrForeign
	}
	f := file{walk: walk{text: text, limit: limit}}
	err := f.object(f.key)
	if err == nil && f.next() != 0 {
		err = f.wrong()
	}
	switch {
	case f.version > Version:
		return nil, ErrNewer
	case err != nil && !errors.Is(err, ErrDamaged): // it was stopped, or is too large
		return nil, err
	case f.version == 0 && !Is(text):
		return nil, ErrForeign
	case err != nil:
		return nil, err
	case f.version < 1:
		return nil, fmt.Errorf("%w: it is of no version", ErrDamaged)
	case f.unknown != nil:
		return nil, f.unknown
	}
	return &f.w, f.check()
}

// file is a file that is being read.
type file struct {
	walk
	w       Workspace
	version int
	unknown error  // a key that this version does not know
	sum     string // SHA-256 of all that stands before it, since version 2
}

// key reads the value of a key of the outermost object.
func (f *file) key(name string) error {
	switch name {
	case "tierbook":
		if err := f.into(&f.version); err != nil || f.version < 1 {
			return fmt.Errorf("%w: it is of no version", ErrDamaged)
		}
		if f.version > Version {
			return ErrNewer
		}
		return nil
	case "saved":
		return f.into(&f.w.Saved)
	case "build":
		return f.into(&f.w.Build)
	case "history":
		return f.into(&f.w.Checkpoint)
	case "log":
		return list(&f.walk, &f.w.Log)
	case "imports":
		return f.array(f.list)
	case "sha256":
		return f.into(&f.sum)
	}
	f.unknown = fmt.Errorf("%w: it has %q", ErrDamaged, name)
	if f.version > 0 {
		return f.unknown
	}
	_, err := f.value() // a newer one may have it before its version
	return err
}

// check compares the file with its sum.
func (f *file) check() error {
	if f.sum == "" {
		return nil
	}
	h, end := sha256.New(), max(bytes.LastIndex(f.text, []byte(sumMark)), 0)
	f.mark = 0
	for at := 0; at < end; at += pauseEvery {
		h.Write(f.text[at:min(at+pauseEvery, end)])
		if err := f.pause(at); err != nil {
			return err
		}
	}
	if hex.EncodeToString(h.Sum(nil)) != f.sum {
		return fmt.Errorf("%w: it is not as it was saved", ErrDamaged)
	}
	return nil
}

// list reads a client list.
func (f *file) list() error {
	var (
		l        List
		b        book.Book
		findings json.RawMessage
		problems []intake.Problem
		aside    []intake.Aside
		clients  int
	)
	err := f.object(func(name string) error {
		switch name {
		case "id":
			return f.into(&l.ID)
		case "findings":
			return f.into(&findings)
		case "problems":
			return list(&f.walk, &problems)
		case "aside":
			return list(&f.walk, &aside)
		case "currency":
			return f.into(&b.Currency)
		case "clients":
			return f.into(&clients)
		case "columns":
			return f.object(func(name string) error { return f.column(&b, name) })
		case "attributes":
			return f.array(func() error { return f.attribute(&b) })
		}
		return fmt.Errorf("%w: a client list has %q", ErrDamaged, name)
	})
	if err != nil {
		return err
	}
	read, err := intake.ParseFindings(findings)
	if err == nil {
		l.Import, err = read.Import(&b, problems, aside)
	}
	switch {
	case errors.Is(err, intake.ErrNewer):
		return ErrNewer
	case err == nil && b.N != clients:
		err = errors.New("it has more clients than it says, or fewer")
	}
	if err != nil {
		return fmt.Errorf("%w: a client list: %s", ErrDamaged, err)
	}
	f.w.Imports = append(f.w.Imports, l)
	return nil
}

// column reads a column of a client list.
func (f *file) column(b *book.Book, name string) error {
	switch w := &f.walk; name {
	case "keys":
		return numbers(w, &b.Keys)
	case "lines":
		return numbers(w, &b.Line)
	case "id":
		return texts(w, &b.ID)
	case "name":
		return texts(w, &b.Name)
	case "household":
		return texts(w, &b.Household)
	case "aum":
		return numbers(w, &b.AUM)
	case "gdc":
		return numbers(w, &b.GDC)
	case "client_since":
		return numbers(w, &b.Since)
	case "potential":
		return numbers(w, &b.Potential)
	case "likeability":
		return numbers(w, &b.Likeability)
	case "referrals":
		return numbers(w, &b.Referrals)
	case "hours":
		return numbers(w, &b.Hours)
	}
	return fmt.Errorf("%w: a client list has the column %q", ErrDamaged, name)
}

// attribute reads a column that only the user's file has.
func (f *file) attribute(b *book.Book) error {
	var a book.Attribute
	err := f.object(func(name string) error {
		switch name {
		case "name":
			return f.into(&a.Name)
		case "cells":
			return texts(&f.walk, &a.Cells)
		}
		return fmt.Errorf("%w: a column has %q", ErrDamaged, name)
	})
	b.Attributes = append(b.Attributes, a)
	return err
}
