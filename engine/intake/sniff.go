package intake

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"tierbook/engine/book"
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

// A sample is what is looked at before a file is read: all of a small file, the
// start, middle and end of a large one.
type sample struct {
	enc    Encoding
	mark   int      // bytes of the byte-order mark
	pieces [][]byte // as UTF-8, whole lines; the first is the file's start
	whole  bool     // the first is all there is
	print  string   // of the file's bytes
}

// take reads the sample.
func take(ctx context.Context, src Source, opt *Options) (*sample, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	size := src.Size()
	if size > MaxSize {
		return nil, &FileError{TooLarge}
	}
	head, others, err := look(src)
	if err != nil {
		return nil, err
	}
	if kind := kindOf(head); kind != 0 {
		return nil, &FileError{kind}
	}
	s := &sample{whole: size <= headSize, print: printOf(size, head, others)}
	s.enc, s.mark = encodingOf(head, s.whole)
	if s.enc == UTF8 && s.mark == 0 && isASCII(head) {
		for _, p := range others {
			for i := 0; i < 3 && len(p) > 0 && p[0]&0xC0 == 0x80; i++ {
				p = p[1:] // the rest of a character that the piece begins in
			}
			if enc, _ := encodingOf(p, false); enc == Windows1252 {
				s.enc = enc
			}
		}
	}
	if opt.Encoding != 0 && opt.Encoding != s.enc {
		s.enc = opt.Encoding
		if opt.Encoding == Windows1252 {
			s.mark = 0
		}
	}
	for i, raw := range append([][]byte{head[s.mark:]}, others...) {
		text := raw
		if s.enc != UTF8 {
			text, _ = decode(make([]byte, 0, 2*len(raw)+16), raw, s.enc, false)
		}
		if i > 0 { // begins somewhere in a line
			text = text[lineAfter(text):]
		}
		if !s.whole {
			if end := bytes.LastIndexAny(text, "\r\n"); end >= 0 && (i == 0 || i < len(others)) {
				text = text[:end+1]
			}
		}
		padded := append(make([]byte, margin, margin+len(text)+margin), text...)
		s.pieces = append(s.pieces, padded)
	}
	if kind := junk(s.pieces[0][margin:]); kind != 0 {
		return nil, &FileError{kind}
	}
	return s, nil
}

func isASCII(text []byte) bool {
	for ; len(text) >= 8; text = text[8:] {
		if binary.LittleEndian.Uint64(text)&tops != 0 {
			return false
		}
	}
	for _, c := range text {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// lineAfter is where the line after the first line end begins.
func lineAfter(text []byte) int {
	i := bytes.IndexAny(text, "\r\n")
	if i < 0 {
		return len(text)
	}
	if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' {
		i++
	}
	return i + 1
}

// junk tells text that is empty, or not text.
func junk(text []byte) FileKind {
	if len(bytes.Trim(text, " \t\r\n,;|\"\u00a0\ufeff")) == 0 {
		return Empty
	}
	control := 0
	for _, c := range text {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7F {
			control++
		}
	}
	if control > 3 && control > len(text)/50 {
		return Binary
	}
	return 0
}

// lineEnds finds how the lines of a text end, quoted cells aside.
func lineEnds(text []byte) (LineEnd, byte) {
	lf, crlf, cr := 0, 0, 0
	quoted := false
	for i, c := range text {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n' && i > 0 && text[i-1] == '\r':
			crlf++
			cr--
		case c == '\n':
			lf++
		case c == '\r':
			cr++
		}
	}
	switch {
	case cr > lf+crlf:
		return CR, '\r'
	case crlf > lf:
		return CRLF, '\n'
	case lf == 0 && crlf == 0 && bytes.IndexByte(text, '\n') < 0 && bytes.IndexByte(text, '\r') >= 0:
		return CR, '\r' // all of them inside an open quote
	}
	return LF, '\n'
}

