package intake

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// textBlock copies the cells of an attribute, as they stand but for the quotes
// round them. It copies whole words, and so up to seven bytes too many, which the
// next cell overwrites.
func (r *reader) textBlock(c *column, buf []byte, base, n int) {
	p := r.ix.Of(c.Number)
	cells, stride, k, cut := p.Ends, p.Stride, p.First, p.Cut
	from, at, empty := len(c.text), len(c.text), 0
	to := c.text[:cap(c.text)]
	c.ends = slices.Grow(c.ends, n)[:base+n]
	ends := c.ends[base:]
	ruled := c.rules != nil
	for i := range ends {
		s, e := int(cells[k]+1), int(cells[k+1])-cut
		k += stride
		n := e - s
		if n <= 0 {
			ends[i] = uint32(at)
			empty++
			continue
		}
		if at+n+8 > len(to) {
			to = append(make([]byte, 0, (at+n)*5/4+4096), to[:at]...)
			to = to[:cap(to)]
		}
		w := binary.LittleEndian.Uint64(buf[s : s+8])
		if byte(w) == '"' && n > 1 && buf[e-1] == '"' && bytes.IndexByte(buf[s+1:e-1], '"') < 0 {
			s++
			e--
			if n -= 2; n == 0 {
				ends[i] = uint32(at)
				empty++
				continue
			}
			w = binary.LittleEndian.Uint64(buf[s : s+8])
		}
		if byte(w) <= '"' || n|1 == 11 && mayBeTaxNumber(w) || n > longest || ruled {
			cell := r.mindful(c, buf[s:e], base+i)
			if len(cell) == 0 {
				empty++
			}
			at += copy(to[at:], cell)
			ends[i] = uint32(at)
			continue
		}
		binary.LittleEndian.PutUint64(to[at:at+8], w)
		for d := 8; d < n; d += 8 {
			binary.LittleEndian.PutUint64(to[at+d:at+d+8], binary.LittleEndian.Uint64(buf[s+d:s+d+8]))
		}
		at += n
		ends[i] = uint32(at)
	}
	c.text = to[:at]
	c.empty += empty
	r.checkText(c, base, n, from)
}

// nameBlock copies the cells of an id, name or household like textBlock does, and
// looks at what they begin and end with.
func (r *reader) nameBlock(c *column, buf []byte, base, n int) {
	p := r.ix.Of(c.Number)
	cells, stride, k, cut := p.Ends, p.Stride, p.First, p.Cut
	from, at, empty := len(c.text), len(c.text), 0
	to := c.text[:cap(c.text)]
	c.ends = slices.Grow(c.ends, n)[:base+n]
	ends := c.ends[base:]
	ruled := c.rules != nil
	for i := range ends {
		s, e := int(cells[k]+1), int(cells[k+1])-cut
		k += stride
		n := e - s
		if n <= 0 {
			ends[i] = uint32(at)
			empty++
			continue
		}
		if at+n+8 > len(to) {
			to = append(make([]byte, 0, (at+n)*5/4+4096), to[:at]...)
			to = to[:cap(to)]
		}
		w := binary.LittleEndian.Uint64(buf[s : s+8])
		if byte(w) == '"' && n > 1 && buf[e-1] == '"' && bytes.IndexByte(buf[s+1:e-1], '"') < 0 {
			s++
			e--
			if n -= 2; n == 0 {
				ends[i] = uint32(at)
				empty++
				continue
			}
			w = binary.LittleEndian.Uint64(buf[s : s+8])
		}
		tail := binary.LittleEndian.Uint32(buf[e-4 : e])
		if minds[byte(w)]&^mindEnd|minds[byte(tail>>24)]&mindEnd|labelled[labelHash(uint32(w))]|labelled[labelHash(tail)] != 0 || n|1 == 11 && mayBeTaxNumber(w) || n > longest || ruled {
			cell := r.mindful(c, buf[s:e], base+i)
			if len(cell) == 0 {
				empty++
			}
			at += copy(to[at:], cell)
			ends[i] = uint32(at)
			continue
		}
		binary.LittleEndian.PutUint64(to[at:at+8], w)
		for d := 8; d < n; d += 8 {
			binary.LittleEndian.PutUint64(to[at+d:at+d+8], binary.LittleEndian.Uint64(buf[s+d:s+d+8]))
		}
		at += n
		ends[i] = uint32(at)
	}
	c.text = to[:at]
	c.empty += empty
	r.checkText(c, base, n, from)
}

// mayBeTaxNumber reports whether a cell that begins with the word has a hyphen or
// a blank where a tax number has it.
func mayBeTaxNumber(w uint64) bool {
	return byte(w>>24) == '-' || byte(w>>24) == ' ' || byte(w>>16) == '-'
}

