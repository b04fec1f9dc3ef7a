package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
)

// keptVersion is the version of what Pack writes. Unpack reads it and every
// older one.
const keptVersion = 4 // since a note may be of the as-of date

// ErrNewer says that an import was kept by a newer Tierbook.
var ErrNewer = errors.New("kept by a newer version")

// Findings is all of an import but the book: what was read, how it was
// understood, and what did not become part of the book. It is what a
// workspace keeps beside the columns.
type Findings struct {
	Version    int              `json:"version"`
	Columns    []Column         `json:"columns,omitempty"`
	Questions  []Question       `json:"questions,omitempty"`
	Notes      []Note           `json:"notes,omitempty"`
	Controls   Controls         `json:"controls"`
	Encoding   file.Encoding    `json:"encoding,omitempty"`
	BOM        bool             `json:"bom,omitempty"`
	Delimiter  record.Delimiter `json:"delimiter,omitempty"`
	LineEnd    file.LineEnd     `json:"line_end,omitempty"`
	HeaderLine int              `json:"header_line,omitempty"`
	Basis      cell.Basis       `json:"basis,omitempty"`
	Payments   bool             `json:"payments,omitempty"`
	Passes     int              `json:"passes,omitempty"`
	Options    *Options         `json:"options,omitempty"` // the decisions with which it was read
	Print      string           `json:"print,omitempty"`   // tells the file
	Secret     []byte           `json:"secret,omitempty"`  // key of the hash of account numbers
	Layout     keptLayout       `json:"layout,omitzero"`   // where the records of the file are
	Likely     keptLikely       `json:"likely,omitzero"`   // which attributes tell likely households
}

type keptLayout struct {
	Encoding  file.Encoding    `json:"encoding,omitempty"`
	Mark      int              `json:"mark,omitempty"` // bytes before the text
	Delimiter record.Delimiter `json:"delimiter,omitempty"`
	Newline   byte             `json:"newline,omitempty"`
	Width     int              `json:"width,omitempty"` // cells of a record
	Joint     int              `json:"joint,omitempty"` // column, from 1, whose cells are joined of two
	Skip      int              `json:"skip,omitempty"`
	Line      uint32           `json:"line,omitempty"`
	Hidden    []int            `json:"hidden,omitempty"`
	Account   []int            `json:"account,omitempty"`
	Private   bool             `json:"private,omitempty"`
}

// keptLikely numbers attributes from 1; 0 is none.
type keptLikely struct {
	Asked   bool `json:"asked,omitempty"`
	Email   int  `json:"email,omitempty"`
	Phone   int  `json:"phone,omitempty"`
	Address int  `json:"address,omitempty"`
	Surname int  `json:"surname,omitempty"`
}

// Findings is the import without the book, its problems and what was set aside.
func (imp *Import) Findings() Findings {
	l, k := imp.layout, imp.likely
	return Findings{
		Version: keptVersion, Columns: imp.Columns, Questions: imp.Questions, Notes: imp.Notes, Controls: imp.Controls,
		Encoding: imp.Encoding, BOM: imp.BOM, Delimiter: imp.Delimiter, LineEnd: imp.LineEnd, HeaderLine: imp.HeaderLine,
		Basis: imp.Basis, Payments: imp.Payments, Passes: imp.Passes, Options: &imp.Options, Print: imp.Print, Secret: imp.Secret,
		Layout: keptLayout{l.enc, l.mark, l.delim, l.newline, l.width, l.joint, l.skip, l.line, l.hidden, l.account, l.private},
		Likely: keptLikely{k.asked, k.email, k.phone, k.address, k.surname},
	}
}

// Import puts an import together again.
func (a Findings) Import(b *book.Book, problems []Problem, aside []Aside) (*Import, error) {
	if a.Version > keptVersion {
		return nil, ErrNewer
	}
	if err := b.Check(); err != nil {
		return nil, err
	}
	if c := a.Controls; min(c.Lines, c.Clients, c.Combined, c.SetAside, c.LeftOut, c.MissingAUM, c.MissingGDC) < 0 ||
		c.DataRows != c.Clients+c.Combined || c.Rows != c.DataRows+c.SetAside+c.LeftOut || max(c.Clients, c.Combined, c.SetAside, c.LeftOut, c.Lines) > math.MaxUint32 {
		return nil, book.ErrPack
	}
	l, k := a.Layout, a.Likely
	for _, attribute := range []int{k.Email, k.Phone, k.Address, k.Surname} {
		if attribute < 0 || attribute > len(b.Attributes) {
			return nil, book.ErrPack
		}
	}
	const mostWide = 1 << 20
	if l.Mark < 0 || l.Width < 0 || l.Width > mostWide || l.Joint < 0 || l.Joint > l.Width || l.Skip < 0 || len(a.Columns) > mostWide {
		return nil, book.ErrPack
	}
	for _, p := range problems {
		if p.Reason == 0 || p.Column < -1 || p.Column >= max(len(a.Columns), 1) {
			return nil, book.ErrPack
		}
	}
	var options Options
	if a.Options != nil {
		options = *a.Options
	}
	return &Import{
		Options: options, Print: a.Print, Secret: a.Secret,
		Book: b, Problems: problems, Aside: aside,
		Columns: a.Columns, Questions: a.Questions, Notes: a.Notes, Controls: a.Controls,
		Encoding: a.Encoding, BOM: a.BOM, Delimiter: a.Delimiter, LineEnd: a.LineEnd, HeaderLine: a.HeaderLine,
		Basis: a.Basis, Payments: a.Payments, Passes: a.Passes,
		layout: layout{l.Encoding, l.Mark, l.Delimiter, l.Newline, l.Width, l.Joint, l.Skip, l.Line, l.Hidden, l.Account, l.Private},
		likely: likely{k.Asked, k.Email, k.Phone, k.Address, k.Surname},
	}, nil
}

