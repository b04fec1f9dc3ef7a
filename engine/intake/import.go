package intake

import (
	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
)

// Import is a file as it was read: the book, and the account of everything
// that is and is not in it.
type Import struct {
	Book *book.Book

	Columns   []Column   // every column of the file, in its order
	Problems  []Problem  // cells and lines that could not be read, by line
	Aside     []Aside    // lines that are no clients, by line
	Questions []Question // what the file leaves open, and what was assumed
	Notes     []Note     // what was done unasked and should be said
	Controls  Controls

	Encoding   file.Encoding
	BOM        bool
	Delimiter  record.Delimiter
	LineEnd    file.LineEnd
	HeaderLine int // line of the headings, NoHeader where there are none
	Basis      cell.Basis
	Payments   bool // one row per payment was summed
	Passes     int  // how often the file was read: 1 unless later bytes contradicted a decision

	Options Options // the decisions with which it was read
	Print   string  // of the file's bytes: another reading of the same file has the same
	Secret  []byte  // key of the hash of account numbers

	layout layout // for reading single records again
	likely likely // columns that tell likely households
}

// Controls are the totals that must agree with the advisor's own system. Rows
// are records: a line break in a quoted cell does not begin another.
//
// Rows = Clients + Combined + SetAside + LeftOut, always.
type Controls struct {
	Lines    int `json:"lines"`     // physical lines of the file
	Rows     int `json:"rows"`      // records, the headings not counted
	DataRows int `json:"data_rows"` // records that are of clients: Clients + Combined
	Clients  int `json:"clients"`
	Combined int `json:"combined"`  // rows that became part of another row's client
	SetAside int `json:"set_aside"` // blank lines, titles, totals, footers …
	LeftOut  int `json:"left_out"`  // by the user

	FileAUM    book.Cents `json:"file_aum,omitempty"` // summed over the rows of clients, as the file has them
	FileGDC    book.Cents `json:"file_gdc,omitempty"`
	LeftAUM    book.Cents `json:"left_aum,omitempty"` // of that, in rows left out by the user
	LeftGDC    book.Cents `json:"left_gdc,omitempty"`
	OutsideAUM book.Cents `json:"outside_aum,omitempty"` // of that, in payments outside the twelve months
	OutsideGDC book.Cents `json:"outside_gdc,omitempty"`
	AUM        book.Cents `json:"aum"` // summed over the rows that are left, and made annual
	GDC        book.Cents `json:"gdc"`
	TotalAUM   book.Cents `json:"total_aum"` // what the file's own last total row says, as it says it; Missing where there is none
	TotalGDC   book.Cents `json:"total_gdc"`
	MissingAUM int        `json:"missing_aum"` // client rows without one
	MissingGDC int        `json:"missing_gdc"`
}

// Column is one column of the file and what was done with it.
type Column struct {
	Number   int         `json:"number"`   // from 0
	Heading  string      `json:"heading"`  // as shown: the file's own, made unique, or “Column 3” where it has none
	Original string      `json:"original"` // as the file has it
	Use      field.Use   `json:"use"`
	Field    field.Field `json:"field,omitempty"` // NoField unless Use is AsField
	Rival    field.Field `json:"rival,omitempty"` // the field it is a candidate for while another column has it
	Sure     field.Sure  `json:"sure"`
	Why      field.Why   `json:"why"`
	Format   cell.Format `json:"format"`           // as decided; parts that have no meaning for the field are zero
	Assumed  cell.Format `json:"assumed,omitzero"` // those parts of Format that nothing in the file decides
	Samples  []string    `json:"samples,omitempty"`

	Read       int `json:"read"` // client rows by what became of their cell
	Missing    int `json:"missing"`
	Unreadable int `json:"unreadable"`
}

// Remedy is what can be done about a problem.
type Remedy uint8

const (
	MendCell     Remedy = iota + 1 // say what the cell should be, or give a rule for its text
	ChangeFormat                   // or tell that the column is written the other way
	MendLine                       // correct the line in the file, or leave it out
	Confirm                        // nothing is lost; look whether it is right
)

var remedyNames = [...]string{"", "mend_cell", "change_format", "mend_line", "confirm"}

// String is the code of the remedy.
func (r Remedy) String() string { return remedyNames[r] }

// Problem is a cell that could not be read, or a line that is not as it should
// be. Tax numbers in its text are overwritten.
type Problem struct {
	Line   uint32      `json:"line"`   // on which the record starts
	Column int         `json:"column"` // its number, -1 where the problem is the line's
	Field  field.Field `json:"field,omitempty"`
	Reason cell.Reason `json:"reason"`
	Text   string      `json:"text,omitempty"` // the cell as the file has it, at most mostShown bytes of it
}

// Remedy is what can be done about it.
func (p Problem) Remedy() Remedy {
	switch p.Reason {
	case cell.OtherMark, cell.OtherOrder, cell.OtherScale, cell.OtherCurrency:
		return ChangeFormat
	case cell.BrokenRow, cell.ShortRow, cell.LongRow:
		return MendLine
	case cell.StrayQuote, cell.BadBytes, cell.ControlBytes, cell.LongCell:
		return Confirm
	}
	return MendCell
}