// checkText looks for what is no text, and for tax numbers among words, in the
// cells that were last added to a column.
func (r *reader) checkText(c *column, base, n, from int) {
	if c.Why != field.ByChoice && !c.dated {
		c.taxNumbers += cell.MaskWithin(c.text, from, c.ends[base:base+n])
	}
	if !r.ix.Foreign && !r.ix.Nul {
		return
	}
	if added := c.text[from:]; r.ix.Nul && bytes.IndexByte(added, 0) >= 0 || !utf8.Valid(added) {
		r.cleanse(c, base, n, from)
	} else if !cell.IsASCII(added) {
		r.goodText++
	}
}

// What the first and last bytes of a cell of text may mean.
const (
	mindStart = 1 << iota // a blank or a quote: look closer
	mindEnd               // the same at the end
	mindNone              // it may say that there is no value
	mindLabel             // it may be the label of a sum
)

var minds = func() (m [256]uint8) {
	for c := range 0x21 {
		m[c] = mindStart | mindEnd
	}
	for _, c := range []byte{'"', 0xA0, 0xAF, 0x89, 0x87, 0x8B, 0xBF} {
		m[c] = mindStart | mindEnd
	}
	for _, c := range []byte{0xC2, 0xE2, 0xEF} {
		m[c] = mindStart
	}
	for _, c := range []byte("-nN#(") {
		m[c] = mindNone
	}
	return m
}()

// labelled says by a hash which four letters labels of sums begin or end with.
// Only ids, names and households are looked at so; a label elsewhere is found when
// the amounts beside it are a sum.
var labelled = func() (m [1 << labelBits]uint8) {
	for _, four := range [...]string{"tota", "gran", "subt", "sub ", "sub-", "summ", "sums", "sum\x20", "over", "repo", "reco", "gesa", "zwis", "coun", "grou", "all ", "aver", "otal", "tals", "tal:", "als:", "tal.", "als."} {
		m[labelHash(binary.LittleEndian.Uint32([]byte(four)))] = mindLabel
	}
	return m
}()

const labelBits = 11

func labelHash(four uint32) uint32 { return (four | 0x20202020) * 0x9E3779B1 >> (32 - labelBits) }

// longest is how long a text may be before it is pointed out: no spreadsheet's
// cell holds more.
const longest = 32767

// mindful is the text of a cell that is not to be taken as it is; it notes what
// is to be noted of it.
func (r *reader) mindful(c *column, text []byte, row int) []byte {
	if mind := minds[text[0]] | minds[text[len(text)-1]]; mind&(mindStart|mindEnd) != 0 || c.rules != nil {
		text = r.careful(c, text)
	}
	if c.kind == asName {
		if len(text) <= 12 && cell.IsNameless(text) {
			return nil
		}
		if label(text) != noLabel {
			r.suspects = append(r.suspects, uint32(row))
		}
	}
	if cell.IsTaxNumber(text) && c.Why != field.ByChoice {
		cell.Overwrite(text)
		c.taxNumbers++
	}
	if len(text) > longest {
		r.problem(r.lines[row], c.Number, c.Field, cell.LongCell, text)
	}
	return text
}

// careful is the text of a cell that has quotes or blanks at its ends, or may be
// read as another.
func (r *reader) careful(c *column, text []byte) []byte {
	switch {
	case c.kind == asName:
		text = cell.Bare(text)
	default:
		if inner := cell.Trim(text); len(inner) > 0 && inner[0] == '"' {
			text = cell.Unquote(inner)
		}
	}
	if as, ok := c.rules[string(text)]; ok {
		text = []byte(as)
	}
	return text
}

// cleanse replaces what is no text in the last n cells of a column.
func (r *reader) cleanse(c *column, base, n, from int) {
	old := bytes.Clone(c.text[from:])
	c.text = c.text[:from]
	start := 0
	for i := base; i < base+n; i++ {
		text := old[start : int(c.ends[i])-from]
		start = int(c.ends[i]) - from
		reason := cell.Reason(0)
		if bytes.IndexByte(text, 0) >= 0 {
			reason = cell.ControlBytes
			text = bytes.ReplaceAll(text, []byte{0}, nil)
		}
		switch {
		case !utf8.Valid(text):
			reason = cell.BadBytes
			r.badText++
			text = bytes.ToValidUTF8(text, []byte("�"))
		case !cell.IsASCII(text):
			r.goodText++
		}
		if reason != 0 {
			r.problem(r.lines[i], c.Number, c.Field, reason, text)
		}
		c.text = append(c.text, text...)
		c.ends[i] = uint32(len(c.text))
	}
}

// account is what is kept of an account number.
func (r *reader) account(number []byte) string {
	if cell.IsNameless(number) {
		return ""
	}
	if bytes.HasPrefix(number, []byte("…")) || bytes.IndexByte(number, '*') >= 0 {
		return string(number) // hidden already
	}
	return r.hash(number)
}
