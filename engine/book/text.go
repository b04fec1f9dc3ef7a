package book

// Text is a column of strings laid end to end: a million names are one block
// of bytes and one slice of offsets, not a million strings.
//
// The zero Text is a column that does not exist; At answers "" for every row.
type Text struct {
	bytes []byte
	ends  []uint32
}

// Texts makes a column of the strings given.
func Texts(values ...string) Text {
	var t Text
	for _, v := range values {
		t.Append(v)
	}
	return t
}

// TextOf makes a column from bytes laid end to end and the end of each row in
// them. It keeps both slices.
func TextOf(bytes []byte, ends []uint32) Text { return Text{bytes, ends} }

// Len is the number of rows.
func (t Text) Len() int { return len(t.ends) }

// Size is the number of bytes of text.
func (t Text) Size() int { return len(t.bytes) }

// Bytes is row i, to be read and not kept. It is nil past the end.
func (t Text) Bytes(i int) []byte {
	if i >= len(t.ends) {
		return nil
	}
	start := uint32(0)
	if i > 0 {
		start = t.ends[i-1]
	}
	return t.bytes[start:t.ends[i]]
}

// At is row i as a string of its own.
func (t Text) At(i int) string { return string(t.Bytes(i)) }

// Append adds a row.
func (t *Text) Append(value string) {
	t.bytes = append(t.bytes, value...)
	t.ends = append(t.ends, uint32(len(t.bytes)))
}

// AppendBytes adds a row.
func (t *Text) AppendBytes(value []byte) {
	t.bytes = append(t.bytes, value...)
	t.ends = append(t.ends, uint32(len(t.bytes)))
}

// Grow makes room for rows more rows of size bytes in all.
func (t *Text) Grow(rows, size int) {
	if free := cap(t.bytes) - len(t.bytes); free < size {
		t.bytes = append(make([]byte, 0, len(t.bytes)+size), t.bytes...)
	}
	if free := cap(t.ends) - len(t.ends); free < rows {
		t.ends = append(make([]uint32, 0, len(t.ends)+rows), t.ends...)
	}
}
