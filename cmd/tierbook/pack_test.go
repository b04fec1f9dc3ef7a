package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

type segment struct {
	offset  int
	content string
}

// wasmOf is a module of a data section between two others.
func wasmOf(segments ...segment) []byte {
	data := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		data = appendSegment(data, uint64(s.offset), []byte(s.content))
	}
	wasm := []byte("\x00asm\x01\x00\x00\x00" + "\x00\x02\x01a" + "\x0b")
	wasm = binary.AppendUvarint(wasm, uint64(len(data)))
	return append(append(wasm, data...), "\x00\x02\x01b"...)
}

func TestPack(t *testing.T) {
	gap := strings.Repeat("\x00", longZeros)
	for name, c := range map[string]struct{ loose, packed []segment }{
		"none":           {nil, nil},
		"one":            {[]segment{{64, "abc"}}, []segment{{64, "abc"}}},
		"short gap":      {[]segment{{200, "abc"}, {211, "d"}}, []segment{{200, "abc" + gap[:8] + "d"}}},
		"side by side":   {[]segment{{100_000, "abc"}, {100_003, "d"}}, []segment{{100_000, "abcd"}}},
		"long gap":       {[]segment{{200, "abc"}, {203 + longZeros, "d"}}, []segment{{200, "abc"}, {203 + longZeros, "d"}}},
		"zeros inside":   {[]segment{{200, "\x00" + gap + "a" + gap + "b" + gap}}, []segment{{201 + longZeros, "a"}, {202 + 2*longZeros, "b"}}},
		"zeros around":   {[]segment{{200, "\x00a\x00\x00"}, {206, "\x00b"}}, []segment{{201, "a" + gap[:5] + "b"}}},
		"out of order":   {[]segment{{203, "d"}, {200, "abc"}}, []segment{{200, "abcd"}}},
		"one on another": {[]segment{{200, "abc"}, {202, "d"}}, []segment{{200, "abd"}}},
	} {
		got, err := pack(wasmOf(c.loose...))
		if want := wasmOf(c.packed...); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
}

// TestPackLeavesMemoryAsItIs fills memories as the loose and the packed
// segments say, and compares.
func TestPackLeavesMemoryAsItIs(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var loose []segment
		want := make([]byte, 1<<16)
		for at := random.IntN(5000); len(loose) < 40; {
			content := make([]byte, random.IntN(300))
			for i := range content {
				content[i] = byte(random.IntN(1+random.IntN(3)) * random.IntN(256))
			}
			loose = append(loose, segment{at, string(content)})
			copy(want[at:], content)
			at += len(content) + random.IntN(2)*random.IntN(500)
		}
		packed, err := pack(wasmOf(loose...))
		if err != nil {
			t.Fatal(err)
		}
		got := make([]byte, len(want))
		in := wasmReader{rest: packed[len("\x00asm\x01\x00\x00\x00\x00\x02\x01a\x0b"):]}
		in.uint()
		for n := in.uint(); n > 0; n-- {
			offset, content := in.segment()
			copy(got[offset:], content)
		}
		if in.bad || !bytes.Equal(in.rest, []byte("\x00\x02\x01b")) || !bytes.Equal(got, want) {
			t.Fatalf("%d segments fill the memory otherwise once packed", len(loose))
		}
	}
}

func TestPackRefuses(t *testing.T) {
	whole := wasmOf(segment{8, "abc"}, segment{200, "d"})
	for length := range whole {
		if length == 8 || length == 12 || length == len(whole)-4 {
			continue // a whole number of sections
		}
		if _, err := pack(whole[:length]); !errors.Is(err, errNotWasm) {
			t.Errorf("the first %d bytes: %v; want %v", length, err, errNotWasm)
		}
	}
	passive := bytes.Replace(whole, []byte{2, memoryZero, i32Const}, []byte{2, 0x01, i32Const}, 1)
	for name, wasm := range map[string][]byte{
		"a page":       []byte("<!doctype html>"),
		"out of reach": wasmOf(segment{8, "abc"}, segment{1 << 31, "d"}),
		"passive":      passive,
	} {
		if _, err := pack(wasm); !errors.Is(err, errNotWasm) {
			t.Errorf("%s: %v; want %v", name, err, errNotWasm)
		}
	}
}
