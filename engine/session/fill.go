package session

import "tierbook/engine/sheet"

// FillFrom takes in a sheet that came back, in one step.
func (s *Session) FillFrom(file []byte) (sheet.Filled, error) {
	s.DropTrial()
	c, filled := sheet.Fill(s.Report(), file)
	if c == nil {
		return filled, nil
	}
	if err := s.Do(c); err != nil {
		return sheet.Filled{}, err
	}
	return filled, nil
}
