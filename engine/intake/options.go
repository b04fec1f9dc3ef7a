package intake

import (
	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
)

// Options are the user's decisions on how to read a file. The zero value of
// each means: find out. They are kept with an import, so that it can be made
// again; Proposed, Known, Secret and Progress are not decisions and not kept among them.
type Options struct {
	AsOf    book.Day `json:"as_of"`   // for years as a client, and for what “to date” means
	Combine Combine  `json:"combine"` // which rows are one client

	Encoding   file.Encoding    `json:"encoding,omitempty"`
	Delimiter  record.Delimiter `json:"delimiter,omitempty"`
	HeaderLine int              `json:"header_line,omitempty"` // line of the headings, from 1; NoHeader where there are none
	Columns    map[int]Choice   `json:"columns,omitempty"`     // by the column's number, from 0
	Payments   Answer           `json:"payments,omitempty"`    // one row per payment: the twelve months to AsOf are summed

	Rules      []Rule     `json:"rules,omitempty"`
	Cells      []Cell     `json:"cells,omitempty"`
	LeftOut    []Omission `json:"left_out,omitempty"`
	Clients    []Client   `json:"clients,omitempty"`    // rows that were set aside and are clients after all
	Households []Group    `json:"households,omitempty"` // proposals that the user confirmed
	AllAsOne   bool       `json:"all_as_one,omitempty"` // every household name is one household, whatever surnames and addresses say
	Together   []string   `json:"together,omitempty"`   // households to combine although surnames or addresses differ

	Proposed bool                    `json:"-"` // AsOf is but proposed: a day that the file itself names takes its place
	Known    []Known                 `json:"-"` // how the user had other lists read, the newest first
	Secret   []byte                  `json:"-"` // key of the hash of account numbers
	Progress func(done, total int64) `json:"-"` // bytes read, called a few times a megabyte at most
}

// NoHeader as Options.HeaderLine says that the file has no headings.
const NoHeader = -1

// Choice is what the user decided about one column.
type Choice struct {
	Use    field.Use   `json:"use,omitempty"`
	Field  field.Field `json:"field,omitempty"` // with Use AsField
	Format cell.Format `json:"format,omitzero"`
}

// Answer is yes, no, or not asked.
type Answer uint8

const (
	Yes Answer = iota + 1
	No
)

var answerNames = [...]string{"", "yes", "no"}

// String is the code of the answer.
func (a Answer) String() string { return answerNames[a] }

// MarshalText writes the code.
func (a Answer) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads the code.
func (a *Answer) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(a, answerNames[:], t, "an answer")
}

// Rule reads one text as another wherever it is the whole cell of the column:
// “high” as “9”. The empty text is a missing value.
type Rule struct {
	Column int    `json:"column"`
	Text   string `json:"text"`
	As     string `json:"as"`
}

// Cell is one cell mended by the user: what it should have said.
type Cell struct {
	Line   uint32 `json:"line"` // on which the record starts
	Column int    `json:"column"`
	Text   string `json:"text"`
}

// Omission is a row that the user left out, with a reason.
type Omission struct {
	Line   uint32 `json:"line"`
	Reason string `json:"reason"`
}

// Client is a row that was set aside and is a client, says the user.
type Client struct {
	Line uint32 `json:"line"`
}

// Group is rows that are one household.
type Group struct {
	Name  string   `json:"name"`
	Lines []uint32 `json:"lines"`
}
