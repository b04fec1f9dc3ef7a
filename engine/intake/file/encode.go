package file

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"unicode/utf8"

	"tierbook/engine/intake/cell"
)

// encodingOf finds how the characters of a file are written from its first
// bytes, and how many of them are a byte-order mark.
func encodingOf(head []byte, whole bool) (enc Encoding, mark int) {
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return UTF8, 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return UTF16LE, 2
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return UTF16BE, 2
	}
	// Without a mark, UTF-16 gives itself away by a zero in every other byte.
	probe := head[:min(len(head), 4096)]
	var zeros [2]int
	for i, c := range probe {
		if c == 0 {
			zeros[i&1]++
		}
	}
	if half := len(probe) / 2; half > 2 {
		switch {
		case zeros[1] > half*6/10 && zeros[0] < half/20+1:
			return UTF16LE, 0
		case zeros[0] > half*6/10 && zeros[1] < half/20+1:
			return UTF16BE, 0
		}
	}
	if whole && utf8.Valid(head) || cell.IsASCII(head) {
		return UTF8, 0
	}
	good, bad := 0, 0
	for i := 0; i < len(head); {
		if head[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(head[i:])
		switch {
		case r != utf8.RuneError || size > 1:
			good++
		case !whole && len(head)-i < utf8.UTFMax && !utf8.FullRune(head[i:]):
			// cut off by the end of the sample
		default:
			bad++
		}
		i += size
	}
	// A few broken bytes among many good characters are damage, not another encoding.
	if bad == 0 || good >= 10*bad {
		return UTF8, 0
	}
	return Windows1252, 0
}

// high is what Windows-1252 has in the bytes 0x80…0x9F; the five that it leaves
// open are read as the control characters of the same number, as browsers do.
var high = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8d, 'Ž', 0x8f,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9d, 'ž', 'Ÿ',
}

// decode appends the characters of raw to into as UTF-8, and says how many bytes
// of raw it used: all, but for what the end of a slice may cut in two.
func decode(into, raw []byte, enc Encoding, last bool) ([]byte, int) {
	if enc == Windows1252 {
		for _, c := range raw {
			switch {
			case c < 0x80:
				into = append(into, c)
			case c < 0xA0:
				into = utf8.AppendRune(into, high[c-0x80])
			default:
				into = append(into, 0xC0|c>>6, 0x80|c&0x3F)
			}
		}
		return into, len(raw)
	}
	low, up := 0, 1
	if enc == UTF16BE {
		low, up = 1, 0
	}
	i := 0
	for ; i+1 < len(raw); i += 2 {
		r := rune(raw[i+low]) | rune(raw[i+up])<<8
		if r < 0x80 {
			into = append(into, byte(r))
			continue
		}
		if r&0xFC00 == 0xD800 {
			if i+3 >= len(raw) && !last {
				break
			}
			if i+3 < len(raw) {
				if s := rune(raw[i+2+low]) | rune(raw[i+2+up])<<8; s&0xFC00 == 0xDC00 {
					r = (r-0xD800)<<10 + (s - 0xDC00) + 0x10000
					i += 2
				}
			}
		}
		into = utf8.AppendRune(into, r) // half a pair becomes U+FFFD
	}
	if last && i < len(raw) {
		into = utf8.AppendRune(into, utf8.RuneError)
		i = len(raw)
	}
	return into, i
}

const (
	sliceSize = 1 << 20 // bytes read from the source at a time
	Margin    = 16      // spare bytes at both ends of the buffer, so that whole words can be loaded there
)

// A Stream is a file as UTF-8, a window of it at a time: buf[from:to] is what
// has been read and not been used. While one slice is used the next one is read.
type Stream struct {
	ctx      context.Context
	src      Source
	size     int64
	enc      Encoding
	off      int64 // of the next byte of the source that is not in the window
	Buf      []byte
	From, To int
	raw      []byte // bytes yet to be decoded: what the last slice left over
	next     *slice // on its way
	spare    []byte // room for the slice after it
	Ended    bool   // nothing more will come
	progress func(done, total int64)
}

// A slice is bytes of the source that another goroutine reads.
type slice struct {
	bytes []byte
	err   error
	done  chan struct{}
}

// Stream begins the file after its byte-order mark. A small file is in memory
// already.
func (p *Sample) Stream(ctx context.Context, src Source, progress func(done, total int64)) *Stream {
	s := &Stream{ctx: ctx, src: src, size: src.Size(), enc: p.Enc, off: int64(p.Mark), progress: progress, From: Margin, To: Margin}
	if p.Whole {
		text := p.Pieces[0]
		s.To, s.off, s.Ended = len(text), s.size, true
		s.Buf = append(append(make([]byte, 0, len(text)+Margin), text...), make([]byte, Margin)...)
		s.report()
		return s
	}
	s.Buf = make([]byte, sliceSize+sliceSize/4)
	s.ahead(s.off)
	return s
}

// ahead begins to read the slice at off.
func (s *Stream) ahead(off int64) {
	n := int(min(s.size-off, sliceSize))
	if n <= 0 {
		s.next = nil
		return
	}
	if cap(s.spare) < n {
		s.spare = make([]byte, n)
	}
	next := &slice{bytes: s.spare[:n], done: make(chan struct{})}
	s.next, s.spare = next, nil
	go func() {
		got, err := readFull(s.src, next.bytes, off)
		next.bytes, next.err = next.bytes[:got], err
		close(next.done)
	}()
	runtime.Gosched() // in a browser: let it ask for the bytes before this goroutine goes on
}

// Fill puts another slice behind what is left of the window, which it moves to
// the front of the buffer: positions in it are no longer valid.
func (s *Stream) Fill() error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	got := []byte(nil)
	if s.next != nil {
		select {
		case <-s.next.done:
		case <-s.ctx.Done():
			return s.ctx.Err()
		}
		if s.next.err != nil {
			return s.next.err
		}
		got = s.next.bytes
		short := len(got) < int(min(s.size-s.off, sliceSize))
		s.off += int64(len(got))
		s.Ended = short || s.off >= s.size
		s.next = nil
		if !s.Ended {
			s.ahead(s.off)
		}
	} else {
		s.Ended = true
	}
	left := s.To - s.From
	need := Margin + left + len(got) + Margin
	if s.enc != UTF8 {
		need = Margin + left + 3*(len(s.raw)+len(got)+1) + Margin // no byte becomes more than three
	}
	if need > len(s.Buf) {
		bigger := make([]byte, need+left)
		copy(bigger[Margin:], s.Buf[s.From:s.To])
		s.Buf = bigger
	} else {
		copy(s.Buf[Margin:], s.Buf[s.From:s.To])
	}
	s.From, s.To = Margin, Margin+left
	if s.enc == UTF8 {
		s.To += copy(s.Buf[s.To:], got)
	} else {
		s.raw = append(s.raw, got...)
		text, used := decode(s.Buf[:s.To], s.raw, s.enc, s.Ended)
		s.To = len(text)
		s.raw = s.raw[:copy(s.raw, s.raw[used:])]
	}
	s.spare = got[:cap(got)]
	s.report()
	return nil
}

func (s *Stream) report() {
	if s.progress != nil {
		s.progress(s.off, s.size)
	}
}

// readFull reads until the slice is full or the source ends.
func readFull(src Source, into []byte, off int64) (int, error) {
	if len(into) == 0 {
		return 0, nil
	}
	n, err := src.ReadAt(into, off)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	return n, nil
}
