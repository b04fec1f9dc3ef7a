package sheet

import (
	"io"
	"sort"

	"tierbook/engine/export"
	"tierbook/engine/intake"
)

// ProblemRows are the lines of the rows that have a problem.
func ProblemRows(imp *intake.Import) []uint32 {
	lines := make([]uint32, len(imp.Problems))
	for i, p := range imp.Problems {
		lines[i] = p.Line
	}
	return lines
}

// WriteProblems writes the problems of an import. rows are the records of
// ProblemRows in the order of their lines, none where the file is gone. reasons
// say why in words; a reason without one stands as its code.
func WriteProblems(w io.Writer, imp *intake.Import, rows []intake.Record, reasons map[string]string) error {
	sheet := export.NewSheet(w)
	if len(rows) > 0 {
		for _, c := range imp.Columns {
			sheet.More.Headings = append(sheet.More.Headings, c.Heading)
		}
		sheet.More.Cell = func(row, column int) string {
			line := imp.Problems[row].Line
			at := sort.Search(len(rows), func(i int) bool { return rows[i].Line >= line })
			if at == len(rows) || rows[at].Line != line || column >= len(rows[at].Cells) {
				return ""
			}
			return rows[at].Cells[column]
		}
	}
	table := make([]export.Problem, len(imp.Problems))
	for i, p := range imp.Problems {
		one := export.Problem{Line: int(p.Line), Text: export.Text(p.Text), Reason: export.Text(reasons[p.Reason.String()])}
		if one.Reason == "" {
			one.Reason = export.Text(p.Reason.String())
		}
		if p.Column >= 0 && p.Column < len(imp.Columns) {
			one.Column = export.Text(imp.Columns[p.Column].Heading)
		}
		table[i] = one
	}
	return sheet.Add(table)
}
