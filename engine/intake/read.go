package intake

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"hash"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
)

// Read reads a client list. The error is a *FileError where the file is no
// client list at all, the context's where it was cancelled, else the source's.
func Read(ctx context.Context, src file.Source, opt Options) (*Import, error) {
	s, err := file.SampleOf(ctx, src, opt.Encoding)
	if err != nil {
		return nil, err
	}
	p, err := sniff(s, &opt)
	if err != nil {
		return nil, err
	}
	r := &reader{p: p, opt: &opt, size: src.Size(), hash: hasher(opt.Secret, s)}
	r.forced = map[uint32]bool{}
	for _, c := range opt.Clients {
		r.forced[c.Line] = true
	}
	passes := 1
	lines, err := r.pass(ctx, src)
	if err != nil {
		return nil, err
	}
	if opt.Encoding == 0 && p.Enc == file.UTF8 && p.Mark == 0 && r.badText > 0 && r.badText*10 > r.goodText {
		// What the sample did not show: the characters are not UTF-8 after all.
		again := opt
		again.Encoding = file.Windows1252
		imp, err := Read(ctx, src, again)
		if err == nil {
			imp.Options.Encoding = 0 // found out, not decided
			imp.Passes++
			imp.Notes = append(imp.Notes, Note{NoteReread, -1, r.badText})
		}
		return imp, err
	}
	changed, err := r.reconsider(ctx, src)
	if err != nil {
		return nil, err
	}
	if len(changed) > 0 {
		passes++
		for _, c := range changed {
			p.notes = append(p.notes, Note{NoteReread, c, p.columns[c].contrary})
		}
		if lines, err = r.pass(ctx, src); err != nil {
			return nil, err
		}
	}
	r.mend()
	settled := r.settle()
	opt.Proposed, opt.Known, opt.Progress = false, nil, nil
	imp := &Import{Options: opt, Print: s.Print, Secret: opt.Secret, Encoding: p.Enc, BOM: p.Mark > 0, Delimiter: p.delim, LineEnd: p.ends, HeaderLine: p.header, Payments: p.payments, Passes: passes}
	settled.finish(imp)
	if imp.Controls.DataRows == 0 && imp.Controls.LeftOut == 0 && settled.outside.rows == 0 {
		if p.header == NoHeader {
			return nil, &file.Error{Kind: file.Empty}
		}
		return nil, &file.Error{Kind: file.OnlyHeader}
	}
	imp.Controls.Lines = lines
	imp.Problems, imp.Aside = r.problems, r.aside
	for _, c := range p.columns {
		if c.Number < 0 {
			continue
		}
		if c.proving {
			c.stillAssumed()
		}
		imp.Columns = append(imp.Columns, c.Column)
		if c.Field == field.GDC {
			imp.Basis = c.Format.Basis
		}
	}
	imp.layout = p.layout()
	imp.Questions, imp.Notes = p.questions(), p.notes
	if q, ask := imp.askHouseholds(); ask {
		imp.Questions = append(imp.Questions, q)
	}
	return imp, nil
}

// pass reads the whole file into columns, and says how many lines it has.
func (r *reader) pass(ctx context.Context, src file.Source) (lines int, err error) {
	r.problems, r.suspects, r.texts, r.byLine, r.heads = nil, nil, map[string]string{}, nil, nil
	r.totalAUM, r.totalGDC = book.Missing, book.Missing
	r.goodText, r.badText = 0, 0
	r.aside = append([]Aside(nil), r.p.preamble...)
	r.records = len(r.aside)
	r.prepare()
	for i, e := range r.p.evidence {
		r.p.columns[i].dated = e.Share(e.Dates, 95) && e.TaxNumbers == 0
	}
	return r.walk(ctx, src, r.block)
}

// walk indexes the file block by block, below the headings, and says how many
// lines it has.
func (r *reader) walk(ctx context.Context, src file.Source, block func(buf []byte)) (lines int, err error) {
	p := r.p
	r.ix = record.Index{Delim: p.splitter(), Newline: p.newline, Width: p.width, Joint: p.joint, Patience: record.MostPatience, Forced: r.forced}
	s := p.Sample.Stream(ctx, src, r.opt.Progress)
	line, skip, reach := p.line, p.skip, blockSize
	for {
		n := min(skip, s.To-s.From)
		s.From += n
		skip -= n
		if s.From == s.To {
			if s.Ended {
				return int(line) - 1, nil
			}
			if err := s.Fill(); err != nil {
				return 0, err
			}
			continue
		}
		to := min(s.From+reach, s.To)
		next, nextLine := r.ix.Rows(s.Buf, s.From, to, line, s.Ended && to == s.To)
		if next == s.From {
			// Not one whole record: look further, or read on.
			reach *= 2
			if to == s.To {
				if err := s.Fill(); err != nil {
					return 0, err
				}
			}
			continue
		}
		block(s.Buf)
		s.From, line, reach = next, nextLine, blockSize
		if s.To-s.From < blockSize && !s.Ended {
			if err := s.Fill(); err != nil {
				return 0, err
			}
		}
	}
}

