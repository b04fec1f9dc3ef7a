package intake

// Every kind of decision, reason and question crosses to the page, and into what
// is kept, as its code.

func (s Sure) MarshalText() ([]byte, error)         { return []byte(s.String()), nil }
func (w Why) MarshalText() ([]byte, error)          { return []byte(w.String()), nil }
func (r Remedy) MarshalText() ([]byte, error)       { return []byte(r.String()), nil }
func (r AsideReason) MarshalText() ([]byte, error)  { return []byte(r.String()), nil }
func (k QuestionKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }
func (k NoteKind) MarshalText() ([]byte, error)     { return []byte(k.String()), nil }
func (k FileKind) MarshalText() ([]byte, error)     { return []byte(k.String()), nil }
func (e LineEnd) MarshalText() ([]byte, error)      { return []byte(e.String()), nil }
func (d Delimiter) MarshalText() ([]byte, error)    { return []byte(d.String()), nil }
func (c Combine) MarshalText() ([]byte, error)      { return []byte(c.String()), nil }
func (a Answer) MarshalText() ([]byte, error)       { return []byte(a.String()), nil }

func (s *Sure) UnmarshalText(t []byte) error        { return unname(s, sureNames[:], t, "a certainty") }
func (w *Why) UnmarshalText(t []byte) error         { return unname(w, whyNames[:], t, "a ground") }
func (r *Reason) UnmarshalText(t []byte) error      { return unname(r, reasonNames[:], t, "a reason") }
func (r *Remedy) UnmarshalText(t []byte) error      { return unname(r, remedyNames[:], t, "a remedy") }
func (r *AsideReason) UnmarshalText(t []byte) error { return unname(r, asideNames[:], t, "a reason") }
func (k *NoteKind) UnmarshalText(t []byte) error    { return unname(k, noteNames[:], t, "a note") }
func (k *FileKind) UnmarshalText(t []byte) error {
	return unname(k, fileKindNames[:], t, "a kind of file")
}
func (e *LineEnd) UnmarshalText(t []byte) error { return unname(e, lineEndNames[:], t, "a line end") }
func (c *Combine) UnmarshalText(t []byte) error {
	return unname(c, combineNames[:], t, "a way to combine")
}
func (a *Answer) UnmarshalText(t []byte) error { return unname(a, answerNames[:], t, "an answer") }
func (k *QuestionKind) UnmarshalText(t []byte) error {
	return unname(k, questionNames[:], t, "a question")
}

// UnmarshalText reads the code.
func (d *Delimiter) UnmarshalText(t []byte) error {
	for one, name := range delimiterNames {
		if name == string(t) {
			*d = one
			return nil
		}
	}
	return unname(d, nil, t, "a delimiter")
}
