package book

import (
	"fmt"
	"time"
)

// Date is the civil day of the year, month and day of the month given.
func Date(year, month, day int) Day {
	return Day(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDay reads an ISO date, 2006-01-02, as settings and workspaces write it.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Missing, fmt.Errorf("%q is not a date like 2026-06-30", text)
	}
	return Date(t.Year(), int(t.Month()), t.Day()), nil
}

// Time is the start of the day in UTC.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String is the ISO date, or nothing where the day is missing.
func (d Day) String() string {
	if d == Missing {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}
