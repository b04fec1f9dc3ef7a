package intake

import (
	"slices"

	"tierbook/engine/intake/field"
)

// Known is how the user had a list with certain headings read, to read the next
// one with the same headings in the same way.
type Known struct {
	headings []string // normalised, in the order of the columns
	options  Options
}

// Known is what there is to remember of an import. It is false where the user
// decided nothing that holds for another list too, and where the list has no
// headings to know it by.
func (imp *Import) Known() (Known, bool) {
	o := &imp.Options
	if imp.HeaderLine == NoHeader || len(o.Columns) == 0 && len(o.Rules) == 0 && len(o.Together) == 0 && o.Payments == 0 && !o.AllAsOne {
		return Known{}, false
	}
	k := Known{options: *o}
	for _, c := range imp.Columns {
		h := field.HeadingOf(c.Original)
		k.headings = append(k.headings, h.Text)
	}
	return k, true
}

// recall takes up what the user decided about the newest list with the same
// headings, unless something has been decided about this one. Columns that have
// changed places are followed; what was said of single lines is not taken up.
func (p *plan) recall(opt *Options) {
	known := opt.Known
	opt.Known = nil
	if len(known) == 0 || p.header == NoHeader || len(opt.Columns)+len(opt.Rules) > 0 {
		return
	}
	texts := make([]string, p.width)
	for c := range p.heads {
		texts[c] = p.heads[c].Text
	}
	sorted := slices.Sorted(slices.Values(texts))
	for _, k := range known {
		if len(k.headings) != len(texts) || !slices.Equal(slices.Sorted(slices.Values(k.headings)), sorted) {
			continue
		}
		to := places(k.headings, texts)
		opt.Columns = map[int]Choice{}
		for c, choice := range k.options.Columns {
			if c >= 0 && c < len(to) {
				opt.Columns[to[c]] = choice
			}
		}
		for _, r := range k.options.Rules {
			if r.Column >= 0 && r.Column < len(to) {
				r.Column = to[r.Column]
				opt.Rules = append(opt.Rules, r)
			}
		}
		opt.Payments, opt.AllAsOne, opt.Together = k.options.Payments, k.options.AllAsOne, k.options.Together
		p.notes = append(p.notes, Note{NoteRemembered, -1, len(opt.Columns) + len(opt.Rules)})
		return
	}
}

// places is where each of some headings stands among the same ones in another
// order: the second of one text is the second there too.
func places(from, to []string) []int {
	at := map[string][]int{}
	for c, text := range to {
		at[text] = append(at[text], c)
	}
	out := make([]int, len(from))
	for c, text := range from {
		out[c] = at[text][0]
		at[text] = at[text][1:]
	}
	return out
}
