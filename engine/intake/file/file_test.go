package file

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"unicode/utf16"
)

// streamed is the text of a file as its stream gives it.
func streamed(t *testing.T, data []byte) (string, *Sample) {
	t.Helper()
	src := bytes.NewReader(data)
	sample, err := SampleOf(t.Context(), src, 0)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	s := sample.Stream(t.Context(), src, nil)
	for {
		text.Write(s.Buf[s.From:s.To])
		s.From = s.To
		if s.Ended {
			return text.String(), sample
		}
		if err := s.Fill(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestStream reads texts of one slice and of several in every encoding: no
// character is lost where a slice ends in it.
func TestStream(t *testing.T) {
	utf16Bytes := func(text string, low, up int) []byte {
		var out []byte
		for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
			var two [2]byte
			two[low], two[up] = byte(u), byte(u>>8)
			out = append(out, two[:]...)
		}
		return out
	}
	for _, line := range []string{"Zoë Müller;1.234,50 €\n", "plain,5\n", "Li 李 😀,7\n"} {
		for _, n := range []int{3, 3 * sliceSize / len(line)} {
			text := "x" + strings.Repeat(line, n)
			for _, c := range []struct {
				enc  Encoding
				data []byte
			}{
				{UTF8, []byte(text)}, {UTF8, []byte("\ufeff" + text)},
				{UTF16LE, utf16Bytes(text, 0, 1)}, {UTF16BE, utf16Bytes(text, 1, 0)},
			} {
				got, sample := streamed(t, c.data)
				if got != text || sample.Enc != c.enc {
					t.Errorf("%d bytes of %q in %v: %d bytes of another text, as %v", len(c.data), line, c.enc, len(got), sample.Enc)
				}
			}
		}
	}
	if got, sample := streamed(t, []byte("M\xfcller,1 \x80\n")); got != "Müller,1 €\n" || sample.Enc != Windows1252 {
		t.Errorf("%q as %v", got, sample.Enc)
	}
}

func TestLineEnds(t *testing.T) {
	for text, want := range map[string]LineEnd{
		"a\nb\n": LF, "a\r\nb\r\n": CRLF, "a\rb\r": CR, "\"a\nb\nc\"\r\nd\r\n": CRLF, "a": LF, "\"a\rb\rc": CR,
	} {
		if is, _ := LineEnds([]byte(text)); is != want {
			t.Errorf("%q ends its lines by %v, not %v", text, is, want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := SampleOf(ctx, strings.NewReader("a,b\n"), 0); err != context.Canceled {
		t.Error(err)
	}
}
