package session

import (
	"io"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/roster"
	"tierbook/engine/sheet"
	"tierbook/engine/wire"
)

// Export asks for a table as a CSV file. It is written from what is shown when
// it is asked for, whatever changes while it is written.
type Export struct {
	Table string `json:"table"` // one of those below, or problems
	Plan  int    `json:"plan,omitempty"`

	Waiting bool `json:"waiting,omitempty"` // of problems: those of the list that waits

	Reasons map[string]string `json:"reasons,omitempty"` // of problems: why in words, by code

	roster.Filter // of clients: which; the zero Filter is everyone
}

// The tables there are.
const (
	ExportClients = "clients"
	ExportTiers   = "tiers"
	ExportPlan    = "plan"
	ExportRatings = "ratings"   // the sheet that somebody fills in; it comes back by FillFrom
	ExportAlone   = "unmatched" // the clients that the open list or the one that waits has alone
	ExportLocks   = "locks"     // who stays in which tier; it comes back as well
)

// ExportProblems is the table of what could not be read: each problem with its
// reason, and the row that it stands in where that is at hand.
const ExportProblems = "problems"

// Exporting is a table that is about to be written.
type Exporting struct {
	write func(w io.Writer, pause func() error) error
}

// Write writes the table. It calls pause between pieces of the work, and stops
// with its error where it has one.
func (x *Exporting) Write(w io.Writer, pause func() error) error { return x.write(w, pause) }

// Export makes a table ready to be written. The error is a *Fault.
func (s *Session) Export(what Export) (*Exporting, error) {
	r := s.Report()
	switch what.Table {
	case ExportClients:
		imp, _ := s.source(false)
		rows := roster.Filtered(r, book.Rows(r.Book.N), what.Filter)
		return &Exporting{func(w io.Writer, pause func() error) error {
			return sheet.WriteClients(w, pause, r, rows, imp.Basis == cell.Net)
		}}, nil
	case ExportRatings:
		return &Exporting{func(w io.Writer, _ func() error) error { return sheet.WriteRatings(w, r) }}, nil
	case ExportAlone:
		g := s.waiting()
		if g == nil {
			return nil, wire.NewFault("nothing-waits")
		}
		write := sheet.WriteAlone(g.Lists)
		return &Exporting{func(w io.Writer, _ func() error) error { return write(w) }}, nil
	case ExportLocks:
		return &Exporting{func(w io.Writer, _ func() error) error { return sheet.WriteLocks(w, r) }}, nil
	case ExportTiers:
		return &Exporting{func(w io.Writer, _ func() error) error { return sheet.WriteTiers(w, r) }}, nil
	case ExportPlan:
		rows, err := s.PlanRows(what.Plan, 0)
		if err != nil {
			return nil, err
		}
		return &Exporting{func(w io.Writer, pause func() error) error { return sheet.WritePlan(w, pause, r, rows) }}, nil
	}
	return nil, wire.NewFault("unknown-view", what.Table)
}
