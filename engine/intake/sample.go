package intake

import (
	"bytes"
	"context"
	"encoding/binary"
)

// A sample is what is looked at before a file is read: all of a small file, the
// start, middle and end of a large one.
type sample struct {
	enc    Encoding
	mark   int      // bytes of the byte-order mark
	pieces [][]byte // as UTF-8, whole lines; the first is the file's start
	whole  bool     // the first is all there is
	print  string   // of the file's bytes
}

// take reads the sample.
func take(ctx context.Context, src Source, opt *Options) (*sample, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	size := src.Size()
	if size > MaxSize {
		return nil, &FileError{TooLarge}
	}
	head, others, err := look(src)
	if err != nil {
		return nil, err
	}
	if kind := kindOf(head); kind != 0 {
		return nil, &FileError{kind}
	}
	s := &sample{whole: size <= headSize, print: printOf(size, head, others)}
	s.enc, s.mark = encodingOf(head, s.whole)
	if s.enc == UTF8 && s.mark == 0 && isASCII(head) {
		for _, p := range others {
			for i := 0; i < 3 && len(p) > 0 && p[0]&0xC0 == 0x80; i++ {
				p = p[1:] // the rest of a character that the piece begins in
			}
			if enc, _ := encodingOf(p, false); enc == Windows1252 {
				s.enc = enc
			}
		}
	}
	if opt.Encoding != 0 && opt.Encoding != s.enc {
		s.enc = opt.Encoding
		if opt.Encoding == Windows1252 {
			s.mark = 0
		}
	}
	for i, raw := range append([][]byte{head[s.mark:]}, others...) {
		text := raw
		if s.enc != UTF8 {
			text, _ = decode(make([]byte, 0, 2*len(raw)+16), raw, s.enc, false)
		}
		if i > 0 { // begins somewhere in a line
			text = text[lineAfter(text):]
		}
		if !s.whole {
			if end := bytes.LastIndexAny(text, "\r\n"); end >= 0 && (i == 0 || i < len(others)) {
				text = text[:end+1]
			}
		}
		padded := append(make([]byte, margin, margin+len(text)+margin), text...)
		s.pieces = append(s.pieces, padded)
	}
	if kind := junk(s.pieces[0][margin:]); kind != 0 {
		return nil, &FileError{kind}
	}
	return s, nil
}

func isASCII(text []byte) bool {
	for ; len(text) >= 8; text = text[8:] {
		if binary.LittleEndian.Uint64(text)&tops != 0 {
			return false
		}
	}
	for _, c := range text {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// lineAfter is where the line after the first line end begins.
func lineAfter(text []byte) int {
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
func junk(text []byte) FileKind {
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

// lineEnds finds how the lines of a text end, quoted cells aside.
func lineEnds(text []byte) (LineEnd, byte) {
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
