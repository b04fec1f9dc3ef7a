// Package roster is the clients of a report as a list: who passes a Filter, in
// which order, as rows with what there is to be seen of each, and what some of
// them come to.
//
//	rows := roster.Filtered(r, roster.Sorted(r, roster.ByProfit, false), f)
//	sum := roster.Sum(r, rows)
//	first := roster.RowOf(r, int(rows[0]))
package roster
