package intake

import "tierbook/engine/book"

// Every kind of decision, reason and question crosses to the page, and into what
// is kept, as its code.

func (r Remedy) MarshalText() ([]byte, error)       { return []byte(r.String()), nil }
func (r AsideReason) MarshalText() ([]byte, error)  { return []byte(r.String()), nil }
func (k QuestionKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }
func (k NoteKind) MarshalText() ([]byte, error)     { return []byte(k.String()), nil }

func (r *Remedy) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(r, remedyNames[:], t, "a remedy")
}
func (r *AsideReason) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(r, asideNames[:], t, "a reason")
}
func (k *NoteKind) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(k, noteNames[:], t, "a note")
}
func (k *QuestionKind) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(k, questionNames[:], t, "a question")
}
