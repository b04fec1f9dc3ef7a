package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
)

// analyze reads a client list and prints the report that the settings make of
// it, as JSON. What it found in the file goes to stderr, and with --problems to a
// file. Its status is 2 where flags or settings are refused, 1 where the list
// cannot be read or the report not be written.
func analyze(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a, status := analyzeArgs(args, stdout, stderr)
	if a == nil {
		return status
	}
	src, err := openList(a.list, stdin)
	if err != nil {
		fmt.Fprintf(stderr, "tierbook analyze: %v\n", err)
		return 2
	}
	defer src.Close()
	imp, err := intake.Read(context.Background(), src, intake.Options{
		AsOf: a.settings.AsOf, Combine: a.settings.Combine,
		AllAsOne: true, // there is nobody to ask, and METHOD.md §1 combines what has the same value
	})
	if err != nil {
		fmt.Fprintf(stderr, "tierbook analyze: %s: %v%s\n", a.list, err, remedy(err))
		return 1
	}
	if imp.Basis == cell.Net && a.settings.Payout != 10000 {
		fmt.Fprintln(stderr, "The revenue column is after payout: the payout of the settings is not applied again.")
		a.settings.Payout = 10000
	}
	report := engine.Analyze(imp.Book, a.settings)
	tell(stderr, imp)
	for _, n := range report.Notes {
		if text := note(n); text != "" {
			fmt.Fprintln(stderr, text)
		}
	}
	if a.problems != "" {
		if err := writeProblems(a.problems, imp); err != nil {
			fmt.Fprintf(stderr, "tierbook analyze: %v\n", err)
			return 1
		}
	}
	if err := report.WriteJSON(stdout); err != nil {
		fmt.Fprintf(stderr, "tierbook analyze: %v\n", err)
		return 1
	}
	return 0
}

type analyzeArguments struct {
	settings engine.Settings
	list     string // "-" for standard input
	problems string // "" for nowhere
}

// analyzeArgs reads flags and settings, and says all that is wrong with them at
// once. It is nil where there is nothing to do, with the status to exit with.
func analyzeArgs(args []string, stdout, stderr io.Writer) (*analyzeArguments, int) {
	flags := flag.NewFlagSet("analyze", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	settings := flags.String("settings", "", "`file` with the settings, JSON; METHOD.md's defaults without")
	asOf := flags.String("as-of", "", "`date` to which the list is true, like 2026-06-30; stands before the settings' as_of")
	a := &analyzeArguments{}
	flags.StringVar(&a.problems, "problems", "", "write what could not be read to `file`, JSON")
	var wrong []string
	refuse := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	// Flags may stand before and behind the list.
	var lists []string
	for rest := args; len(rest) > 0; {
		err := flags.Parse(rest)
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(stdout, "usage: tierbook analyze [flags] book.csv\n\"-\" reads the list from standard input")
			flags.SetOutput(stdout)
			flags.PrintDefaults()
			return nil, 0
		}
		if err != nil {
			refuse("%v; allowed: %s", err, names(flags))
			break
		}
		if rest = flags.Args(); len(rest) > 0 {
			lists = append(lists, rest[0])
			rest = rest[1:]
		}
	}
	switch {
	case len(lists) > 1:
		refuse("%d client lists (%s); allowed: one", len(lists), strings.Join(lists, ", "))
	case len(lists) == 1:
		a.list = lists[0]
	case len(wrong) == 0:
		refuse("no client list; allowed: one CSV file, or - for standard input")
	}
	a.settings = engine.Defaults()
	day := book.Day(book.Missing)
	if *asOf != "" {
		var err error
		if day, err = book.ParseDay(*asOf); err != nil {
			refuse("--as-of: %v", err)
		}
	}
	if *settings != "" {
		text, err := os.ReadFile(*settings)
		if err != nil {
			refuse("--settings: %v", err)
		} else if s, err := engine.ParseSettings(text); err != nil {
			var all engine.Problems
			if !errors.As(err, &all) {
				refuse("%s: %v", *settings, err)
			}
			for _, p := range all {
				refuse("%s: %v", *settings, p)
			}
		} else {
			a.settings = s
		}
	} else if *asOf == "" {
		refuse("no --settings and no --as-of; allowed: a settings file, or a date like 2026-06-30")
	}
	if day != book.Missing {
		a.settings.AsOf = day
	}
	if a.list != "" && a.list != "-" {
		if _, err := os.Stat(a.list); err != nil {
			refuse("%v", err)
		}
	}
	if len(wrong) > 0 {
		for _, w := range wrong {
			fmt.Fprintln(stderr, "tierbook analyze: "+w)
		}
		return nil, 2
	}
	return a, 0
}

