// Package intake turns a client list as an advisor has it, a CSV of any kind,
// into a book.Book, and accounts for every row and cell of it.
//
// Read is the one call: it streams a Source, finds out how the file is written
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
// How it is built, from the bytes up: source.go and encode.go make blocks of
// UTF-8 out of slices of the file; index.go finds the ends of all fields of a
// block (irregular.go where quotes are in the way); block.go and text.go walk the
// block column by column in small loops into typed slices (leaf.go), with the
// careful parsers (number.go, date.go, rating.go, hours.go) for the cells that are
// not of the commonest shape.
//
// Beforehand sniff.go decides from a sample how to read: header.go finds the
// headings, heading.go and meaning.go say what they mean, evidence.go what the
// cells look like, assign.go what each column is, decide.go how it is written.
// Afterwards settle.go sets aside totals and footers (judge.go, label.go), and
// finish.go makes the book, of household.go where rows are combined.
package intake
