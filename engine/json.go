package engine

import (
	"strconv"
)

// indented writes JSON one space a level, in plain ASCII.
type indented struct {
	out   []byte
	depth int
	begun bool // the object or list has an entry already
}

func (w *indented) open(bracket byte) {
	w.out = append(w.out, bracket)
	w.depth++
	w.begun = false
}

func (w *indented) close(bracket byte) {
	w.depth--
	if w.begun {
		w.line()
	}
	w.out = append(w.out, bracket)
	w.begun = true
}

func (w *indented) line() {
	w.out = append(w.out, '\n')
	for range w.depth {
		w.out = append(w.out, ' ')
	}
}

// item starts an entry of a list.
func (w *indented) item() *indented {
	if w.begun {
		w.out = append(w.out, ',')
	}
	w.line()
	w.begun = true
	return w
}

// key starts an entry of an object.
func (w *indented) key(name string) *indented {
	w.item().out = append(appendText(w.out, name), ": "...)
	return w
}

func (w *indented) text(s string)  { w.out = appendText(w.out, s) }
func (w *indented) number(v int64) { w.out = strconv.AppendInt(w.out, v, 10) }
func (w *indented) boolean(v bool) { w.out = strconv.AppendBool(w.out, v) }
func (w *indented) null()          { w.out = append(w.out, "null"...) }

func writeList[N ~int64 | ~int](w *indented, values []N) {
	w.open('[')
	for _, v := range values {
		w.item().number(int64(v))
	}
	w.close(']')
}

// appendText appends a JSON string. Everything outside plain ASCII is escaped,
// as the worked cases have it; bytes that are no UTF-8 become U+FFFD.
func appendText(out []byte, s string) []byte {
	const hex = "0123456789abcdef"
	escape := func(u rune) {
		out = append(out, '\\', 'u', hex[u>>12&15], hex[u>>8&15], hex[u>>4&15], hex[u&15])
	}
	out = append(out, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r >= ' ' && r <= '~':
			out = append(out, byte(r))
		case r == '\n':
			out = append(out, '\\', 'n')
		case r == '\r':
			out = append(out, '\\', 'r')
		case r == '\t':
			out = append(out, '\\', 't')
		case r == '\b':
			out = append(out, '\\', 'b')
		case r == '\f':
			out = append(out, '\\', 'f')
		case r > 0xffff:
			r -= 0x10000
			escape(0xd800 + r>>10)
			escape(0xdc00 + r&0x3ff)
		default:
			escape(r)
		}
	}
	return append(out, '"')
}
