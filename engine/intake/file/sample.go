package file

import (
	"bytes"
	"context"

	"tierbook/engine/intake/cell"
)

const (
	HeadSize  = 256 << 10 // bytes of a file's start; a file up to this size is in memory before it is read
	PieceSize = 32 << 10  // in its middle and at its end
)

// A Sample is what is looked at before a file is read: all of a small file, the
// start, middle and end of a large one.
type Sample struct {
	Enc    Encoding
	Mark   int      // bytes of the byte-order mark
	Pieces [][]byte // as UTF-8, whole lines; the first is the file's start
	Whole  bool     // the first is all there is
	Print  string   // of the file's bytes
}

// SampleOf reads the sample of a file. enc is how its characters are written, 0 to
// find out.
func SampleOf(ctx context.Context, src Source, enc Encoding) (*Sample, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	size := src.Size()
	if size > MaxSize {
		return nil, &Error{TooLarge}
	}
	head, others, err := look(src)
	if err != nil {
		return nil, err
	}
	if kind := kindOf(head); kind != 0 {
		return nil, &Error{kind}
	}
	s := &Sample{Whole: size <= HeadSize, Print: printOf(size, head, others)}
	s.Enc, s.Mark = encodingOf(head, s.Whole)
	if s.Enc == UTF8 && s.Mark == 0 && cell.IsASCII(head) {
		for _, p := range others {
			for i := 0; i < 3 && len(p) > 0 && p[0]&0xC0 == 0x80; i++ {
				p = p[1:] // the rest of a character that the piece begins in
			}
			if found, _ := encodingOf(p, false); found == Windows1252 {
				s.Enc = found
			}
		}
	}
	if enc != 0 && enc != s.Enc {
		s.Enc = enc
		if enc == Windows1252 {
			s.Mark = 0
		}
	}
	for i, raw := range append([][]byte{head[s.Mark:]}, others...) {
		text := raw
		if s.Enc != UTF8 {
			text, _ = decode(make([]byte, 0, 2*len(raw)+16), raw, s.Enc, false)
		}
		if i > 0 { // begins somewhere in a line
			text = text[LineAfter(text):]
		}
		if !s.Whole {
			if end := bytes.LastIndexAny(text, "\r\n"); end >= 0 && (i == 0 || i < len(others)) {
				text = text[:end+1]
			}
		}
		padded := append(make([]byte, Margin, Margin+len(text)+Margin), text...)
		s.Pieces = append(s.Pieces, padded)
	}
	if kind := junk(s.Pieces[0][Margin:]); kind != 0 {
		return nil, &Error{kind}
	}
	return s, nil
}

// LineAfter is where the line after the first line end begins.
func LineAfter(text []byte) int {
	i := bytes.IndexAny(text, "\r\n")
	if i < 0 {
		return len(text)
	}
	if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' {
		i++
	}
	return i + 1
}

// junk tells text that is empty, or not text.
func junk(text []byte) Kind {
	if len(bytes.Trim(text, " \t\r\n,;|\"\u00a0\ufeff")) == 0 {
		return Empty
	}
	control := 0
	for _, c := range text {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7F {
			control++
		}
	}
	if control > 3 && control > len(text)/50 {
		return Binary
	}
	return 0
}

// LineEnds finds how the lines of a text end, quoted cells aside.
func LineEnds(text []byte) (LineEnd, byte) {
	lf, crlf, cr := 0, 0, 0
	quoted := false
	for i, c := range text {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n' && i > 0 && text[i-1] == '\r':
			crlf++
			cr--
		case c == '\n':
			lf++
		case c == '\r':
			cr++
		}
	}
	switch {
	case cr > lf+crlf:
		return CR, '\r'
	case crlf > lf:
		return CRLF, '\n'
	case lf == 0 && crlf == 0 && bytes.IndexByte(text, '\n') < 0 && bytes.IndexByte(text, '\r') >= 0:
		return CR, '\r' // all of them inside an open quote
	}
	return LF, '\n'
}
