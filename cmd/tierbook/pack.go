package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// Go's linker leaves every few zeros out of a program's data, and so cuts it into
// a hundred thousand segments. A compressor makes next to nothing of the zeros,
// but much of the cuts: 110 kB in brotli. pack puts the zeros back, all but the
// long stretches.

// longZeros is how many zeros in a row are still worth a cut.
const longZeros = 64

// maxMemory is more than any program fills.
const maxMemory = 1 << 30

// Ids of the sections that are changed.
const (
	typeSection     = 1
	importSection   = 2
	functionSection = 3
	startSection    = 8
	codeSection     = 10
	dataSection     = 11
)

// How a function is told among types and imports.
const (
	ofFunction      = 0x60
	importsFunction = 0
)

var errNotWasm = errors.New("not a WebAssembly module as Go's linker writes it")

// section is one of those that a module consists of.
type section struct {
	id      byte
	content []byte
}

// head is how a module begins.
const head = "\x00asm\x01\x00\x00\x00"

func sectionsOf(wasm []byte) ([]section, error) {
	rest, ok := bytes.CutPrefix(wasm, []byte(head))
	if !ok {
		return nil, errNotWasm
	}
	var sections []section
	for in := (wasmReader{rest: rest}); len(in.rest) > 0; {
		s := section{in.byte(), in.bytes(in.uint())}
		if in.bad {
			return nil, errNotWasm
		}
		sections = append(sections, s)
	}
	return sections, nil
}

// pack returns the module with its data in few segments, and without what is not
// needed or can be made when it is loaded. It does the same: memory is all zeros
// before the segments are written into it.
func pack(wasm []byte) ([]byte, error) {
	sections, err := sectionsOf(wasm)
	if err != nil {
		return nil, err
	}
	if data := find(sections, dataSection); data != nil {
		memory, err := memoryOf(data.content)
		if err != nil {
			return nil, err
		}
		dropTraces(memory)
		if tables, ok := derivedIn(memory); ok {
			if started, ok := withStart(sections, tables.code()); ok {
				tables.blank(memory)
				sections = started
			}
		}
		find(sections, dataSection).content = segmentsOf(memory)
	}
	packed := []byte(head)
	for _, s := range sections {
		packed = append(packed, s.id)
		packed = binary.AppendUvarint(packed, uint64(len(s.content)))
		packed = append(packed, s.content...)
	}
	return packed, nil
}

// find returns the section of an id, nil where there is none.
func find(sections []section, id byte) *section {
	for i := range sections {
		if sections[i].id == id {
			return &sections[i]
		}
	}
	return nil
}

// withStart returns the sections with one more function, of which there is the
// body, that runs once the memory is filled. It is false where there is such a
// function already, or something is not as Go's linker writes it.
func withStart(sections []section, body []byte) ([]section, bool) {
	imported := find(sections, importSection)
	if imported == nil || find(sections, startSection) != nil {
		return nil, false
	}
	in := wasmReader{rest: imported.content}
	number := in.uint()
	for range number {
		in.bytes(in.uint())
		in.bytes(in.uint())
		in.expect(importsFunction)
		in.uint()
	}
	added := slices.Clone(sections)
	add := func(id byte, entry []byte) (place uint64) {
		s := find(added, id)
		if in.bad = in.bad || s == nil; in.bad {
			return 0
		}
		entries := wasmReader{rest: s.content}
		place = entries.uint()
		in.bad = entries.bad
		s.content = slices.Concat(binary.AppendUvarint(nil, place+1), entries.rest, entry)
		return place
	}
	kind := add(typeSection, []byte{ofFunction, 0, 0}) // takes nothing, returns nothing
	number += add(functionSection, binary.AppendUvarint(nil, kind))
	add(codeSection, body)
	start := slices.IndexFunc(added, func(s section) bool { return s.id > startSection })
	return slices.Insert(added, start, section{startSection, binary.AppendUvarint(nil, number)}), !in.bad
}

// memoryOf returns what a data section fills the memory with, from address zero
// on.
func memoryOf(data []byte) ([]byte, error) {
	in := wasmReader{rest: data}
	var memory []byte
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
	return memory, nil
}

// segmentsOf returns a data section that fills the memory.
func segmentsOf(memory []byte) []byte {
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
	return append(binary.AppendUvarint(nil, count), segments...)
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