// records are the records of a text, whatever their number of cells.
type records struct {
	text    []byte
	ix      indexer
	scratch []byte
}

// read indexes text[margin:], whose first line has the number given.
func (r *records) read(text []byte, delim, newline byte, line uint32) {
	r.ix = indexer{delim: delim, newline: newline, patience: 64 << 10, room: r.ix.room, made: r.ix.made, line: r.ix.line, begin: r.ix.begin, ends: r.ix.ends}
	end := len(text)
	r.text = slices.Grow(text, margin)
	r.ix.rows(r.text[:end+margin], margin, end, line, true)
}

func (r *records) len() int { return len(r.ix.line) }

// count is how many cells record i has.
func (r *records) count(i int) int {
	next := len(r.ix.cells)
	if i+1 < len(r.ix.begin) {
		next = int(r.ix.begin[i+1])
	}
	return next - int(r.ix.begin[i]) - 1
}

// cell is a bare copy of a cell, good until the next one is asked for.
func (r *records) cell(i, c int) []byte {
	if c >= r.count(i) {
		return nil
	}
	at := int(r.ix.begin[i]) + c
	r.scratch = append(r.scratch[:0], r.text[r.ix.cells[at]+1:r.ix.cells[at+1]]...)
	return bare(r.scratch)
}

// raw is the text of a record.
func (r *records) raw(i int) []byte {
	at := int(r.ix.begin[i])
	return r.text[r.ix.cells[at]+1 : r.ix.cells[at+r.count(i)]]
}

// width is the number of cells most records have, and how many of a hundred do.
func (r *records) width() (width, percent int) {
	counts := map[int]int{}
	for i := range r.len() {
		counts[r.count(i)]++
	}
	best := 0
	for w, n := range counts {
		if w > 1 && (n > best || n == best && w > width) {
			width, best = w, n
		}
	}
	if width == 0 {
		return 1, 100
	}
	return width, 100 * best / r.len()
}

// upTo is the whole lines of about the first so many bytes of a padded text.
func upTo(text []byte, size int) []byte {
	if size += margin; size < len(text) {
		size += lineAfter(text[size:])
		return append(make([]byte, 0, size+margin), text[:size]...)
	}
	return text
}

// delimiterOf finds the delimiter from the whole shape of the text: the one
// under which most records have one and the same number of cells, and the
// headings are known ones.
func delimiterOf(text []byte, newline byte) Delimiter {
	text = upTo(text, pieceSize)
	best, top := Delimiter(0), 0.0
	var r records
	for _, d := range delimiters {
		if bytes.IndexByte(text, byte(d)) < 0 {
			continue
		}
		r.read(text, byte(d), newline, 1)
		if r.len() == 0 {
			continue
		}
		width, percent := r.width()
		hits, wide := 0, 0
		for i := range min(r.len(), headerRows) {
			hits = max(hits, knownHeadings(&r, i))
			if r.count(i) > 1 {
				wide++
			}
		}
		if width < 2 || hits < 2 && wide*2 < min(r.len(), headerRows) {
			continue // some commas in a single column
		}
		share := float64(percent) / 100
		score := share * share * (1 - 1/float64(width)) * (1 + 0.2*float64(min(hits, 5)))
		if score > top {
			best, top = d, score
		}
	}
	return best
}

// knownHeadings is how many cells of a record are headings that mean something.
func knownHeadings(r *records, i int) int {
	hits := 0
	for c := range min(r.count(i), 200) {
		cell := r.cell(i, c)
		if len(cell) == 0 || len(cell) > 60 {
			continue
		}
		if c < 40 && scaleOf(cell, 0) == Figures && len(cell) != 4 {
			return 0 // figures: no headings
		}
		h := headingOf(string(cell))
		if h.text == "" {
			continue
		}
		if h.private() != Undecided || known[h.text] != nil || known[h.pared()] != nil || h.byWords().weight > 0 {
			hits++
		}
	}
	return hits
}

