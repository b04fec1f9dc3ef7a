package session

import (
	"bytes"

	"tierbook/engine"
)

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