// clientList is a client list that is closed when it has been read.
type clientList struct {
	file.Source
	io.Closer
}

// listFile is a file of a known size.
type listFile struct {
	*os.File
	size int64
}

func (f listFile) Size() int64 { return f.size }

// openList opens a client list. What has no size, such as standard input or a
// pipe, is read into memory first.
func openList(name string, stdin io.Reader) (*clientList, error) {
	if name == "-" {
		data, err := io.ReadAll(stdin)
		return &clientList{bytes.NewReader(data), io.NopCloser(stdin)}, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err != nil:
	case info.IsDir():
		err = fmt.Errorf("%s is a folder; allowed: one CSV file", name)
	case info.Mode().IsRegular():
		return &clientList{listFile{f, info.Size()}, f}, nil
	default:
		var data []byte
		if data, err = io.ReadAll(f); err == nil {
			return &clientList{bytes.NewReader(data), f}, nil
		}
	}
	f.Close()
	return nil, err
}

// foundProblem is a problem as --problems writes it.
type foundProblem struct {
	Line   uint32      `json:"line"`
	Field  field.Field `json:"field"`
	Column string      `json:"column"`
	Text   string      `json:"text"`
	Reason cell.Reason `json:"reason"`
}

// found is what --problems writes.
type found struct {
	DataRows  int                   `json:"data_rows"`
	Problems  []foundProblem        `json:"problems"`
	TotalRows []uint32              `json:"total_rows"`
	Aside     []intake.Aside        `json:"set_aside"`
	Columns   map[string]foundUse   `json:"columns"`
	Questions []intake.QuestionKind `json:"questions"`
	Controls  foundControls         `json:"controls"`
}

// foundControls are the control totals with null for what the file does not say.
type foundControls struct {
	intake.Controls
	TotalAUM *book.Cents `json:"total_aum"`
	TotalGDC *book.Cents `json:"total_gdc"`
}

func controlsOf(c intake.Controls) foundControls {
	said := func(v book.Cents) *book.Cents {
		if v == book.Missing {
			return nil
		}
		return &v
	}
	return foundControls{c, said(c.TotalAUM), said(c.TotalGDC)}
}

type foundUse struct {
	Use   field.Use   `json:"use"`
	Field field.Field `json:"field,omitempty"`
}

func writeProblems(name string, imp *intake.Import) error {
	out := found{DataRows: imp.Controls.DataRows, Problems: []foundProblem{}, TotalRows: []uint32{}, Aside: imp.Aside, Columns: map[string]foundUse{}, Questions: []intake.QuestionKind{}, Controls: controlsOf(imp.Controls)}
	for _, p := range imp.Problems {
		out.Problems = append(out.Problems, foundProblem{p.Line, p.Field, heading(imp, p.Column), p.Text, p.Reason})
	}
	for _, a := range imp.Aside {
		if a.Reason == intake.Total || a.Reason == intake.Subtotal {
			out.TotalRows = append(out.TotalRows, a.Line)
		}
	}
	for _, c := range imp.Columns {
		out.Columns[c.Heading] = foundUse{c.Use, c.Field}
	}
	for _, q := range imp.Questions {
		out.Questions = append(out.Questions, q.Kind)
	}
	text, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(text, '\n'), 0o600)
}

func heading(imp *intake.Import, column int) string {
	if column < 0 || column >= len(imp.Columns) {
		return ""
	}
	return imp.Columns[column].Heading
}
