package session

import (
	"bytes"

	"tierbook/engine"
	"tierbook/engine/book"
)

// UseSettings takes all settings from a settings file, as the command line
// reads it (engine.ParseSettings): one step, undone as one.
type UseSettings struct {
	File string `json:"file"` // its text
}

func (UseSettings) Kind() string { return "use-settings" }
func (c UseSettings) apply(st *State) error {
	settings, err := engine.ParseSettings([]byte(c.File))
	if err != nil {
		return refusal(err)
	}
	settings.Locks = byKey(settings.Locks, st.Book())
	st.Settings = settings
	return nil
}

// byKey is the locks of a file with the clients that go by their ids named by
// key, as the session's own locks are. One on a client who is not in the book
// stays as it is, to be reported.
func byKey(locks []engine.Lock, b *book.Book) []engine.Lock {
	if len(locks) == 0 {
		return nil
	}
	wanted := map[string]int{}
	for at, l := range locks {
		wanted[l.ID] = at
	}
	var out []engine.Lock
	found := make([]bool, len(locks))
	for i := range b.N {
		if at, ok := wanted[b.IDOf(i)]; ok {
			l := locks[at]
			found[at] = true
			out = append(out, engine.Lock{Key: b.Keys[i], Tier: l.Tier, Reason: l.Reason})
		}
	}
	for at, l := range locks {
		if !found[at] {
			out = append(out, l)
		}
	}
	return out
}

// SettingsQuery asks for the settings as a file, to be kept and used again.
type SettingsQuery struct{}

// ReportQuery asks for the report as a file, the same that the command line
// prints.
type ReportQuery struct{}

var (
	_ = register[SettingsQuery]()
	_ = register[ReportQuery]()
)

func (SettingsQuery) Kind() string { return "settings-file" }
func (SettingsQuery) answer(s *Session) (string, error) {
	st := s.State()
	text, err := engine.FormatSettings(st.Settings.ByID(s.Report().Book))
	return string(text), err
}

func (ReportQuery) Kind() string { return "report-file" }
func (ReportQuery) answer(s *Session) (string, error) {
	var out bytes.Buffer
	err := s.Report().WriteJSON(&out)
	return out.String(), err
}