// blockSize is how many bytes are indexed before they are converted.
const blockSize = 256 << 10

// reconsider decides anew about the columns some cells of which another format
// would read, by all the cells that the file has; it answers which changed.
func (r *reader) reconsider(ctx context.Context, src file.Source) (changed []int, err error) {
	p := r.p
	var doubted []*column
	for _, c := range p.columns {
		if c.contrary > 0 && (c.seen < int64(len(r.lines))) {
			doubted = append(doubted, c)
			p.evidence[c.Number] = &cell.Evidence{}
		}
	}
	if len(doubted) == 0 {
		return nil, nil
	}
	_, err = r.walk(ctx, src, func(buf []byte) {
		for _, c := range doubted {
			for i := range r.ix.Line {
				s, e := r.ix.At(i, c.Number)
				p.evidence[c.Number].See(cell.Bare(buf[s:e]), r.opt.AsOf)
			}
		}
	})
	for _, c := range doubted {
		before := c.Format
		c.Format, c.Assumed = p.decide(c, r.opt)
		if c.Format != before {
			changed = append(changed, c.Number)
		}
	}
	return changed, err
}

// stillAssumed drops the assumptions that cells beyond the sample bear out.
func (c *column) stillAssumed() {
	if c.proof.Order() == c.Format.Order {
		c.Assumed.Order = 0
	}
	if c.proof.Mark() == c.Format.Decimal {
		c.Assumed.Decimal = 0
	}
}

// questions are those of the plan, and those that assumptions leave.
func (p *plan) questions() []Question {
	for _, c := range p.columns {
		if c.Number < 0 {
			continue
		}
		ask := func(kind QuestionKind) {
			p.asked = append(p.asked, Question{Kind: kind, Field: c.Field, Columns: []int{c.Number}, Values: c.Samples})
		}
		if c.Assumed.Order != 0 {
			ask(AskOrder)
		}
		if c.Assumed.Decimal != 0 {
			ask(AskMark)
		}
		if c.Assumed.Dates != 0 {
			ask(AskYears)
		}
		if c.Assumed.Period != 0 {
			ask(AskPeriod)
		}
		if c.Assumed.Basis != 0 {
			ask(AskBasis)
		}
		if c.taxNumbers > 0 {
			p.asked = append(p.asked, Question{Kind: AskTaxNumber, Columns: []int{c.Number}, Count: c.taxNumbers})
		}
		if c.Format.Times > 1 {
			p.notes = append(p.notes, Note{NoteTimes, c.Number, int(c.Format.Times)})
		}
		if c.factor > 1 || c.Format.Period == cell.YearToDate {
			p.notes = append(p.notes, Note{NoteAnnualised, c.Number, int(c.Format.Period)})
		}
	}
	return p.asked
}

// mend puts what the user wrote in the place of cells.
func (r *reader) mend() {
	texts := map[*column]map[int]string{}
	for _, m := range r.opt.Cells {
		i := r.row(m.Line)
		if i < 0 || m.Column < 0 || m.Column >= len(r.p.columns) {
			continue
		}
		c := r.p.columns[m.Column]
		for k := len(r.problems) - 1; k >= 0; k-- {
			if p := r.problems[k]; p.Line == m.Line && p.Column == m.Column {
				r.problems = append(r.problems[:k], r.problems[k+1:]...)
			}
		}
		switch c.kind {
		case asText, asName:
			if texts[c] == nil {
				texts[c] = map[int]string{}
			}
			texts[c][i] = m.Text
		case asHash:
			if texts[c] == nil {
				texts[c] = map[int]string{}
			}
			texts[c][i] = r.account(cell.Bare([]byte(m.Text)))
		case asCents:
			c.cents[i] = book.Cents(r.readOwn(c, m.Text, m.Line))
		case asDay:
			c.days[i] = book.Day(r.readOwn(c, m.Text, m.Line))
		case asMilli:
			c.millis[i] = book.Milli(r.readOwn(c, m.Text, m.Line))
		case asMinutes:
			c.minutes[i] = book.Minutes(r.readOwn(c, m.Text, m.Line))
		}
	}
	for c, given := range texts {
		c.replace(given)
	}
}

// hasher makes what is kept of account numbers: a keyed hash, and the last four
// for people. Without a key of the user's the file's own beginning is one: who
// has but the hash cannot try all numbers.
func hasher(secret []byte, s *file.Sample) func(number []byte) string {
	var mac hash.Hash // made for the first number: most lists have none
	var sum []byte
	code := base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789").WithPadding(base32.NoPadding)
	return func(number []byte) string {
		if mac == nil {
			if len(secret) == 0 {
				beginning := sha256.Sum256(s.Pieces[0])
				secret = beginning[:]
			}
			mac = hmac.New(sha256.New, secret)
		}
		mac.Reset()
		mac.Write(number)
		sum = mac.Sum(sum[:0])
		return code.EncodeToString(sum[:10]) + cell.LastFour(number)
	}
}