// Pack writes an import as workspaces keep it: the findings as JSON, and in
// columns what there may be a million of. Equal imports give equal bytes.
func (imp *Import) Pack(w io.Writer) error {
	findings, err := json.Marshal(imp.Findings())
	if err != nil {
		return fmt.Errorf("the findings of an import: %w", err)
	}
	p := book.NewPacker(w)
	p.Bytes("findings", findings)
	book.PackBook(p, imp.Book)
	if n := len(imp.Problems); n > 0 {
		line, column, code, field := make([]uint32, n), make([]uint32, n), make([]uint32, n), make([]uint32, n)
		var text book.Text
		for i, one := range imp.Problems {
			line[i], column[i], code[i], field[i] = one.Line, uint32(one.Column+1), uint32(one.Reason), uint32(one.Field)
			text.Append(one.Text)
		}
		book.Pack(p, "problem lines", line)
		book.Pack(p, "problem columns", column)
		book.Pack(p, "problem reasons", code)
		book.Pack(p, "problem fields", field)
		p.Text("problem texts", text)
	}
	if n := len(imp.Aside); n > 0 {
		line, rows, code, sums := make([]uint32, n), make([]uint32, n), make([]uint32, n), make([]uint32, n)
		var text book.Text
		for i, one := range imp.Aside {
			line[i], rows[i], code[i] = one.Line, uint32(one.Rows), uint32(one.Reason)
			if one.Sums {
				sums[i] = 1
			}
			text.Append(one.Text)
		}
		book.Pack(p, "aside lines", line)
		book.Pack(p, "aside rows", rows)
		book.Pack(p, "aside reasons", code)
		book.Pack(p, "aside sums", sums)
		p.Text("aside texts", text)
	}
	return p.Close()
}

// Unpack reads what Pack wrote. What it makes may take up to limit bytes of
// memory. A damaged pack gives an error that book.Unread knows; one of a newer
// Tierbook gives ErrNewer.
func Unpack(r io.Reader, limit int64) (*Import, error) {
	u, err := book.NewUnpacker(r, limit)
	if err != nil {
		return nil, err
	}
	var (
		findings Findings
		b        book.Book
		problems = lines{}
		aside    = lines{}
	)
	for {
		name, _, err := u.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		ok := true
		switch name {
		case "findings":
			var text []byte
			if text, err = u.Bytes(); err == nil {
				findings, err = ParseFindings(text)
			}
		case "problem lines":
			problems.line, err = book.Unpack[uint32](u)
		case "problem columns":
			problems.number, err = book.Unpack[uint32](u)
		case "problem reasons":
			problems.code, err = book.Unpack[uint32](u)
		case "problem fields":
			problems.extra, err = book.Unpack[uint32](u)
		case "problem texts":
			problems.text, err = u.Text()
		case "aside lines":
			aside.line, err = book.Unpack[uint32](u)
		case "aside rows":
			aside.number, err = book.Unpack[uint32](u)
		case "aside reasons":
			aside.code, err = book.Unpack[uint32](u)
		case "aside sums":
			aside.extra, err = book.Unpack[uint32](u)
		case "aside texts":
			aside.text, err = u.Text()
		default:
			ok, err = u.UnpackColumn(&b, name)
		}
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, fmt.Errorf("%w: no column %q", book.ErrPack, name)
		}
	}
	if findings.Version == 0 {
		return nil, fmt.Errorf("%w: no findings", book.ErrPack)
	}
	if !problems.sound(cell.Reasons, field.Fields) || !aside.sound(len(asideNames), 2) {
		return nil, book.ErrPack
	}
	var p []Problem
	for i := range problems.line {
		p = append(p, Problem{Line: problems.line[i], Column: int(problems.number[i]) - 1, Reason: cell.Reason(problems.code[i]),
			Field: field.Field(problems.extra[i]), Text: problems.text.At(i)})
	}
	var a []Aside
	for i := range aside.line {
		a = append(a, Aside{Line: aside.line[i], Rows: int(aside.number[i]), Reason: AsideReason(aside.code[i]),
			Sums: aside.extra[i] == 1, Text: aside.text.At(i)})
	}
	return findings.Import(&b, p, a)
}

// ParseFindings reads findings that was kept as JSON. Those of a newer version
// are read no further than to that.
func ParseFindings(text []byte) (Findings, error) {
	var of struct {
		Version int `json:"version"`
	}
	if json.Unmarshal(text, &of) == nil && of.Version > keptVersion {
		return Findings{}, ErrNewer
	}
	var a Findings
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		return Findings{}, fmt.Errorf("%w: the findings: %s", book.ErrPack, err)
	}
	return a, nil
}

// lines are the columns of the problems, or of what was set aside.
type lines struct {
	line, number, code, extra []uint32
	text                      book.Text
}

func (l lines) sound(codes, extras int) bool {
	n := len(l.line)
	if len(l.number) != n || len(l.code) != n || len(l.extra) != n || l.text.Len() != n {
		return false
	}
	for i := range n {
		if l.code[i] == 0 || int(l.code[i]) >= codes || int(l.extra[i]) >= extras {
			return false
		}
	}
	return true
}
