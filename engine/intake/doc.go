// Package intake turns a client list as an advisor has it, a CSV of any kind,
// into a book.Book, and accounts for every row and cell of it.
//
// Read is the one call: it streams a file.Source, finds out how the file is written
// (encoding, delimiter, headings, what each column means and how its cells are
// written), reads every cell, and answers with an Import. What it decided, how
// sure it is and why, stands in the Import; whatever the user decides otherwise
// goes into Options, and the same Options over the same bytes make the same
// Import. So a preview and the import are one thing: shown, then committed.
//
// Nothing is lost: each record of the file is a client, combined into one, set
// aside with its text and a reason, or left out by the user (Controls adds them
// up), and each cell that could not be read is a Problem with its line and text.
// Tax numbers are overwritten in the buffer before anything else sees them.
//
// What the user decides is a Decision, and Options.With the options it leads to.
//
// # From bytes to book
//
// Below this package, each knowing nothing of those above it:
//
//	cell    the text of one cell: a number, a date, a rating, a time, or none; tax numbers hidden
//	file    the bytes of a file: what it is, its encoding, its text in a stream of windows
//	record  the text to records and cells, quotes and stray quotes told apart
//	field   headings to the fields they mean
//
// Here, in the order in which Read goes about it:
//
//	how to read   sniff.go looks at a sample: delimit.go finds the delimiter, header.go the
//	              headings, surplus.go what commas without quotes did, assign.go what each
//	              column is, decide.go how it is written; known.go recalls what was decided
//	              about another list with these headings
//	reading       read.go goes through the file, again where later bytes contradict; block.go
//	              and text.go take a block of records column by column into typed slices
//	which rows    settle.go sets aside what is no client: judge.go and label.go know totals,
//	              compact.go takes them out
//	the book      finish.go makes it, of household.go and sums.go where rows are combined;
//	              count.go adds up the controls; likely.go proposes households
//
// What comes of it is import.go and problems.go; what was decided is options.go and
// decision.go; keep.go is how a workspace keeps it all.
package intake
