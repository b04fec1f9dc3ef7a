package workspace

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/session"
)

// Version is the version of the files that this package writes. It reads those
// of every version up to it.
const Version = 2

// mark is how every file begins, sumMark how its last key does.
const (
	mark    = `{"tierbook":`
	sumMark = ",\n\"sha256\":\""
)

// file is the outermost object; the lists are read by themselves.
type file struct {
	Tierbook int                `json:"tierbook"`
	Saved    string             `json:"saved,omitempty"`
	Build    string             `json:"build,omitempty"`
	History  session.Checkpoint `json:"history"`
	Log      []session.Entry    `json:"log,omitempty"`
	Imports  []list             `json:"imports"`
	SHA256   string             `json:"sha256,omitempty"` // of all that stands before it, since version 2
}

type list struct {
	ID         string           `json:"id"`
	Findings   json.RawMessage  `json:"findings"`
	Problems   []intake.Problem `json:"problems,omitempty"`
	Aside      []intake.Aside   `json:"aside,omitempty"`
	Currency   string           `json:"currency,omitempty"`
	Clients    int              `json:"clients"`
	Columns    columns          `json:"columns"`
	Attributes []attribute      `json:"attributes,omitempty"`
}

type columns struct {
	Keys        numbers `json:"keys,omitempty"`
	Lines       numbers `json:"lines,omitempty"`
	ID          texts   `json:"id,omitempty"`
	Name        texts   `json:"name,omitempty"`
	Household   texts   `json:"household,omitempty"`
	AUM         numbers `json:"aum,omitempty"`
	GDC         numbers `json:"gdc,omitempty"`
	Since       numbers `json:"client_since,omitempty"`
	Potential   numbers `json:"potential,omitempty"`
	Likeability numbers `json:"likeability,omitempty"`
	Referrals   numbers `json:"referrals,omitempty"`
	Hours       numbers `json:"hours,omitempty"`
}

type attribute struct {
	Name  string `json:"name"`
	Cells texts  `json:"cells"`
}

// numbers is a column of whole numbers, null where there is none.
type numbers []int64

// UnmarshalJSON reads an array of whole numbers and nulls.
func (n *numbers) UnmarshalJSON(text []byte) error {
	if len(text) < 2 || text[0] != '[' {
		return errors.New("a column of numbers is an array")
	}
	*n = make(numbers, 0, bytes.Count(text, []byte{','})+1)
	rest := bytes.TrimSpace(text[1 : len(text)-1])
	for len(rest) > 0 {
		cell := rest
		if i := bytes.IndexByte(rest, ','); i >= 0 {
			cell, rest = rest[:i], rest[i+1:]
		} else {
			rest = nil
		}
		v := int64(book.Missing)
		if cell = bytes.TrimSpace(cell); string(cell) != "null" {
			var err error
			if v, err = strconv.ParseInt(string(cell), 10, 64); err != nil {
				return errors.New("a column of numbers holds something else")
			}
		}
		*n = append(*n, v)
	}
	return nil
}

// texts is a column of text.
type texts struct{ book.Text }

// UnmarshalJSON reads an array of texts.
func (t *texts) UnmarshalJSON(text []byte) error {
	var all []string
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	t.Grow(len(all), len(text)-3*len(all))
	for _, one := range all {
		t.Append(one)
	}
	return nil
}

func columnOf[Q ~int64](n numbers) []Q {
	if n == nil {
		return nil
	}
	out := make([]Q, len(n))
	for i, v := range n {
		out[i] = Q(v)
	}
	return out
}

func shortOf[Q ~uint32](n numbers) ([]Q, error) {
	out := make([]Q, len(n))
	for i, v := range n {
		if out[i] = Q(v); int64(out[i]) != v {
			return nil, ErrDamaged
		}
	}
	return out, nil
}

// writeJSON writes a workspace as one object, a column at a time.
func (w *Workspace) writeJSON(to io.Writer) error {
	sum := sha256.New()
	o := &writer{bufio.NewWriterSize(io.MultiWriter(to, sum), 64<<10), nil, nil}
	o.text(mark + strconv.Itoa(Version))
	if w.Saved != "" {
		o.key("saved").value(w.Saved)
	}
	if w.Build != "" {
		o.key("build").value(w.Build)
	}
	o.key("history").value(w.Checkpoint)
	if len(w.Log) > 0 {
		o.key("log").value(w.Log)
	}
	o.key("imports").text("[")
	for i, l := range w.Imports {
		if i > 0 {
			o.text(",")
		}
		o.list(l)
	}
	o.text("]")
	if o.err == nil {
		o.err = o.w.Flush()
	}
	o.text(sumMark + hex.EncodeToString(sum.Sum(nil)) + "\"}\n")
	if o.err != nil {
		return o.err
	}
	return o.w.Flush()
}

// writer writes JSON; its first error stays.
type writer struct {
	w   *bufio.Writer
	buf []byte
	err error
}

func (o *writer) text(s string) *writer {
	if o.err == nil {
		_, o.err = o.w.WriteString(s)
	}
	return o
}

func (o *writer) key(name string) *writer { return o.text(",\n\"" + name + `":`) }

func (o *writer) value(v any) {
	if o.err == nil {
		var text []byte
		if text, o.err = json.Marshal(v); o.err == nil {
			_, o.err = o.w.Write(text)
		}
	}
}

