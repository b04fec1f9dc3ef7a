package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Go's linker leaves every few zeros out of a program's data, and so cuts it into
// a hundred thousand segments. A compressor makes next to nothing of the zeros,
// but much of the cuts: 110 kB in brotli. pack puts the zeros back, all but the
// long stretches.

// longZeros is how many zeros in a row are still worth a cut.
const longZeros = 64

// maxMemory is more than any program fills.
const maxMemory = 1 << 30

// dataSection is the id of the section that a program's memory is filled from.
const dataSection = 11

var errNotWasm = errors.New("not a WebAssembly module as Go's linker writes it")

// pack returns the module with its data in few segments. It does the same:
// memory is all zeros before the segments are written into it.
func pack(wasm []byte) ([]byte, error) {
	const head = "\x00asm\x01\x00\x00\x00"
	sections, ok := bytes.CutPrefix(wasm, []byte(head))
	if !ok {
		return nil, errNotWasm
	}
	packed := []byte(head)
	for in := (wasmReader{rest: sections}); len(in.rest) > 0; {
		section := in.rest
		id, content := in.byte(), in.bytes(in.uint())
		if in.bad {
			return nil, errNotWasm
		}
		if id != dataSection {
			packed = append(packed, section[:len(section)-len(in.rest)]...)
			continue
		}
		content, err := packData(content)
		if err != nil {
			return nil, err
		}
		packed = append(packed, id)
		packed = binary.AppendUvarint(packed, uint64(len(content)))
		packed = append(packed, content...)
	}
	return packed, nil
}

// packData packs the content of the data section.
func packData(section []byte) ([]byte, error) {
	in := wasmReader{rest: section}
	var memory []byte // from address zero on
	for n := in.uint(); n > 0 && !in.bad; n-- {
		offset, content := in.segment()
		if offset > maxMemory {
			return nil, errNotWasm
		}
		if missing := int(offset) + len(content) - len(memory); missing > 0 {
			memory = append(memory, make([]byte, missing)...)
		}
		copy(memory[offset:], content)
	}
	if in.bad || len(in.rest) > 0 {
		return nil, errNotWasm
	}

	dropTraces(memory)

	var segments []byte
	count := uint64(0)
	zeros := make([]byte, longZeros)
	for at := 0; at < len(memory); {
		length := bytes.Index(memory[at:], zeros)
		if length < 0 {
			length = len(memory) - at
		}
		if length > 0 {
			segments = appendSegment(segments, uint64(at), memory[at:at+length])
			count++
		}
		rest := memory[at+length:]
		at += length + len(rest) - len(bytes.TrimLeft(rest, "\x00"))
	}
	return append(binary.AppendUvarint(nil, count), segments...), nil
}

// Of a segment's offset WebAssembly wants to know how it is computed: it is
// the constant of an i32.const instruction, and that is all of it.
const (
	memoryZero = 0x00
	i32Const   = 0x41
	end        = 0x0b
)

func appendSegment(to []byte, offset uint64, content []byte) []byte {
	to = append(to, memoryZero, i32Const)
	// A signed number whose sign bit is clear, in as many bits as it takes.
	for ; offset >= 1<<6; offset >>= 7 {
		to = append(to, byte(offset)|1<<7)
	}
	to = append(to, byte(offset), end)
	to = binary.AppendUvarint(to, uint64(len(content)))
	return append(to, content...)
}

// wasmReader takes values off the front; bad is set once one is missing.
type wasmReader struct {
	rest []byte
	bad  bool
}

func (r *wasmReader) bytes(n uint64) []byte {
	if r.bad = r.bad || n > uint64(len(r.rest)); r.bad {
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *wasmReader) byte() byte {
	if b := r.bytes(1); !r.bad {
		return b[0]
	}
	return 0
}

func (r *wasmReader) uint() uint64 {
	v, n := binary.Uvarint(r.rest)
	r.bytes(uint64(max(n, 0)))
	r.bad = r.bad || n <= 0
	return v
}

func (r *wasmReader) expect(b byte) {
	got := r.byte()
	r.bad = r.bad || got != b
}

func (r *wasmReader) segment() (offset uint64, content []byte) {
	r.expect(memoryZero)
	r.expect(i32Const)
	offset = r.uint() // as its sign bit is clear, it reads as an unsigned one
	r.expect(end)
	return offset, r.bytes(r.uint())
}
