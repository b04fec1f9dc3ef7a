package intake

import (
	"strings"

	"tierbook/engine/book"
)

// assigner decides what each column is.
type assigner struct {
	*plan
	opt     *Options
	taken   map[Field]int // columns by the field they are
	decided []bool        // by column
	rivals  map[Field][]candidate
}

// candidate is a column that may be a field.
type candidate struct {
	column int
	meaning
}

// assign decides what each column is: as the user said, else by headings and
// cells.
func (p *plan) assign(opt *Options) {
	a := &assigner{p, opt, map[Field]int{}, make([]bool, p.width), map[Field][]candidate{}}
	a.choices()
	a.headings()
	a.names()
	a.payments()
	if p.header == NoHeader {
		a.byCells()
		p.asked = append(p.asked, Question{Kind: AskHeader})
	}
	a.onlyID()
	a.askRivals()
	a.note()
	a.askMissing()
}

func (a *assigner) settle(c int, use Use, field Field, sure Sure, why Why) {
	col := a.columns[c]
	col.Use, col.Field, col.Sure, col.Why = use, field, sure, why
	a.decided[c] = true
	if field != NoField {
		a.taken[field] = c
	}
}

func (a *assigner) has(f Field) bool { _, is := a.taken[f]; return is }

// chosen reports whether the user said which column a field is.
func (a *assigner) chosen(f Field) bool {
	c, is := a.taken[f]
	return is && a.columns[c].Why == ByChoice
}

// choices are the user's.
func (a *assigner) choices() {
	for c := range a.width {
		choice, ok := a.opt.Columns[c]
		if !ok || choice.Use == Undecided {
			continue
		}
		switch a.heads[c].private() {
		case Sensitive: // known by its heading: it is never kept
			if choice.Use != LeftOut {
				continue
			}
		case Account:
			if choice.Use == AsField && choice.Field == ID && !a.has(ID) {
				a.settle(c, Account, ID, Chosen, ByChoice)
				continue
			}
		}
		field := NoField
		if choice.Use == AsField {
			field = choice.Field
			if a.has(field) || field == NoField || int(field) >= Fields {
				a.settle(c, Attribute, NoField, Chosen, ByChoice)
				continue
			}
		}
		a.settle(c, choice.Use, field, Chosen, ByChoice)
	}
}

// headings decides by the headings, as far as the cells bear them out: of
// several columns for one field the one with the weightiest heading.
func (a *assigner) headings() {
	var candidates []candidate
	for c := range a.width {
		e, h := a.evidence[c], &a.heads[c]
		list := h.meanings()
		for _, m := range list {
			if m.field == NoField && m.role != noRole {
				a.columns[c].role = m.role
			}
		}
		if a.decided[c] {
			continue
		}
		if len(list) > 0 && (list[0].use == Sensitive || list[0].use == Account) {
			a.settle(c, list[0].use, NoField, Certain, ByHeading)
			continue
		}
		numbers := len(list) > 0 && list[0].field != NoField && !list[0].field.IsText()
		if e.share(e.taxNumbers, 50) && !numbers || len(list) == 0 && e.values() >= 3 && e.share(e.nineDigits, 80) {
			a.settle(c, Sensitive, NoField, Unsure, ByPattern)
			a.asked = append(a.asked, Question{Kind: AskTaxNumber, Columns: []int{c}, Count: max(e.taxNumbers, e.nineDigits)})
			continue
		}
		for _, m := range list {
			if m.field == NoField {
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
				a.rivals[m.field] = append(a.rivals[m.field], candidate{c, m})
				continue
			}
			candidates = append(candidates, candidate{c, m})
		}
	}
	book.Arrange(candidates, func(a, b candidate) int { return b.weight - a.weight })
	for _, k := range candidates {
		switch {
		case a.decided[k.column]:
		case a.has(k.field):
			a.rivals[k.field] = append(a.rivals[k.field], k)
		default:
			a.settle(k.column, AsField, k.field, k.sure, k.why)
			a.columns[k.column].weight = k.weight
		}
	}
}

// names keeps the parts of names only where there is no whole one.
func (a *assigner) names() {
	release := func(f Field) {
		if c, is := a.taken[f]; is && a.columns[c].Why != ByChoice {
			a.columns[c].Use, a.columns[c].Field, a.columns[c].Why = Attribute, NoField, ByDefault
			delete(a.taken, f)
		}
	}
	parts := a.has(FirstName) && a.has(LastName)
	if name, whole := a.taken[Name]; whole && a.columns[name].Why != ByChoice {
		// “Account Name” beside first and last name is no person’s.
		if parts && a.columns[name].weight < 1000-8 || a.chosen(FirstName) || a.chosen(LastName) {
			release(Name)
		}
	}
	if c, is := a.taken[LastName]; is {
		a.columns[c].role = roleSurname
	}
	if a.has(Name) {
		release(FirstName)
		release(MiddleName)
		release(LastName)
	} else if parts {
		a.notes = append(a.notes, Note{NoteNames, a.taken[LastName], 0})
	}
}

