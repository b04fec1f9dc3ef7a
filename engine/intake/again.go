package intake

import (
	"context"
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
)

// layout is what it takes to find single records of a file again.
type layout struct {
	enc     file.Encoding
	mark    int
	delim   record.Delimiter
	newline byte
	width   int
	joint   int
	skip    int
	line    uint32
	hidden  []int // columns of tax numbers
	account []int
	private bool
}

func (p *plan) layout() layout {
	l := layout{enc: p.Enc, mark: p.Mark, delim: p.delim, newline: p.newline, width: p.width, joint: p.joint, skip: p.skip, line: p.line, private: p.private}
	for _, c := range p.columns {
		switch c.Use {
		case field.Sensitive:
			l.hidden = append(l.hidden, c.Number)
		case field.Account:
			l.account = append(l.account, c.Number)
		}
	}
	return l
}

// Record is one record of a file, as the file has it; tax numbers are
// overwritten, account numbers show their last four.
type Record struct {
	Line  uint32   `json:"line"`
	Cells []string `json:"cells"` // one where the record could not be parted
}

// Records reads single records of the file again, by the lines on which they
// begin: for showing the rows that have problems, or handing them back as a file.
// src must be the source that was imported. They come in the file's order.
func (imp *Import) Records(ctx context.Context, src file.Source, lines []uint32) ([]Record, error) {
	l := imp.layout
	wanted := slices.Clone(lines)
	slices.Sort(wanted)
	p := &plan{Sample: &file.Sample{Enc: l.enc, Mark: l.mark}, delim: l.delim, newline: l.newline, width: l.width, joint: l.joint, skip: l.skip, line: l.line}
	r := &reader{p: p, opt: &Options{}}
	var out []Record
	wants := func(line uint32) bool {
		_, ok := slices.BinarySearch(wanted, line)
		return ok
	}
	_, err := r.walk(ctx, src, func(buf []byte) {
		for _, f := range r.ix.Faults {
			if f.Row < 0 && f.Kind != record.BlankRow && wants(f.Line) {
				out = append(out, Record{f.Line, []string{cell.Quote(buf[f.Start:f.End], 1<<20, l.private)}})
			}
		}
		for i, line := range r.ix.Line {
			if !wants(line) {
				continue
			}
			cells := make([]string, l.width)
			for c := range cells {
				s, e := r.ix.At(i, c)
				text := slices.Clone(buf[s:e])
				switch {
				case slices.Contains(l.hidden, c):
					cell.Overwrite(text)
					cells[c] = string(cell.Bare(text))
				case slices.Contains(l.account, c):
					if text = cell.Bare(text); len(text) > 0 {
						cells[c] = cell.LastFour(text)
					}
				default:
					cells[c] = cell.Quote(cell.Bare(text), 1<<20, false)
				}
			}
			out = append(out, Record{line, cells})
		}
	})
	book.Arrange(out, func(a, b Record) int { return int(a.Line) - int(b.Line) })
	return out, err
}
