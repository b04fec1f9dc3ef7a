package intake

import (
	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// mostShown is how many bytes of a cell its problem shows.
const mostShown = 200

// ProblemGroup is problems of one kind: cells of one column that say the same and
// could not be read for the same reason. One rule mends them all.
type ProblemGroup struct {
	Column int         `json:"column"` // -1 for problems of whole lines
	Field  field.Field `json:"field,omitempty"`
	Reason cell.Reason `json:"reason"`
	Text   string      `json:"text,omitempty"` // what they all say, "" where each line says its own
	Lines  []uint32    `json:"lines"`
}

// ProblemGroups groups the problems of an import so that each group is one
// decision, the largest first. Problems of whole lines are grouped by reason.
func (imp *Import) ProblemGroups() []ProblemGroup {
	type key struct {
		column int
		reason cell.Reason
		text   string
	}
	at := map[key]int{}
	var groups []ProblemGroup
	for _, p := range imp.Problems {
		k := key{p.Column, p.Reason, p.Text}
		if p.Column < 0 {
			k.text = ""
		}
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, ProblemGroup{Column: p.Column, Field: p.Field, Reason: p.Reason, Text: k.text})
		}
		groups[i].Lines = append(groups[i].Lines, p.Line)
	}
	book.Arrange(groups, func(a, b ProblemGroup) int { return len(b.Lines) - len(a.Lines) })
	return groups
}
