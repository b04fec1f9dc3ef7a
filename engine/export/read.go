package export

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/gocarina/gocsv"
)

// Reason is why a cell or a line of a sheet was refused.
type Reason string

// Error is the code.
func (r Reason) Error() string { return string(r) }

// The reasons.
const (
	NotNumber     Reason = "not-number"
	OutOfRange    Reason = "out-of-range"
	MissingColumn Reason = "missing-column"
	TwiceColumn   Reason = "column-twice"
	WrongCells    Reason = "wrong-cells" // fewer or more than headings
	StrayQuote    Reason = "stray-quote"
	Empty         Reason = "empty"
	OtherClient   Reason = "other-client" // number and name are not of one client of the list
	NoTier        Reason = "no-tier"
	TooLong       Reason = "too-long"
)

// Refusal is a cell or a line that could not be read.
type Refusal struct {
	Line   int    `json:"line"`             // of the file, from 1, on which the record begins
	Column string `json:"column,omitempty"` // its heading, "" where it is of the whole line
	Text   string `json:"text,omitempty"`   // what the cell says
	Reason Reason `json:"reason"`
}

// Error is one line for developers.
func (r Refusal) Error() string {
	return "line " + strconv.Itoa(r.Line) + ", " + strconv.Quote(r.Column) + ": " + strconv.Quote(r.Text) + ": " + string(r.Reason)
}

// Row is a row that was read, and where it stands in the file.
type Row[T any] struct {
	Line  int
	Cells T
}

// Is reports whether a file begins with the headings of a shape, in any order
// and among others: the fields of T that are never left out of it.
func Is[T any](start []byte) bool {
	in, _ := opened(start)
	heads, err := in.Read()
	return err == nil && len(absent(tags(reflect.TypeFor[T]()), heads)) == 0
}

// Read reads a sheet in a shape of ours, as a person or a spreadsheet has left
// it. It gives the rows of which every cell could be read, and a refusal for
// each that could not: all of them at once.
func Read[T any](file []byte) (rows []Row[T], refused []Refusal) {
	records, lines, refused := parted(file, tags(reflect.TypeFor[T]()))
	if len(records) == 0 {
		return nil, refused
	}
	var all []T
	bad := make([]bool, len(records))
	// gocsv reads records by a reader of encoding/csv, so that is what they are
	// written as again, without what was refused.
	var whole bytes.Buffer
	out := csv.NewWriter(&whole)
	if err := out.WriteAll(records); err != nil {
		return nil, append(refused, Refusal{Line: 1, Reason: StrayQuote})
	}
	err := gocsv.UnmarshalWithErrorHandler(&whole, func(e *csv.ParseError) bool {
		record := e.Line - 1 // gocsv counts records, the headings as 1
		bad[record] = true
		why := NotNumber
		errors.As(e.Err, &why)
		refused = append(refused, Refusal{lines[record], records[0][e.Column-1], records[record][e.Column-1], why})
		return true
	}, &all)
	if err != nil {
		return nil, append(refused, Refusal{Line: 1, Text: err.Error(), Reason: StrayQuote})
	}
	for i, cells := range all {
		if !bad[i+1] {
			rows = append(rows, Row[T]{lines[i+1], cells})
		}
	}
	return rows, refused
}

// parted parts a file into records, the headings first, and says on which line
// each begins. Blank lines are nothing. A quote that nothing closes is refused
// with its line, and reading goes on with the next.
func parted(file []byte, wanted []string) (records [][]string, lines []int, refused []Refusal) {
	in, file := opened(file)
	above := 0 // lines above those that in reads
	for {
		record, err := in.Read()
		if err == io.EOF {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			refused = append(refused, Refusal{Line: above + bad.StartLine, Reason: StrayQuote})
			if bad.Line > bad.StartLine {
				if len(refused) == mostStray {
					return nil, nil, refused
				}
				above, file = above+bad.StartLine, below(file, bad.StartLine)
				in = reader(file, in.Comma)
			}
			continue
		}
		line, _ := in.FieldPos(0)
		line += above
		switch {
		case len(records) == 0:
			for i, head := range record {
				record[i] = Arm(strings.TrimSpace(head))
			}
			if refused = append(refused, headed(line, record, wanted)...); len(refused) > 0 {
				return nil, nil, refused
			}
		case strings.TrimSpace(strings.Join(record, "")) == "":
			continue
		case len(record) != len(records[0]):
			refused = append(refused, Refusal{Line: line, Text: strings.Join(record, ", "), Reason: WrongCells})
			continue
		}
		records, lines = append(records, record), append(lines, line)
	}
	if len(records) == 0 && len(refused) == 0 {
		refused = append(refused, Refusal{Line: 1, Reason: Empty})
	}
	return records, lines, refused
}

// mostStray is after how many stray quotes a file is no sheet of ours.
const mostStray = 100

// opened is a reader of a file that parts cells by whatever parts its headings,
// and the file without its byte-order mark.
func opened(file []byte) (*csv.Reader, []byte) {
	file = bytes.TrimPrefix(file, []byte(mark))
	first, _, _ := bytes.Cut(bytes.TrimLeft(file, "\r\n"), []byte("\n"))
	comma := ','
	for _, by := range []rune{';', '\t'} {
		if bytes.Count(first, []byte(string(by))) > bytes.Count(first, []byte(string(comma))) {
			comma = by
		}
	}
	return reader(file, comma), file
}

func reader(file []byte, comma rune) *csv.Reader {
	in := csv.NewReader(bytes.NewReader(file))
	in.FieldsPerRecord, in.Comma = -1, comma
	return in
}

// below is the file below its first lines.
func below(file []byte, lines int) []byte {
	for range lines {
		_, file, _ = bytes.Cut(file, []byte("\n"))
	}
	return file
}

// headed is what is wrong with the headings of a sheet.
func headed(line int, heads, wanted []string) (refused []Refusal) {
	for _, head := range absent(wanted, heads) {
		refused = append(refused, Refusal{Line: line, Column: head, Reason: MissingColumn})
	}
	for i, head := range heads {
		if head != "" && slices.Contains(heads[:i], head) {
			refused = append(refused, Refusal{Line: line, Column: head, Reason: TwiceColumn})
		}
	}
	return refused
}

// tags are the headings of a shape.
func tags(shape reflect.Type) []string {
	var all []string
	for i := range shape.NumField() {
		all = append(all, shape.Field(i).Tag.Get("csv"))
	}
	return all
}

// absent are the headings that are wanted and not there.
func absent(wanted, heads []string) (none []string) {
	for _, tag := range wanted {
		if !slices.ContainsFunc(heads, func(head string) bool { return Arm(strings.TrimSpace(head)) == tag }) {
			none = append(none, tag)
		}
	}
	return none
}
