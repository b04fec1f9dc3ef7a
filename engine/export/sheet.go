package export

import (
	"io"
	"reflect"

	"github.com/gocarina/gocsv"
)

// mark is the byte-order mark, by which spreadsheets know UTF-8.
const mark = "\ufeff"

// Sheet writes a table as CSV: UTF-8 with a byte-order mark, commas, CRLF.
type Sheet struct {
	Head func(tag string) string // how a column of the struct is headed, "" to leave it out; nil heads it by its tag
	More Columns                 // that follow the struct's

	out    io.Writer
	left   []bool // columns of the struct that are left out
	begun  bool
	row    int // of More, the next to be written
	line   []byte
	failed error
}

// Columns are columns beside those of a struct: as many and headed as a file
// of the advisor's had them.
type Columns struct {
	Headings []string
	Cell     func(row, column int) string // of the row that is written as so manieth, from 0
}

// NewSheet begins a table.
func NewSheet(out io.Writer) *Sheet { return &Sheet{out: out} }

// Add writes rows, a slice of structs of one type. The first call writes the
// headings, also where there are no rows.
func (s *Sheet) Add(rows any) error {
	if s.begun {
		return gocsv.MarshalCSVWithoutHeaders(rows, (*records)(s))
	}
	s.begun = true
	_, err := io.WriteString(s.out, mark)
	if err != nil {
		return err
	}
	if err := gocsv.MarshalCSV(reflect.Zero(reflect.TypeOf(rows)).Interface(), headings{(*records)(s)}); err != nil {
		return err
	}
	return gocsv.MarshalCSVWithoutHeaders(rows, (*records)(s))
}

// headings takes the one record that gocsv writes of no rows.
type headings struct{ *records }

// Write writes the headings.
func (h headings) Write(tags []string) error {
	s := (*Sheet)(h.records)
	s.left = make([]bool, len(tags))
	shown := make([]string, len(tags))
	for i, tag := range tags {
		shown[i] = tag
		if s.Head != nil {
			shown[i] = s.Head(tag)
			s.left[i] = shown[i] == ""
		}
	}
	return s.write(shown, func(column int) string { return s.More.Headings[column] })
}

// records is a Sheet as gocsv writes to it.
type records Sheet

// Write writes one row.
func (r *records) Write(cells []string) error {
	s := (*Sheet)(r)
	row := s.row
	s.row++
	return s.write(cells, func(column int) string { return s.More.Cell(row, column) })
}

// Flush has nothing to do: each record is written at once.
func (r *records) Flush() {}

// Error is why a record could not be written, nil where all could.
func (r *records) Error() error { return r.failed }

func (s *Sheet) write(cells []string, more func(column int) string) error {
	s.line = s.line[:0]
	for i, cell := range cells {
		if !s.left[i] {
			s.cell(cell)
		}
	}
	for column := range s.More.Headings {
		s.cell(Disarm(more(column)))
	}
	s.line = append(s.line[:max(len(s.line)-1, 0)], "\r\n"...)
	_, s.failed = s.out.Write(s.line)
	return s.failed
}

// cell appends a cell and the comma after it. Whatever parts cells in any
// spreadsheet is quoted, lest a cell become two in one that parts by another
// character; a line break is kept as it is.
func (s *Sheet) cell(text string) {
	quoted := text != "" && (text[0] == ' ' || text[len(text)-1] == ' ')
	for i := 0; i < len(text) && !quoted; i++ {
		switch text[i] {
		case ',', ';', '\t', '|', '"', '\r', '\n':
			quoted = true
		}
	}
	if !quoted {
		s.line = append(append(s.line, text...), ',')
		return
	}
	s.line = append(s.line, '"')
	for i := range len(text) {
		if text[i] == '"' {
			s.line = append(s.line, '"')
		}
		s.line = append(s.line, text[i])
	}
	s.line = append(s.line, '"', ',')
}
