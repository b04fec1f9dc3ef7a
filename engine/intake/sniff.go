package intake

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
)

const (
	lookSize   = 96 << 10 // bytes of the sample's start that are looked at
	lookedAt   = 400      // rows whose cells are evidence
	glancedAt  = 40       // the same of columns that are known to be no numbers
	headerRows = 60       // records among which the headings are looked for
	mostCols   = 20_000   // columns that are told apart; no list has as many
)

// plan is how a file is to be read.
type plan struct {
	*file.Sample
	delim     record.Delimiter
	newline   byte
	ends      file.LineEnd
	width     int
	joint     int // column, from 1, whose cells are joined of two where a row has one too many
	header    int // line, or NoHeader
	units     int // the record below the headings that says what they are in; 0 without
	skip      int // bytes of text before the first row below the headings
	line      uint32
	preamble  []Aside
	columns   []*column
	heads     []field.Heading
	evidence  []*cell.Evidence
	fileMark  cell.Mark  // of most columns that tell
	fileOrder cell.Order // …
	payments  bool
	private   bool // some column holds tax numbers: hide runs of nine digits in what is quoted
	rowBytes  float64
	notes     []Note
	asked     []Question
}

// sniff decides how to read a file.
func sniff(s *file.Sample, opt *Options) (*plan, error) {
	p := &plan{Sample: s}
	text := s.Pieces[0]
	p.ends, p.newline = file.LineEnds(text[file.Margin:min(len(text), file.Margin+file.PieceSize)])
	line := uint32(1)
	body := text
	// “sep=;” is what spreadsheets write to tell one another the delimiter.
	if rest := text[file.Margin:]; len(rest) > 5 && cell.Lower(rest[:4]) == "sep=" && slices.Contains(record.Delimiters[:], record.Delimiter(rest[4])) && (rest[5] == '\r' || rest[5] == '\n') {
		p.delim = record.Delimiter(rest[4])
		after := file.LineAfter(rest)
		p.preamble = append(p.preamble, Aside{Line: 1, Rows: 1, Reason: Preamble, Text: string(rest[:5])})
		p.skip = after
		line = 2
		body = append(make([]byte, file.Margin, len(rest)+2*file.Margin), rest[after:]...)
	}
	if opt.Delimiter != 0 {
		p.delim = opt.Delimiter
	}
	if p.delim == 0 {
		p.delim = delimiterOf(body, p.newline)
	}
	looked := body
	if opt.HeaderLine <= headerRows {
		looked = record.UpTo(body, lookSize)
	}
	var r record.Records
	r.Read(looked, p.splitter(), p.newline, line)
	if r.Len() == 0 {
		return nil, &file.Error{Kind: file.Empty}
	}
	p.width, _ = r.Width()
	header := p.findHeader(&r, opt)
	p.header = NoHeader
	first := 0 // the first record of the data
	p.line = line
	if header >= 0 {
		p.header = int(r.Index.Line[header])
		p.widen(&r, header)
		p.preambles(&r, header)
		next := r.After(header, body, p.newline)
		first = header + 1
		if first < r.Len() && r.Index.Cells[r.Index.Begin[first]]+1 == next && unitsOnly(&r, first) {
			p.preamble = append(p.preamble, Aside{Line: r.Index.Line[first], Rows: 1, Reason: RepeatedHeader, Text: cell.Quote(r.Raw(first), 400, true)})
			next = r.After(first, body, p.newline)
			p.units = first
			first++
		}
		p.skip += int(next) - file.Margin
		p.line = uint32(p.header + lineCount(body[r.Index.Cells[r.Index.Begin[header]]+1:next], p.newline))
	}
	if p.width > mostCols {
		p.width = mostCols
	}
	p.gather(&r, header, first, opt)
	if day := p.asOf(opt.AsOf); day != book.Missing && (opt.Proposed || day == opt.AsOf) {
		opt.AsOf = day
		p.notes = append(p.notes, Note{NoteAsOf, -1, int(day)})
	}
	p.recall(opt)
	p.assign(opt)
	p.format(opt)
	return p, nil
}

// splitter is the delimiter as the indexer takes it; a file of one column has a
// character there that is in no text.
func (p *plan) splitter() byte {
	if p.delim == 0 {
		return 0x1F
	}
	return byte(p.delim)
}

func lineCount(text []byte, newline byte) int {
	return bytes.Count(text, []byte{newline})
}

// gather names the columns and looks at the cells of the sample.
func (p *plan) gather(r *record.Records, header, first int, opt *Options) {
	p.columns = make([]*column, p.width)
	p.heads = make([]field.Heading, p.width)
	p.evidence = make([]*cell.Evidence, p.width)
	used := map[string]int{}
	for c := range p.width {
		col := &column{Column: Column{Number: c, Use: field.Attribute, Sure: field.Certain, Why: field.ByDefault}}
		p.columns[c], p.evidence[c] = col, &cell.Evidence{}
		if header >= 0 {
			col.Original = strings.ToValidUTF8(string(r.Cell(header, c)), "�")
		}
		p.heads[c] = field.HeadingOf(col.Original)
		if p.units > 0 {
			p.heads[c] = field.HeadingOf(col.Original + " " + string(r.Cell(p.units, c)))
		}
		p.evidence[c].Tell, p.evidence[c].Numeric = p.heads[c].Kinds()
		if header < 0 {
			p.evidence[c].Tell, p.evidence[c].Numeric = true, true
		}
		col.Heading = strings.Join(strings.Fields(strings.TrimPrefix(col.Original, "\ufeff")), " ")
		if col.Heading == "" {
			col.Heading = "Column " + strconv.Itoa(c+1)
		}
		for base, n := col.Heading, 2; used[col.Heading] > 0; n++ {
			col.Heading = base + " (" + strconv.Itoa(n) + ")"
		}
		used[col.Heading]++
	}
	rows := r.Len() - first
	step := max(1, rows/lookedAt)
	for i := first; i < r.Len(); i += step {
		p.look(r, i, opt)
	}
	if rows > 0 {
		from := r.Index.Cells[r.Index.Begin[first]] + 1
		p.rowBytes = float64(len(r.Text)-int(from)) / float64(rows)
	}
	for _, piece := range p.Pieces[1:] {
		var more record.Records
		more.Read(piece, p.splitter(), p.newline, 0)
		if p.joint > 0 {
			more.Join(p.joint, p.width)
		}
		for i := 0; i < more.Len(); i += max(1, more.Len()/60) {
			p.look(&more, i, opt)
		}
	}
}

// look takes the cells of one record as evidence.
func (p *plan) look(r *record.Records, i int, opt *Options) {
	if r.Count(i) < p.width-1 && r.Count(i)*2 < p.width {
		return
	}
	for c := range min(p.width, r.Count(i)) {
		part := r.Cell(i, c)
		p.columns[c].bytes += int64(len(part))
		p.columns[c].seen++
		if e := p.evidence[c]; e.Numeric || e.Cells < glancedAt {
			e.See(part, opt.AsOf)
		} else {
			e.Glance(part)
		}
		if samples := p.columns[c].Samples; len(part) > 0 && len(samples) < 5 && p.columns[c].seen < 40 {
			if text := cell.Quote(part, 80, false); !slices.Contains(samples, text) {
				p.columns[c].Samples = append(samples, text)
			}
		}
	}
}
