package intake

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

const (
	headSize   = 256 << 10 // a file up to this size is in memory before it is read
	lookSize   = 96 << 10  // bytes looked at before a file is read: at its start
	pieceSize  = 32 << 10  // in its middle and at its end
	lookedAt   = 400       // rows whose cells are evidence
	glancedAt  = 40        // the same of columns that are known to be no numbers
	headerRows = 60        // records among which the headings are looked for
	mostCols   = 20_000    // columns that are told apart; no list has as many
)

// plan is how a file is to be read.
type plan struct {
	*sample
	delim     Delimiter
	newline   byte
	ends      LineEnd
	width     int
	joint     int // column, from 1, whose cells are joined of two where a row has one too many
	header    int // line, or NoHeader
	units     int // the record below the headings that says what they are in; 0 without
	skip      int // bytes of text before the first row below the headings
	line      uint32
	preamble  []Aside
	columns   []*column
	heads     []heading
	evidence  []*evidence
	fileMark  Mark  // of most columns that tell
	fileOrder Order // …
	payments  bool
	private   bool // some column holds tax numbers: hide runs of nine digits in what is quoted
	rowBytes  float64
	notes     []Note
	asked     []Question
}

// sniff decides how to read a file.
func sniff(s *sample, opt *Options) (*plan, error) {
	p := &plan{sample: s}
	text := s.pieces[0]
	p.ends, p.newline = lineEnds(text[margin:min(len(text), margin+pieceSize)])
	line := uint32(1)
	body := text
	// “sep=;” is what spreadsheets write to tell one another the delimiter.
	if rest := text[margin:]; len(rest) > 5 && lower(rest[:4]) == "sep=" && slices.Contains(delimiters[:], Delimiter(rest[4])) && (rest[5] == '\r' || rest[5] == '\n') {
		p.delim = Delimiter(rest[4])
		after := lineAfter(rest)
		p.preamble = append(p.preamble, Aside{Line: 1, Rows: 1, Reason: Preamble, Text: string(rest[:5])})
		p.skip = after
		line = 2
		body = append(make([]byte, margin, len(rest)+2*margin), rest[after:]...)
	}
	if opt.Delimiter != 0 {
		p.delim = opt.Delimiter
	}
	if p.delim == 0 {
		p.delim = delimiterOf(body, p.newline)
	}
	looked := body
	if opt.HeaderLine <= headerRows {
		looked = upTo(body, lookSize)
	}
	var r records
	r.read(looked, p.splitter(), p.newline, line)
	if r.len() == 0 {
		return nil, &FileError{Empty}
	}
	p.width, _ = r.width()
	header := p.findHeader(&r, opt)
	p.header = NoHeader
	first := 0 // the first record of the data
	p.line = line
	if header >= 0 {
		p.header = int(r.ix.line[header])
		p.widen(&r, header)
		p.preambles(&r, header)
		next := r.after(header, body, p.newline)
		first = header + 1
		if first < r.len() && r.ix.cells[r.ix.begin[first]]+1 == next && unitsOnly(&r, first) {
			p.preamble = append(p.preamble, Aside{Line: r.ix.line[first], Rows: 1, Reason: RepeatedHeader, Text: quote(r.raw(first), 400, true)})
			next = r.after(first, body, p.newline)
			p.units = first
			first++
		}
		p.skip += int(next) - margin
		p.line = uint32(p.header + lineCount(body[r.ix.cells[r.ix.begin[header]]+1:next], p.newline))
	}
	if p.width > mostCols {
		p.width = mostCols
	}
	p.gather(&r, header, first, opt)
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
func (p *plan) gather(r *records, header, first int, opt *Options) {
	p.columns = make([]*column, p.width)
	p.heads = make([]heading, p.width)
	p.evidence = make([]*evidence, p.width)
	used := map[string]int{}
	for c := range p.width {
		col := &column{Column: Column{Number: c, Use: Attribute, Sure: Certain, Why: ByDefault}}
		p.columns[c], p.evidence[c] = col, &evidence{}
		if header >= 0 {
			col.Original = strings.ToValidUTF8(string(r.cell(header, c)), "�")
		}
		p.heads[c] = headingOf(col.Original)
		if p.units > 0 {
			p.heads[c] = headingOf(col.Original + " " + string(r.cell(p.units, c)))
		}
		p.evidence[c].tell, p.evidence[c].numeric = p.heads[c].kinds()
		if header < 0 {
			p.evidence[c].tell, p.evidence[c].numeric = true, true
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
	rows := r.len() - first
	step := max(1, rows/lookedAt)
	for i := first; i < r.len(); i += step {
		p.look(r, i, opt)
	}
	if rows > 0 {
		from := r.ix.cells[r.ix.begin[first]] + 1
		p.rowBytes = float64(len(r.text)-int(from)) / float64(rows)
	}
	for _, piece := range p.pieces[1:] {
		var more records
		more.read(piece, p.splitter(), p.newline, 0)
		if p.joint > 0 {
			more.join(p.joint, p.width)
		}
		for i := 0; i < more.len(); i += max(1, more.len()/60) {
			p.look(&more, i, opt)
		}
	}
}

// look takes the cells of one record as evidence.
func (p *plan) look(r *records, i int, opt *Options) {
	if r.count(i) < p.width-1 && r.count(i)*2 < p.width {
		return
	}
	for c := range min(p.width, r.count(i)) {
		cell := r.cell(i, c)
		p.columns[c].bytes += int64(len(cell))
		p.columns[c].seen++
		if e := p.evidence[c]; e.numeric || e.cells < glancedAt {
			e.see(cell, opt.AsOf)
		} else {
			e.glance(cell)
		}
		if samples := p.columns[c].Samples; len(cell) > 0 && len(samples) < 5 && p.columns[c].seen < 40 {
			if text := quote(cell, 80, false); !slices.Contains(samples, text) {
				p.columns[c].Samples = append(samples, text)
			}
		}
	}
}