// payments decides whether rows are payments.
func (a *assigner) payments() {
	c, is := a.taken[PaymentDate]
	if !is && !a.has(AUM) && a.has(GDC) {
		for i, col := range a.columns {
			if a.heads[i].text == "date" && col.Use == Attribute && col.Why == ByDefault && a.evidence[i].share(a.evidence[i].dates, 80) {
				c, is = i, true
			}
		}
	}
	key := -1
	for _, f := range []Field{ID, Household, Name, LastName} {
		if k, is := a.taken[f]; is {
			key = k
			break
		}
	}
	if key < 0 {
		for i, col := range a.columns {
			if col.Use == Account {
				key = i
			}
		}
	}
	repeats := false
	if key >= 0 {
		e := a.evidence[key]
		repeats = len(e.distinct)*10 <= e.values()*8 && len(e.distinct) < mostDistinct
	}
	a.plan.payments = is && a.has(GDC) && key >= 0 && (repeats || a.opt.Payments == Yes) && a.opt.Payments != No
	switch {
	case a.plan.payments:
		a.columns[c].Use, a.columns[c].Field = AsField, PaymentDate
		if a.columns[c].Why == ByDefault {
			a.columns[c].Why, a.columns[c].Sure = ByCells, Likely
		}
		a.taken[PaymentDate] = c
		if a.opt.Payments == 0 {
			a.asked = append(a.asked, Question{Kind: AskPayments, Columns: []int{c, a.taken[GDC]}})
		}
	case is && a.columns[c].Field == PaymentDate:
		a.columns[c].Use, a.columns[c].Field, a.columns[c].Why = Attribute, NoField, ByDefault
		delete(a.taken, PaymentDate)
	}
}

// byCells guesses at columns without headings, by what they look like.
func (a *assigner) byCells() {
	guess := func(f Field, fits func(c int, e *evidence) float64) {
		if a.has(f) {
			return
		}
		best, top := -1, 0.0
		for c, e := range a.evidence {
			if a.decided[c] || e.values() == 0 {
				continue
			}
			if v := fits(c, e); v > top {
				best, top = c, v
			}
		}
		if best >= 0 {
			a.settle(best, AsField, f, Unsure, ByCells)
		}
	}
	guess(Since, func(_ int, e *evidence) float64 {
		if !e.share(e.dates, 80) {
			return 0
		}
		return float64(e.dates)
	})
	amount := func(_ int, e *evidence) float64 {
		if !e.share(e.numbers, 80) || e.share(e.dates, 50) || e.percents > 0 || e.most < 1000 {
			return 0
		}
		return e.sum / float64(e.numbers)
	}
	first, amounts := -1, 0 // columns that may be amounts
	for c, e := range a.evidence {
		if !a.decided[c] && amount(c, e) > 0 {
			if amounts++; first < 0 {
				first = c
			}
		}
	}
	unique := func(e *evidence) bool { return len(e.distinct)*100 >= min(e.values(), mostDistinct)*95 }
	guess(ID, func(c int, e *evidence) float64 {
		if !e.share(e.texts, 50) && c > 0 && (amounts < 3 || c != first) {
			return 0 // figures alone are an id where the columns begin, or beside two amounts
		}
		if !e.share(e.coded, 95) || !unique(e) || e.share(e.dates, 20) || e.pointSurely+e.commaSurely > 0 || len(e.currencies) > 0 {
			return 0
		}
		return 1
	})
	guess(Name, func(_ int, e *evidence) float64 {
		if !e.share(e.texts, 95) || !e.share(e.spaced, 80) || e.share(e.dates, 20) || e.long > 0 || e.share(e.coded, 20) {
			return 0
		}
		return float64(len(e.distinct)) / float64(e.values())
	})
	guess(AUM, amount)
	guess(GDC, amount)
}

// onlyID takes an account number for the id where there is no other.
func (a *assigner) onlyID() {
	if a.has(ID) {
		return
	}
	for c, col := range a.columns {
		if col.Use == Account {
			col.Field = ID
			a.taken[ID] = c
			return
		}
	}
}

// askRivals asks where several columns could be one field.
func (a *assigner) askRivals() {
	for f := ID; int(f) < Fields; f++ {
		c, is := a.taken[f]
		var columns []int
		for _, k := range a.rivals[f] {
			col := a.columns[k.column]
			if col.Use != Attribute || col.Why == ByChoice {
				continue
			}
			if col.Rival == NoField {
				col.Rival, col.Why, col.Sure = f, ByRival, Likely
			}
			columns = append(columns, k.column)
		}
		if is && len(columns) > 0 && a.columns[c].Why != ByChoice {
			a.asked = append(a.asked, Question{Kind: AskField, Field: f, Columns: append([]int{c}, columns...)})
		}
	}
}

// askMissing asks for the fields that a report needs.
func (a *assigner) askMissing() {
	for _, f := range []Field{Name, AUM, GDC} {
		if !a.has(f) && !(f == Name && (a.has(LastName) || a.has(FirstName) || a.has(Household))) {
			a.asked = append(a.asked, Question{Kind: AskMissing, Field: f})
		}
	}
}

// note says what was done unasked, and hides what must not be shown.
func (a *assigner) note() {
	for c, col := range a.columns {
		a.private = a.private || col.Use == Sensitive
		switch {
		case col.Use == Sensitive && col.Why == ByHeading:
			a.notes = append(a.notes, Note{NoteMasked, c, 0})
		case col.Use == Account:
			a.notes = append(a.notes, Note{NoteAccounts, c, 0})
		}
		if a.header != NoHeader && col.Heading != strings.Join(strings.Fields(strings.TrimPrefix(col.Original, "\ufeff")), " ") {
			a.notes = append(a.notes, Note{NoteHeading, c, 0})
		}
		if a.heads[c].text == "" && a.header != NoHeader && a.evidence[c].cells == 0 && col.Why == ByDefault && a.whole {
			col.Use = LeftOut // no heading and nothing below: the comma at the end of every line
		}
		for i, text := range col.Samples {
			switch col.Use {
			case Sensitive:
				masked := []byte(text)
				overwrite(masked)
				col.Samples[i] = string(masked)
			case Account:
				col.Samples[i] = lastFour([]byte(text))
			}
		}
	}
}
