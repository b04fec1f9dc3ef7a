package workspace

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strconv"
	"unicode/utf8"

	"tierbook/engine/book"
)

// Version is the version of the files that this package writes. It reads those
// of every version up to it.
const Version = 2

// mark is how every file begins, sumMark how its last key does.
const (
	mark    = `{"tierbook":`
	sumMark = ",\n\"sha256\":\""
)

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