func (o *writer) list(l List) {
	b := l.Import.Book
	o.text("{\"id\":").value(l.ID)
	o.key("findings").value(l.Import.Findings())
	if len(l.Import.Problems) > 0 {
		o.key("problems").value(l.Import.Problems)
	}
	if len(l.Import.Aside) > 0 {
		o.key("aside").value(l.Import.Aside)
	}
	if b.Currency != "" {
		o.key("currency").value(b.Currency)
	}
	o.key("clients").value(b.N)
	o.key("columns").text("{\"keys\":")
	writeNumbers(o, b.Keys)
	o.key("lines")
	writeNumbers(o, b.Line)
	for _, c := range []struct {
		name  string
		cells book.Text
	}{{"id", b.ID}, {"name", b.Name}, {"household", b.Household}} {
		if c.cells.Len() > 0 {
			o.key(c.name).texts(c.cells)
		}
	}
	optional(o, "aum", b.AUM)
	optional(o, "gdc", b.GDC)
	optional(o, "client_since", b.Since)
	optional(o, "potential", b.Potential)
	optional(o, "likeability", b.Likeability)
	optional(o, "referrals", b.Referrals)
	optional(o, "hours", b.Hours)
	o.text("}")
	if len(b.Attributes) > 0 {
		o.key("attributes").text("[")
		for i, a := range b.Attributes {
			if i > 0 {
				o.text(",\n")
			}
			o.text(`{"name":`).value(a.Name)
			o.text(`,"cells":`).texts(a.Cells)
			o.text("}")
		}
		o.text("]")
	}
	o.text("}")
}

func optional[Q ~int64](o *writer, name string, column []Q) {
	if column != nil {
		writeNumbers(o.key(name), column)
	}
}

func writeNumbers[Q ~int64 | ~uint32](o *writer, column []Q) {
	o.text("[")
	for i, v := range column {
		o.buf = o.buf[:0]
		if i > 0 {
			o.buf = append(o.buf, ',')
		}
		if int64(v) == book.Missing {
			o.buf = append(o.buf, "null"...)
		} else {
			o.buf = strconv.AppendInt(o.buf, int64(v), 10)
		}
		if o.err == nil {
			_, o.err = o.w.Write(o.buf)
		}
	}
	o.text("]")
}

func (o *writer) texts(t book.Text) {
	o.text("[")
	for i := range t.Len() {
		if i > 0 {
			o.text(",")
		}
		cell := t.Bytes(i)
		if o.err == nil && plain(cell) {
			o.buf = append(append(append(o.buf[:0], '"'), cell...), '"')
			_, o.err = o.w.Write(o.buf)
		} else {
			o.value(string(cell))
		}
	}
	o.text("]")
}

// plain reports whether a text stands in JSON as it is. What a careless reader
// of the file might take for markup does not.
func plain(text []byte) bool {
	ascii := true
	for _, c := range text {
		if c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0x7f {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	return ascii || utf8.Valid(text) && !bytes.Contains(text, []byte("\u2028")) && !bytes.Contains(text, []byte("\u2029"))
}

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
func readJSON(text []byte) (*Workspace, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")) // an editor may have put it there
	start := bytes.TrimLeft(text, " \t\r\n")
	if !startsObject(text) {
		return nil, ErrForeign
	}
	var of struct {
		Tierbook json.Number `json:"tierbook"`
	}
	if err := json.Unmarshal(text, &of); err != nil || of.Tierbook == "" {
		if bytes.Contains(start[:min(len(start), 200)], []byte(`"tierbook"`)) {
			return nil, fmt.Errorf("%w: it is no whole JSON", ErrDamaged)
		}
		return nil, ErrForeign
	}
	version, err := strconv.Atoi(of.Tierbook.String())
	switch {
	case err != nil || version < 1:
		return nil, fmt.Errorf("%w: it is of no version", ErrDamaged)
	case version > Version:
		return nil, ErrNewer
	}
	var f file
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, err)
	}
	if at := bytes.LastIndex(text, []byte(sumMark)); f.SHA256 != "" {
		if sum := sha256.Sum256(text[:max(at, 0)]); at < 0 || hex.EncodeToString(sum[:]) != f.SHA256 {
			return nil, fmt.Errorf("%w: it is not as it was saved", ErrDamaged)
		}
	}
	w := &Workspace{Saved: f.Saved, Build: f.Build, Checkpoint: f.History, Log: f.Log}
	for _, l := range f.Imports {
		imp, err := l.read()
		if errors.Is(err, intake.ErrNewer) {
			return nil, ErrNewer
		}
		if err != nil {
			return nil, fmt.Errorf("%w: a client list: %s", ErrDamaged, err)
		}
		w.Imports = append(w.Imports, List{l.ID, imp})
	}
	return w, nil
}

func (l list) read() (*intake.Import, error) {
	findings, err := intake.ParseFindings(l.Findings)
	if err != nil {
		return nil, err
	}
	c := l.Columns
	b := &book.Book{
		Currency: l.Currency, ID: c.ID.Text, Name: c.Name.Text, Household: c.Household.Text,
		AUM: columnOf[book.Cents](c.AUM), GDC: columnOf[book.Cents](c.GDC), Since: columnOf[book.Day](c.Since),
		Potential: columnOf[book.Milli](c.Potential), Likeability: columnOf[book.Milli](c.Likeability),
		Referrals: columnOf[book.Milli](c.Referrals), Hours: columnOf[book.Minutes](c.Hours),
	}
	if b.Keys, err = shortOf[book.Key](c.Keys); err != nil {
		return nil, err
	}
	if b.Line, err = shortOf[uint32](c.Lines); err != nil {
		return nil, err
	}
	for _, a := range l.Attributes {
		b.Attributes = append(b.Attributes, book.Attribute{Name: a.Name, Cells: a.Cells.Text})
	}
	imp, err := findings.Import(b, l.Problems, l.Aside)
	if err == nil && b.N != l.Clients {
		err = ErrDamaged
	}
	return imp, err
}
