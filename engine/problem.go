package engine

import (
	"strconv"
	"strings"
)

// Fault says what is wrong with a setting.
type Fault string

const (
	NotJSON        Fault = "not-json"         // Value says where and why
	UnknownKey     Fault = "unknown-key"      // Allowed has the keys there are
	DuplicateKey   Fault = "duplicate-key"    // the first is looked at
	Absent         Fault = "missing"          // a key that is needed
	WrongType      Fault = "wrong-type"       // text for a number, a fraction for a whole number
	NotADate       Fault = "not-a-date"       // or not a day there is
	Blank          Fault = "blank"            // a name of nothing but spaces
	OutOfRange     Fault = "out-of-range"     // outside Low…High
	NotOneOf       Fault = "not-one-of"       // not among the words allowed
	WrongCount     Fault = "wrong-count"      // a list of too few or too many; Low…High are right
	WrongSum       Fault = "wrong-sum"        // shares that do not come to Low
	OutOfOrder     Fault = "out-of-order"     // bands that do not ascend, lowest scores that do
	NoStandardTime Fault = "no-standard-time" // nothing to divide reserved time by
)

// Problem is one setting that cannot be used.
type Problem struct {
	Key       string // as in a settings file: tiers.shares, normalise.aum.bands[1][0]
	Value     string // as written; "" where there is none
	Fault     Fault
	Allowed   string // what would do, in plain words
	Low, High int64  // the same in numbers, for OutOfRange, WrongCount and WrongSum
}

// Error is one line: key, value, what is allowed.
func (p Problem) Error() string {
	var s strings.Builder
	if p.Key != "" {
		s.WriteString(p.Key + ": ")
	}
	switch p.Fault {
	case NotJSON:
		s.WriteString("not readable as JSON, " + p.Value)
	case UnknownKey:
		s.WriteString("unknown key")
	case DuplicateKey:
		s.WriteString("given twice")
	case Absent:
		s.WriteString("missing")
	default:
		s.WriteString(p.Value + " (" + strings.ReplaceAll(string(p.Fault), "-", " ") + ")")
	}
	if p.Allowed != "" {
		s.WriteString("; allowed: " + p.Allowed)
	}
	return s.String()
}

// Problems are all settings that cannot be used, as one error; errors.As finds
// each Problem in it.
type Problems []Problem

// Error is a line for each problem.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives the problems one by one.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

// asError is nil where there is no problem.
func (ps Problems) asError() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

func (ps *Problems) add(p Problem) { *ps = append(*ps, p) }

// inRange notes v where it is outside low…high.
func (ps *Problems) inRange(key string, v, low, high int64, unit string) {
	if v < low || v > high {
		ps.add(Problem{key, decimal(v), OutOfRange, wholeFrom(low, high, unit), low, high})
	}
}

// wholeFrom says in words which whole numbers will do.
func wholeFrom(low, high int64, unit string) string {
	s := "a whole number from " + decimal(low) + " to " + decimal(high)
	if unit != "" {
		s += " (" + unit + ")"
	}
	return s
}

func decimal[N ~int64 | ~int](v N) string { return strconv.FormatInt(int64(v), 10) }

// list is numbers as a settings file lists them.
func list[N ~int64 | ~int](values []N) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = decimal(v)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// entry is the key of entry i of a list.
func entry(key string, i int) string { return key + "[" + strconv.Itoa(i) + "]" }
