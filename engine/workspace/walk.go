package workspace

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"

	"tierbook/engine/book"
)

// walk goes through JSON a value at a time, and no further than it is asked to:
// half a gigabyte can be given up at any moment, and is never there twice.
type walk struct {
	text  []byte
	at    int
	limit Limits
	mark  int // where the next pause is
}

const (
	pauseEvery = 4 << 20  // bytes
	mostPiece  = 64 << 20 // bytes of JSON that are read at once
)

// pause is called with every value, and all the way through a long one.
func (w *walk) pause(at int) error {
	if at < w.mark || w.limit.Pause == nil {
		return nil
	}
	w.mark = at + pauseEvery
	return w.limit.Pause()
}

func (w *walk) wrong() error { return fmt.Errorf("%w: it is no whole JSON", ErrDamaged) }

// next is the first byte of what comes next, 0 at the end.
func (w *walk) next() byte {
	for ; w.at < len(w.text); w.at++ {
		switch c := w.text[w.at]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

// eat goes past a byte, which has to come next.
func (w *walk) eat(c byte) error {
	if w.next() != c {
		return w.wrong()
	}
	w.at++
	return nil
}

// many goes through an object or an array; each goes past one of its members.
func (w *walk) many(open, shut byte, each func() error) error {
	if err := w.eat(open); err != nil {
		return err
	}
	if w.next() == shut {
		w.at++
		return nil
	}
	for {
		if err := each(); err != nil {
			return err
		}
		if w.next() == shut {
			w.at++
			return nil
		}
		if err := w.eat(','); err != nil {
			return err
		}
	}
}

// object goes through an object; each goes past the value of a key, each key
// once.
func (w *walk) object(each func(key string) error) error {
	seen := map[string]bool{}
	return w.many('{', '}', func() error {
		var key string
		text, err := w.quoted()
		if err != nil {
			return err
		}
		if json.Unmarshal(text, &key) != nil {
			return w.wrong()
		}
		if seen[key] {
			return fmt.Errorf("%w: %q stands twice", ErrDamaged, key)
		}
		seen[key] = true
		if err := w.eat(':'); err != nil {
			return err
		}
		return each(key)
	})
}

// array goes through an array; each goes past one of its values.
func (w *walk) array(each func() error) error { return w.many('[', ']', each) }

// value goes past a value, and is its text. That it is JSON is not looked at.
func (w *walk) value() ([]byte, error) {
	switch w.next() {
	case '"':
		return w.quoted()
	case '[', '{':
	default:
		return w.scalar()
	}
	start, depth := w.at, 0
	for ; w.at < len(w.text); w.at++ {
		switch w.text[w.at] {
		case '"':
			if _, err := w.quoted(); err != nil {
				return nil, err
			}
			w.at--
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if depth == 0 {
			w.at++
			return w.text[start:w.at], nil
		}
		if err := w.pause(w.at); err != nil {
			return nil, err
		}
	}
	return nil, w.wrong()
}

// quoted goes past a text, and is it with its quotes.
func (w *walk) quoted() ([]byte, error) {
	if err := w.eat('"'); err != nil {
		return nil, err
	}
	text := w.text[w.at:]
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			start := w.at - 1
			w.at += i + 1
			return w.text[start:w.at], w.pause(w.at)
		}
	}
	return nil, w.wrong()
}

// scalar goes past a value that is no text, object or array.
func (w *walk) scalar() ([]byte, error) {
	w.next()
	text, n := w.text[w.at:], 0
	for n < len(text) && text[n] > ' ' && text[n] != ',' && text[n] != ']' && text[n] != '}' {
		n++
	}
	w.at += n
	if n == 0 {
		return nil, w.wrong()
	}
	return text[:n], w.pause(w.at)
}

// into reads the next value. What v has no place for is an error.
func (w *walk) into(v any) error {
	text, err := w.value()
	if err != nil {
		return err
	}
	if len(text) > mostPiece {
		return ErrTooLarge
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%w: %s", ErrDamaged, err)
	}
	if d.InputOffset() != int64(len(text)) {
		return w.wrong()
	}
	return nil
}

// list reads an array of values of one kind.
func list[V any](w *walk, all *[]V) error {
	return w.array(func() error {
		var one V
		if err := w.into(&one); err != nil {
			return err
		}
		*all = append(*all, one)
		return nil
	})
}

// numbers reads a column of whole numbers, null where there is none.
func numbers[Q ~int64 | ~uint32](w *walk, column *[]Q) error {
	*column = []Q{}
	return w.array(func() error {
		text, err := w.scalar()
		if err != nil {
			return err
		}
		v, ok := number(text)
		if q := Q(v); ok && int64(q) == v {
			*column = append(*column, q)
			return nil
		}
		return fmt.Errorf("%w: a column of numbers holds something else", ErrDamaged)
	})
}

// number is a whole number as JSON has it, Missing for null.
func number(text []byte) (v int64, ok bool) {
	if string(text) == "null" {
		return book.Missing, true
	}
	if text[0] == '+' || len(text) > 1 && text[0] == '0' || len(text) > 2 && string(text[:2]) == "-0" {
		return 0, false
	}
	v, err := strconv.ParseInt(string(text), 10, 64)
	return v, err == nil
}

// texts reads a column of texts.
func texts(w *walk, column *book.Text) error {
	return w.array(func() error {
		text, err := w.quoted()
		if err != nil {
			return err
		}
		if inner := text[1 : len(text)-1]; asItIs(inner) {
			column.AppendBytes(inner)
			return nil
		}
		var one string
		if json.Unmarshal(text, &one) != nil {
			return w.wrong()
		}
		column.Append(one)
		return nil
	})
}

// asItIs reports whether what stands between the quotes is the text itself.
func asItIs(text []byte) bool {
	for _, c := range text {
		if c < 0x20 || c == '"' || c == '\\' {
			return false
		}
	}
	return utf8.Valid(text)
}