// Loses reports whether a value is missing from the book because of the problem.
func (p Problem) Loses() bool { return p.Remedy() != Confirm }

// Lost is how many cells and lines of the file could not be read, and how many of
// them are lines.
func (imp *Import) Lost() (all, lines int) {
	for _, p := range imp.Problems {
		if p.Loses() {
			all++
			if p.Column < 0 {
				lines++
			}
		}
	}
	return all, lines
}

// AsideReason is why a line is no client.
type AsideReason uint8

const (
	Preamble       AsideReason = iota + 1 // above the headings
	Blank                                 // nothing in it
	Total                                 // the sum of rows above it, or said to be
	Subtotal                              // the sum of a group of rows
	Footer                                // below the data: disclaimers, dates
	Remark                                // a line of text between the rows
	RepeatedHeader                        // the headings once more
	Broken                                // quotes so broken that its cells cannot be told apart
	OutsidePeriod                         // a payment before or after the twelve months
)

var asideNames = [...]string{"", "preamble", "blank", "total", "subtotal", "footer", "remark", "repeated_header", "broken", "outside_period"}

// String is the code of the reason.
func (r AsideReason) String() string { return asideNames[r] }

// Aside is a record, or a run of them where they say nothing, that is no client.
type Aside struct {
	Line   uint32      `json:"line"` // of the first
	Rows   int         `json:"rows"` // how many records
	Reason AsideReason `json:"reason"`
	Text   string      `json:"text,omitempty"` // what it says, at most 400 bytes of it
	Sums   bool        `json:"sums,omitempty"` // of a total: whether the figures are those of the rows above it
}

// QuestionKind is what is asked.
type QuestionKind uint8

const (
	AskField      QuestionKind = iota + 1 // several columns could be the field; Columns[0] was taken
	AskOrder                              // day or month first: no cell of the column tells
	AskMark                               // 1,234: thousands or decimals
	AskPeriod                             // which period the revenue covers
	AskBasis                              // before or after payout
	AskTaxNumber                          // cells that look like tax numbers, overwritten meanwhile
	AskRepeated                           // equal amounts within clients: add, or take once
	AskDuplicates                         // ids that several rows have
	AskApart                              // one household name, several surnames or addresses; kept apart
	AskHouseholds                         // no household column; some rows look like one household (see LikelyHouseholds)
	AskHeader                             // no headings: what is what
	AskYears                              // plain years: the year, or years as a client
	AskPayments                           // one row per payment
	AskMissing                            // no column for a field that the report needs
	AskCurrency                           // amounts in several currencies
	AskCombine                            // households of several rows, each row a client
	AskAsOf                               // most payments lie outside the twelve months, and would not by the last of them
)

var questionNames = [...]string{"", "field", "order", "mark", "period", "basis", "tax_number", "repeated", "duplicates", "apart",
	"households", "header", "years", "payments", "missing", "currency", "combine", "as_of"}

// String is the code of the question.
func (k QuestionKind) String() string { return questionNames[k] }

// Question is something that the file leaves open. Reading went on with what
// the columns' formats say; the answer goes into Options.
type Question struct {
	Kind    QuestionKind `json:"kind,omitempty"`
	Field   field.Field  `json:"field,omitempty"`
	Columns []int        `json:"columns,omitempty"` // the columns it is about
	Count   int          `json:"count,omitempty"`   // how many rows, cells or groups it is about
	Lines   []uint32     `json:"lines,omitempty"`   // some of their lines
	Values  []string     `json:"values,omitempty"`  // some of their texts
	Day     book.Day     `json:"day,omitempty"`     // for AskAsOf: the last payment
	Sums    []book.Cents `json:"sums,omitempty"`    // for AskRepeated, and AskCombine where AUM is repeated: the sum when added, and when taken once; minutes for service time
}

// NoteKind is what was done unasked.
type NoteKind uint8

const (
	NoteMasked     NoteKind = iota + 1 // a column of tax numbers was overwritten
	NoteAccounts                       // account numbers are kept as a hash and the last four
	NoteHeading                        // a heading was empty or twice in the file, and was given a name
	NoteReread                         // later bytes contradicted a decision; the file was read again
	NoteAnnualised                     // amounts of a shorter period were made annual
	NoteTimes                          // amounts are in thousands or millions, says the heading
	NoteNames                          // names were joined from their parts
	NoteQuotes                         // the file's quotes are not well formed
	NoteRemembered                     // what the user decided about a list with these headings was taken up
	NoteFuture                         // dates on which relationships began are after the as-of date
	NoteJoined                         // cells were joined of two: a comma of theirs is not in quotes
	NoteAsOf                           // the file names the day to which it is true, the as-of date; Count is that day
)

var noteNames = [...]string{"", "masked", "accounts", "heading", "reread", "annualised", "times", "names", "quotes", "remembered", "future", "joined", "as_of"}

// String is the code of the note.
func (k NoteKind) String() string { return noteNames[k] }

// Note is something that was done unasked.
type Note struct {
	Kind   NoteKind `json:"kind"`
	Column int      `json:"column"` // -1 where it is about the file
	Count  int      `json:"count"`
}
