package intake

import (
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// assigner decides what each column is.
type assigner struct {
	*plan
	opt     *Options
	taken   map[field.Field]int // columns by the field they are
	decided []bool              // by column
	rivals  map[field.Field][]candidate
}

// candidate is a column that may be a field.
type candidate struct {
	column int
	field.Meaning
}

// assign decides what each column is: as the user said, else by headings and
// cells.
func (p *plan) assign(opt *Options) {
	a := &assigner{p, opt, map[field.Field]int{}, make([]bool, p.width), map[field.Field][]candidate{}}
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

func (a *assigner) settle(c int, use field.Use, of field.Field, sure field.Sure, why field.Why) {
	col := a.columns[c]
	col.Use, col.Field, col.Sure, col.Why = use, of, sure, why
	a.decided[c] = true
	if of != field.NoField {
		a.taken[of] = c
	}
}

func (a *assigner) has(f field.Field) bool { _, is := a.taken[f]; return is }

// chosen reports whether the user said which column a field is.
func (a *assigner) chosen(f field.Field) bool {
	c, is := a.taken[f]
	return is && a.columns[c].Why == field.ByChoice
}

// choices are the user's.
func (a *assigner) choices() {
	for c := range a.width {
		choice, ok := a.opt.Columns[c]
		if !ok || choice.Use == field.Undecided {
			continue
		}
		switch a.heads[c].Private() {
		case field.Sensitive: // known by its heading: it is never kept
			if choice.Use != field.LeftOut {
				continue
			}
		case field.Account:
			if choice.Use == field.AsField && choice.Field == field.ID && !a.has(field.ID) {
				a.settle(c, field.Account, field.ID, field.Chosen, field.ByChoice)
				continue
			}
		}
		of := field.NoField
		if choice.Use == field.AsField {
			of = choice.Field
			if a.has(of) || of == field.NoField || int(of) >= field.Fields {
				a.settle(c, field.Attribute, field.NoField, field.Chosen, field.ByChoice)
				continue
			}
		}
		a.settle(c, choice.Use, of, field.Chosen, field.ByChoice)
	}
}

// headings decides by the headings, as far as the cells bear them out: of
// several columns for one field the one with the weightiest heading.
func (a *assigner) headings() {
	var candidates []candidate
	for c := range a.width {
		e, h := a.evidence[c], &a.heads[c]
		list := h.Meanings()
		for _, m := range list {
			if m.Field == field.NoField && m.Role != field.NoRole {
				a.columns[c].role = m.Role
			}
		}
		if a.decided[c] {
			continue
		}
		if len(list) > 0 && (list[0].Use == field.Sensitive || list[0].Use == field.Account) {
			a.settle(c, list[0].Use, field.NoField, field.Certain, field.ByHeading)
			continue
		}
		numbers := len(list) > 0 && list[0].Field != field.NoField && !list[0].Field.IsText()
		if e.Share(e.TaxNumbers, 50) && !numbers || len(list) == 0 && e.Values() >= 3 && e.Share(e.NineDigits, 80) {
			a.settle(c, field.Sensitive, field.NoField, field.Unsure, field.ByPattern)
			a.asked = append(a.asked, Question{Kind: AskTaxNumber, Columns: []int{c}, Count: max(e.TaxNumbers, e.NineDigits)})
			continue
		}
		for _, m := range list {
			if m.Field == field.NoField {
				continue
			}
			fits := plausible(e, m.Field)
			// A known heading is believed until a good many cells speak against it.
			against := fits < 10 && (m.Sure != field.Certain || e.Values() >= 8)
			if fits < 50 {
				m.Weight -= 10 * (50 - fits)
				m.Sure = field.Unsure
			}
			if against {
				a.rivals[m.Field] = append(a.rivals[m.Field], candidate{c, m})
				continue
			}
			candidates = append(candidates, candidate{c, m})
		}
	}
	book.Arrange(candidates, func(a, b candidate) int { return b.Weight - a.Weight })
	for _, k := range candidates {
		switch {
		case a.decided[k.column]:
		case a.has(k.Field):
			a.rivals[k.Field] = append(a.rivals[k.Field], k)
		default:
			a.settle(k.column, field.AsField, k.Field, k.Sure, k.Why)
			a.columns[k.column].weight = k.Weight
		}
	}
}

// names keeps the parts of names only where there is no whole one.
func (a *assigner) names() {
	release := func(f field.Field) {
		if c, is := a.taken[f]; is && a.columns[c].Why != field.ByChoice {
			a.columns[c].Use, a.columns[c].Field, a.columns[c].Why = field.Attribute, field.NoField, field.ByDefault
			delete(a.taken, f)
		}
	}
	parts := a.has(field.FirstName) && a.has(field.LastName)
	if name, whole := a.taken[field.Name]; whole && a.columns[name].Why != field.ByChoice {
		// “Account Name” beside first and last name is no person’s.
		if parts && a.columns[name].weight < 1000-8 || a.chosen(field.FirstName) || a.chosen(field.LastName) {
			release(field.Name)
		}
	}
	if c, is := a.taken[field.LastName]; is {
		a.columns[c].role = field.RoleSurname
	}
	if a.has(field.Name) {
		release(field.FirstName)
		release(field.MiddleName)
		release(field.LastName)
	} else if parts {
		a.notes = append(a.notes, Note{NoteNames, a.taken[field.LastName], 0})
	}
}

// payments decides whether rows are payments.
func (a *assigner) payments() {
	c, is := a.taken[field.PaymentDate]
	if !is && !a.has(field.AUM) && a.has(field.GDC) {
		for i, col := range a.columns {
			if a.heads[i].Text == "date" && col.Use == field.Attribute && col.Why == field.ByDefault && a.evidence[i].Share(a.evidence[i].Dates, 80) {
				c, is = i, true
			}
		}
	}
	key := -1
	for _, f := range []field.Field{field.ID, field.Household, field.Name, field.LastName} {
		if k, is := a.taken[f]; is {
			key = k
			break
		}
	}
	if key < 0 {
		for i, col := range a.columns {
			if col.Use == field.Account {
				key = i
			}
		}
	}
	repeats := false
	if key >= 0 {
		e := a.evidence[key]
		repeats = len(e.Distinct)*10 <= e.Values()*8 && len(e.Distinct) < cell.MostDistinct
	}
	a.plan.payments = is && a.has(field.GDC) && key >= 0 && (repeats || a.opt.Payments == Yes) && a.opt.Payments != No
	switch {
	case a.plan.payments:
		a.columns[c].Use, a.columns[c].Field = field.AsField, field.PaymentDate
		if a.columns[c].Why == field.ByDefault {
			a.columns[c].Why, a.columns[c].Sure = field.ByCells, field.Likely
		}
		a.taken[field.PaymentDate] = c
		if a.opt.Payments == 0 {
			a.asked = append(a.asked, Question{Kind: AskPayments, Columns: []int{c, a.taken[field.GDC]}})
		}
	case is && a.columns[c].Field == field.PaymentDate:
		a.columns[c].Use, a.columns[c].Field, a.columns[c].Why = field.Attribute, field.NoField, field.ByDefault
		delete(a.taken, field.PaymentDate)
	}
}

// byCells guesses at columns without headings, by what they look like.
func (a *assigner) byCells() {
	guess := func(f field.Field, fits func(c int, e *cell.Evidence) float64) {
		if a.has(f) {
			return
		}
		best, top := -1, 0.0
		for c, e := range a.evidence {
			if a.decided[c] || e.Values() == 0 {
				continue
			}
			if v := fits(c, e); v > top {
				best, top = c, v
			}
		}
		if best >= 0 {
			a.settle(best, field.AsField, f, field.Unsure, field.ByCells)
		}
	}
	guess(field.Since, func(_ int, e *cell.Evidence) float64 {
		if !e.Share(e.Dates, 80) {
			return 0
		}
		return float64(e.Dates)
	})
	amount := func(_ int, e *cell.Evidence) float64 {
		if !e.Share(e.Numbers, 80) || e.Share(e.Dates, 50) || e.Percents > 0 || e.Most < 1000 {
			return 0
		}
		return e.Sum / float64(e.Numbers)
	}
	first, amounts := -1, 0 // columns that may be amounts
	for c, e := range a.evidence {
		if !a.decided[c] && amount(c, e) > 0 {
			if amounts++; first < 0 {
				first = c
			}
		}
	}
	unique := func(e *cell.Evidence) bool { return len(e.Distinct)*100 >= min(e.Values(), cell.MostDistinct)*95 }
	guess(field.ID, func(c int, e *cell.Evidence) float64 {
		if !e.Share(e.Texts, 50) && c > 0 && (amounts < 3 || c != first) {
			return 0 // figures alone are an id where the columns begin, or beside two amounts
		}
		if !e.Share(e.Coded, 95) || !unique(e) || e.Share(e.Dates, 20) || e.PointSurely+e.CommaSurely > 0 || len(e.Currencies) > 0 {
			return 0
		}
		return 1
	})
	guess(field.Name, func(_ int, e *cell.Evidence) float64 {
		if !e.Share(e.Texts, 95) || !e.Share(e.Spaced, 80) || e.Share(e.Dates, 20) || e.Long > 0 || e.Share(e.Coded, 20) {
			return 0
		}
		return float64(len(e.Distinct)) / float64(e.Values())
	})
	guess(field.AUM, amount)
	guess(field.GDC, amount)
}

// onlyID takes an account number for the id where there is no other.
func (a *assigner) onlyID() {
	if a.has(field.ID) {
		return
	}
	for c, col := range a.columns {
		if col.Use == field.Account {
			col.Field = field.ID
			a.taken[field.ID] = c
			return
		}
	}
}

// askRivals asks where several columns could be one field.
func (a *assigner) askRivals() {
	for f := field.ID; int(f) < field.Fields; f++ {
		c, is := a.taken[f]
		var columns []int
		for _, k := range a.rivals[f] {
			col := a.columns[k.column]
			if col.Use != field.Attribute || col.Why == field.ByChoice {
				continue
			}
			if col.Rival == field.NoField {
				col.Rival, col.Why, col.Sure = f, field.ByRival, field.Likely
			}
			columns = append(columns, k.column)
		}
		if is && len(columns) > 0 && a.columns[c].Why != field.ByChoice {
			a.asked = append(a.asked, Question{Kind: AskField, Field: f, Columns: append([]int{c}, columns...)})
		}
	}
}

// askMissing asks for the fields that a report needs.
func (a *assigner) askMissing() {
	for _, f := range []field.Field{field.Name, field.AUM, field.GDC} {
		if !a.has(f) && !(f == field.Name && (a.has(field.LastName) || a.has(field.FirstName) || a.has(field.Household))) {
			a.asked = append(a.asked, Question{Kind: AskMissing, Field: f})
		}
	}
}

// note says what was done unasked, and hides what must not be shown.
func (a *assigner) note() {
	for c, col := range a.columns {
		a.private = a.private || col.Use == field.Sensitive
		switch {
		case col.Use == field.Sensitive && col.Why == field.ByHeading:
			a.notes = append(a.notes, Note{NoteMasked, c, 0})
		case col.Use == field.Account:
			a.notes = append(a.notes, Note{NoteAccounts, c, 0})
		}
		if a.header != NoHeader && col.Heading != strings.Join(strings.Fields(strings.TrimPrefix(col.Original, "\ufeff")), " ") {
			a.notes = append(a.notes, Note{NoteHeading, c, 0})
		}
		if a.heads[c].Text == "" && a.header != NoHeader && a.evidence[c].Cells == 0 && col.Why == field.ByDefault && a.Whole {
			col.Use = field.LeftOut // no heading and nothing below: the comma at the end of every line
		}
		for i, text := range col.Samples {
			switch col.Use {
			case field.Sensitive:
				masked := []byte(text)
				cell.Overwrite(masked)
				col.Samples[i] = string(masked)
			case field.Account:
				col.Samples[i] = cell.LastFour([]byte(text))
			}
		}
	}
}

// plausible is how many of a hundred cells of a column that say something could
// be the field's.
func plausible(e *cell.Evidence, f field.Field) int {
	if e.Values() == 0 {
		return 100
	}
	n := 0
	switch f {
	case field.AUM, field.GDC:
		n = e.Numbers
	case field.Since, field.PaymentDate:
		n = e.Dates + e.Serials + e.YearsOnly + e.Durations
		if f == field.Since {
			n += e.Small
		}
	case field.Potential, field.Likeability, field.Referrals:
		n = max(e.Figures, e.Letters, e.Words, e.Stars)
	case field.Hours:
		n = e.Times
	case field.Name, field.FirstName, field.LastName, field.MiddleName:
		n = e.Texts
	default:
		return 100
	}
	return min(100, 100*n/e.Values())
}
