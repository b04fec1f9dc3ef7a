// Package export is every table with a shape of ours: what is handed out as a
// CSV file (clients, the tier report, problems) and what comes back in a shape
// that was handed out (ratings, locks).
//
// A row is a struct whose tags are the headings, and gocsv is the record layer
// between the two. The types of the fields write themselves exactly, and refuse
// what they cannot read: money with two decimals, dates as ISO, a missing value
// as nothing at all, never as 0. A list of another shape is package intake's.
//
//	s := export.NewSheet(w)
//	s.More = columns                     // those of the advisor's own, beside the struct's
//	err := s.Add([]export.Client{…})     // as often as there is more
//	rows, refused := export.Read[export.Rating](file)
//
// A text cell that a spreadsheet would run as a formula, or show reversed, is
// disarmed on the way out and armed again on the way in (Disarm, Arm); no text is
// changed by both.
package export