// plan is how a file is to be read.
type plan struct {
	*sample
	delim     Delimiter
	newline   byte
	ends      LineEnd
	width     int
	header    int // line, or NoHeader
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
		p.width = max(p.width, r.count(header))
		p.preambles(&r, header)
		first = header + 1
		next := r.ix.cells[int(r.ix.begin[header])+r.count(header)] // where the headings end
		for int(next) < len(body) && body[next] != p.newline {
			next++
		}
		next = min(next+1, uint32(len(body)))
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

// findHeader is the index of the record with the headings, -1 where there is none.
func (p *plan) findHeader(r *records, opt *Options) int {
	if opt.HeaderLine == NoHeader {
		return -1
	}
	if opt.HeaderLine > 0 {
		for i := range r.len() {
			if int(r.ix.line[i]) == opt.HeaderLine {
				return i
			}
		}
		return -1
	}
	best, most := -1, 0
	for i := range min(r.len(), headerRows) {
		filled, figures := p.headerLike(r, i)
		if filled == 0 || figures > 0 || p.width > 2 && filled < 2 {
			continue
		}
		// A title such as “Client Book” is no heading, although its words are known.
		hits := knownHeadings(r, i)
		if r.count(i)*2 < p.width || filled*3 < p.width {
			hits = 0
		}
		if hits > most {
			best, most = i, hits
		}
	}
	if most >= 2 || most == 1 && p.width <= 2 {
		return best
	}
	// Unknown headings: a row of words above columns of something else.
	for i := range min(r.len()-1, headerRows) {
		filled, figures := p.headerLike(r, i)
		if r.count(i)*10 < p.width*8 || filled*10 < p.width*6 {
			continue
		}
		if figures > 0 || !distinctCells(r, i) {
			break
		}
		return i // also where all is words below: most lists have headings
	}
	return best
}

// headerLike counts the cells of a record that say something, up to the first
// that is a figure, a date or a missing value, which headings never are.
func (p *plan) headerLike(r *records, i int) (filled, figures int) {
	for c := range min(r.count(i), mostCols) {
		cell := r.cell(i, c)
		if len(cell) == 0 {
			continue
		}
		filled++
		if isMissing(cell) || scaleOf(cell, 0) == Figures && len(cell) != 4 {
			return filled, 1
		}
		var n number
		var room [mostDigits]byte
		if rest, ok := n.parse(cell, 0, room[:]); ok && len(rest) == 0 && len(cell) != 4 {
			return filled, 1
		} else if _, fit := calendar(cell, MonthDay, 20000); fit != fitsNone {
			return filled, 1
		}
	}
	return filled, figures
}

func distinctCells(r *records, i int) bool {
	seen := map[string]bool{}
	for c := range r.count(i) {
		if cell := string(r.cell(i, c)); cell != "" {
			if seen[cell] {
				return false
			}
			seen[cell] = true
		}
	}
	return len(seen) > 0
}

// preambles sets aside what stands above the headings.
func (p *plan) preambles(r *records, header int) {
	blanks := r.ix.faults
	put := func(a Aside) {
		p.preamble = append(p.preamble, a)
	}
	for i := range header {
		for len(blanks) > 0 && blanks[0].line < r.ix.line[i] {
			put(Aside{Line: blanks[0].line, Rows: 1, Reason: Blank})
			blanks = blanks[1:]
		}
		put(Aside{Line: r.ix.line[i], Rows: 1, Reason: Preamble, Text: quote(r.raw(i), 400, true)})
	}
	for len(blanks) > 0 && blanks[0].line < r.ix.line[header] {
		if blanks[0].kind == blankRow {
			put(Aside{Line: blanks[0].line, Rows: 1, Reason: Blank})
		}
		blanks = blanks[1:]
	}
}

// quote is a text of the file as it may be shown: at most so many bytes, tax
// numbers overwritten.
func quote(text []byte, most int, bare bool) string {
	cut := text
	if len(cut) > most+16 {
		cut = cut[:most+16]
	}
	masked := maskNumbers(bytes.Clone(cut), bare)
	if len(masked) > most {
		masked = masked[:most]
		for len(masked) > 0 && masked[len(masked)-1]&0xC0 == 0x80 {
			masked = masked[:len(masked)-1]
		}
		if len(masked) > 0 && masked[len(masked)-1] >= 0xC0 {
			masked = masked[:len(masked)-1]
		}
		return strings.ToValidUTF8(string(masked), "�") + "…"
	}
	return strings.ToValidUTF8(string(masked), "�")
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

// candidate is a column that may be a field.
type candidate struct {
	column int
	meaning
}

// assign decides what each column is.
func (p *plan) assign(opt *Options) {
	taken := map[Field]int{}
	decided := make([]bool, p.width)
	settle := func(c int, use Use, field Field, sure Sure, why Why) {
		col := p.columns[c]
		col.Use, col.Field, col.Sure, col.Why = use, field, sure, why
		decided[c] = true
		if field != NoField {
			taken[field] = c
		}
	}
	for c := range p.width {
		choice, ok := opt.Columns[c]
		if !ok || choice.Use == Undecided {
			continue
		}
		switch p.heads[c].private() {
		case Sensitive: // known by its heading: it is never kept
			if choice.Use != LeftOut {
				continue
			}
		case Account:
			if choice.Use == AsField && choice.Field == ID && !has(taken, ID) {
				settle(c, Account, ID, Chosen, ByChoice)
				continue
			}
		}
		field := NoField
		if choice.Use == AsField {
			field = choice.Field
			if has(taken, field) || field == NoField || int(field) >= Fields {
				settle(c, Attribute, NoField, Chosen, ByChoice)
				continue
			}
		}
		settle(c, choice.Use, field, Chosen, ByChoice)
	}
	var candidates []candidate
	rivals := map[Field][]candidate{}
	for c := range p.width {
		if decided[c] {
			continue
		}
		e, h := p.evidence[c], &p.heads[c]
		list := h.meanings()
		if len(list) > 0 && (list[0].use == Sensitive || list[0].use == Account) {
			settle(c, list[0].use, NoField, Certain, ByHeading)
			continue
		}
		numbers := len(list) > 0 && list[0].field != NoField && !list[0].field.IsText()
		if e.share(e.taxNumbers, 50) && !numbers || h.text == "" && e.values() >= 3 && e.share(e.nineDigits, 80) {
			settle(c, Sensitive, NoField, Unsure, ByPattern)
			p.asked = append(p.asked, Question{Kind: AskTaxNumber, Columns: []int{c}, Count: max(e.taxNumbers, e.nineDigits)})
			continue
		}
		for _, m := range list {
			if m.field == NoField {
				p.columns[c].role = m.role
				continue
			}
			fits := e.plausible(m.field)
			// A known heading is believed until a good many cells speak against it.
			against := fits < 10 && (m.sure != Certain || e.values() >= 8)
			if fits < 50 {
				m.weight -= 10 * (50 - fits)
				m.sure = Unsure
			}
			if against {
				rivals[m.field] = append(rivals[m.field], candidate{c, m})
				continue
			}
			candidates = append(candidates, candidate{c, m})
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return b.weight - a.weight })
	for _, k := range candidates {
		if decided[k.column] {
			continue
		}
		if _, is := taken[k.field]; is {
			rivals[k.field] = append(rivals[k.field], k)
			continue
		}
		settle(k.column, AsField, k.field, k.sure, k.why)
		p.columns[k.column].weight = k.weight
	}
	p.assignNames(taken, opt)
	p.assignPayments(taken, opt)
	if p.header == NoHeader {
		p.assignByCells(taken, decided)
		p.asked = append(p.asked, Question{Kind: AskHeader})
	}
	// An account number that is the only id.
	if _, is := taken[ID]; !is {
		for c, col := range p.columns {
			if col.Use == Account {
				col.Field = ID
				taken[ID] = c
				break
			}
		}
	}
	for f := ID; int(f) < Fields; f++ {
		c, is := taken[f]
		var columns []int
		for _, k := range rivals[f] {
			col := p.columns[k.column]
			if col.Use != Attribute || col.Why == ByChoice {
				continue
			}
			if col.Rival == NoField {
				col.Rival, col.Why, col.Sure = f, ByRival, Likely
			}
			columns = append(columns, k.column)
		}
		if is && len(columns) > 0 && p.columns[c].Why != ByChoice {
			p.asked = append(p.asked, Question{Kind: AskField, Field: f, Columns: append([]int{c}, columns...)})
		}
	}
	for c, col := range p.columns {
		p.private = p.private || col.Use == Sensitive
		switch {
		case col.Use == Sensitive && col.Why == ByHeading:
			p.notes = append(p.notes, Note{NoteMasked, c, 0})
		case col.Use == Account:
			p.notes = append(p.notes, Note{NoteAccounts, c, 0})
		}
		if p.header != NoHeader && col.Heading != strings.Join(strings.Fields(strings.TrimPrefix(col.Original, "\ufeff")), " ") {
			p.notes = append(p.notes, Note{NoteHeading, c, 0})
		}
		if p.heads[c].text == "" && p.header != NoHeader && p.evidence[c].cells == 0 && col.Why == ByDefault && p.whole {
			col.Use = LeftOut // no heading and nothing below: the comma at the end of every line
		}
		if col.Use == Sensitive {
			for i, text := range col.Samples {
				masked := []byte(text)
				overwrite(masked)
				col.Samples[i] = string(masked)
			}
		}
		if col.Use == Account {
			for i, text := range col.Samples {
				col.Samples[i] = lastFour([]byte(text))
			}
		}
	}
	for _, f := range []Field{Name, AUM, GDC} {
		if _, is := taken[f]; !is && !(f == Name && (has(taken, LastName) || has(taken, FirstName) || has(taken, Household))) {
			p.asked = append(p.asked, Question{Kind: AskMissing, Field: f})
		}
	}
}

func has(taken map[Field]int, f Field) bool { _, is := taken[f]; return is }

// chosen reports whether the user said which column a field is.
func chosen(p *plan, taken map[Field]int, f Field) bool {
	c, is := taken[f]
	return is && p.columns[c].Why == ByChoice
}

// assignNames keeps the parts of names only where there is no whole one.
func (p *plan) assignNames(taken map[Field]int, opt *Options) {
	first, last := has(taken, FirstName), has(taken, LastName)
	name, whole := taken[Name]
	release := func(f Field) {
		if c, is := taken[f]; is && p.columns[c].Why != ByChoice {
			p.columns[c].Use, p.columns[c].Field, p.columns[c].Why = Attribute, NoField, ByDefault
			delete(taken, f)
		}
	}
	if whole && first && last && p.columns[name].Why != ByChoice && p.columns[name].weight < 1000-8 {
		// “Account Name” beside first and last name is no person’s.
		release(Name)
		whole = false
	}
	if whole && p.columns[name].Why != ByChoice && (chosen(p, taken, FirstName) || chosen(p, taken, LastName)) {
		release(Name)
		whole = false
	}
	if c, is := taken[LastName]; is {
		p.columns[c].role = roleSurname
	}
	if whole {
		release(FirstName)
		release(MiddleName)
		release(LastName)
		return
	}
	if first && last {
		p.notes = append(p.notes, Note{NoteNames, taken[LastName], 0})
	}
}

// assignPayments decides whether rows are payments.
func (p *plan) assignPayments(taken map[Field]int, opt *Options) {
	c, is := taken[PaymentDate]
	if !is && !has(taken, AUM) && has(taken, GDC) {
		for i, col := range p.columns {
			if p.heads[i].text == "date" && col.Use == Attribute && col.Why == ByDefault && p.evidence[i].share(p.evidence[i].dates, 80) {
				c, is = i, true
			}
		}
	}
	key := -1
	for _, f := range []Field{ID, Household, Name, LastName} {
		if k, is := taken[f]; is {
			key = k
			break
		}
	}
	if key < 0 {
		for i, col := range p.columns {
			if col.Use == Account {
				key = i
			}
		}
	}
	repeats := false
	if key >= 0 {
		e := p.evidence[key]
		repeats = len(e.distinct)*10 <= e.values()*8 && len(e.distinct) < mostDistinct
	}
	p.payments = is && has(taken, GDC) && key >= 0 && (repeats || opt.Payments == Yes) && opt.Payments != No
	switch {
	case p.payments:
		p.columns[c].Use, p.columns[c].Field = AsField, PaymentDate
		if p.columns[c].Why == ByDefault {
			p.columns[c].Why, p.columns[c].Sure = ByCells, Likely
		}
		taken[PaymentDate] = c
		if opt.Payments == 0 {
			p.asked = append(p.asked, Question{Kind: AskPayments, Columns: []int{c, taken[GDC]}})
		}
	case is && p.columns[c].Field == PaymentDate:
		p.columns[c].Use, p.columns[c].Field, p.columns[c].Why = Attribute, NoField, ByDefault
		delete(taken, PaymentDate)
	}
}

// assignByCells guesses at columns without headings, by what they look like.
func (p *plan) assignByCells(taken map[Field]int, decided []bool) {
	guess := func(f Field, fits func(e *evidence) float64) {
		if has(taken, f) {
			return
		}
		best, top := -1, 0.0
		for c, e := range p.evidence {
			if decided[c] || e.values() == 0 {
				continue
			}
			if v := fits(e); v > top {
				best, top = c, v
			}
		}
		if best >= 0 {
			col := p.columns[best]
			col.Use, col.Field, col.Sure, col.Why = AsField, f, Unsure, ByCells
			taken[f] = best
			decided[best] = true
		}
	}
	guess(Since, func(e *evidence) float64 {
		if !e.share(e.dates, 80) {
			return 0
		}
		return float64(e.dates)
	})
	unique := func(e *evidence) bool { return len(e.distinct)*100 >= min(e.values(), mostDistinct)*95 }
	guess(ID, func(e *evidence) float64 {
		if !e.share(e.coded, 95) || !unique(e) || e.share(e.dates, 20) || e.pointSurely+e.commaSurely > 0 || len(e.currencies) > 0 {
			return 0
		}
		return 1
	})
	guess(Name, func(e *evidence) float64 {
		if !e.share(e.texts, 95) || !e.share(e.spaced, 80) || e.share(e.dates, 20) || e.long > 0 || e.share(e.coded, 20) {
			return 0
		}
		return float64(len(e.distinct)) / float64(e.values())
	})
	amount := func(e *evidence) float64 {
		if !e.share(e.numbers, 80) || e.share(e.dates, 50) || e.percents > 0 || e.most < 1000 {
			return 0
		}
		return e.sum / float64(e.numbers)
	}
	guess(AUM, amount)
	guess(GDC, amount)
}

// format decides how the cells of each column are written.
func (p *plan) format(opt *Options) {
	// What one column tells holds for its neighbours that do not.
	votes := [3]int{}
	orders := [3]int{}
	for c, e := range p.evidence {
		if p.columns[c].Use == Sensitive || p.columns[c].Use == Account {
			continue
		}
		votes[e.mark()]++
		orders[e.order()]++
	}
	switch {
	case votes[Point] > votes[Comma]:
		p.fileMark = Point
	case votes[Comma] > votes[Point]:
		p.fileMark = Comma
	}
	switch {
	case orders[MonthDay] > orders[DayMonth]:
		p.fileOrder = MonthDay
	case orders[DayMonth] > orders[MonthDay]:
		p.fileOrder = DayMonth
	}
	for _, col := range p.columns {
		col.Format, col.Assumed = p.decide(col, opt)
	}
}

// decide decides the format of a column of a field, and which parts of it
// nothing in the file tells.
func (p *plan) decide(c *column, opt *Options) (f, assumed Format) {
	field, e, h := c.Field, p.evidence[c.Number], &p.heads[c.Number]
	if field == NoField || field.IsText() {
		return f, assumed
	}
	f = opt.Columns[c.Number].Format
	number := field.IsMoney() || field == Potential || field == Likeability || field == Referrals || field == Hours || field == Since
	if number && f.Decimal == 0 {
		f.Decimal = e.mark()
		if f.Decimal == 0 {
			f.Decimal = p.fileMark
			if f.Decimal == 0 {
				f.Decimal = Point
				if p.delim == ';' {
					f.Decimal = Comma
				}
			}
			if e.ambiguous() && field != Since {
				assumed.Decimal = f.Decimal
			}
		}
	}
	switch {
	case field.IsMoney():
		if f.Times == 0 {
			f.Times = h.times
		}
		if f.Currency == "" {
			if f.Currency = e.currency(); f.Currency == "" {
				f.Currency = h.code
			}
		}
		if f.Repeated == 0 {
			f.Repeated = Add
		}
		if field == AUM {
			break
		}
		known := h.has("gdc", "concession")
		if f.Period == 0 {
			if f.Period = h.period(); f.Period == 0 {
				f.Period = Year
				if !known {
					assumed.Period = Year
				}
			}
		}
		if f.Basis == 0 {
			if f.Basis = h.basis(); f.Basis == 0 {
				f.Basis = Gross
				assumed.Basis = Gross
			}
		}
	case field == Since || field == PaymentDate:
		if f.Dates == 0 {
			f.Dates = e.datesAre()
			if field == Since && (f.Dates == Calendar || f.Dates == Serial) && h.has("years", "tenure", "length") && e.dates == 0 {
				f.Dates = Years
			}
			if (f.Dates == Years || f.Dates == OnlyYear) && !h.has("years", "tenure", "length", "year") {
				assumed.Dates = f.Dates
			}
		}
		if f.Order == 0 {
			if f.Order = e.order(); f.Order == 0 {
				f.Order = p.fileOrder
				if f.Order == 0 {
					f.Order = MonthDay
					if p.delim == ';' || p.fileMark == Comma {
						f.Order = DayMonth
					}
				}
				if e.two > 0 {
					assumed.Order = f.Order
				}
			}
		}
	case field == Hours:
		if f.Unit == 0 {
			if f.Unit = h.unit(); f.Unit == 0 {
				f.Unit = InHours
			}
		}
		if f.Period == 0 {
			if f.Period = h.period(); f.Period == 0 || f.Period == YearToDate {
				f.Period = Year
			}
		}
	default:
		if f.Scale == 0 {
			f.Scale = e.scale()
		}
	}
	return f, assumed
}

// factor is what a period's amount is multiplied with to make it annual; the
// year to date is made annual by days instead.
func factor(p Period) int64 {
	switch p {
	case Quarter:
		return 4
	case Month:
		return 12
	case Week:
		return 52
	}
	return 1
}

// annual makes a year's amount of that of the year up to the as-of date.
func annual(cents book.Cents, asOf book.Day) book.Cents {
	t := asOf.Time()
	days := int64(365)
	if isLeap(t.Year()) {
		days = 366
	}
	passed := int64(t.YearDay())
	twice := 2 * int64(cents) * days
	if twice >= 0 {
		return book.Cents((twice + passed) / (2 * passed))
	}
	return book.Cents(-((-twice + passed) / (2 * passed)))
}
