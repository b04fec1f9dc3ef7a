package main

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Two tables of a Go program say only what can be told from the order of its
// functions: at which number each begins, and which function an instruction is in.
// On WebAssembly functions are numbered one by one, and each has 64 kB of numbers
// for its instructions, so that the second takes 3 MB of nothing but a counter; in
// brotli both are 70 kB. pack leaves them out, and gives the module a start
// function that makes them, which runs before the program does.

// Places in what the linker tells of the whole program.
const (
	moduleFirst   = 160 // the number of the first instruction
	moduleBuckets = 152 // where the functions of instructions are
)

const (
	numbersBits = 16 // of a function's instructions

	bucketSize  = 20                             // it says of instructions in a row which function they are in,
	bucketCount = (1 << numbersBits) / (1 << 12) // 4096 of them in each

	recordAlign = 8
)

// derived are the tables that the start function makes, by their addresses.
type derived struct {
	index   uint32 // of each function: its number, and how far behind this its record is
	records uint32 // that of each function begins with its number again
	buckets uint32
	first   uint32 // number of the first function
	count   uint32 // of functions, but the last
}

// fill does what the start function does.
func (d derived) fill(memory []byte) bool {
	le := binary.LittleEndian
	index, record, bucket := uint64(d.index), uint64(d.records), uint64(d.buckets)
	for i := range d.count {
		if max(index+8, record+recordEnd, bucket+bucketCount*bucketSize) > uint64(len(memory)) {
			return false
		}
		le.PutUint32(memory[index:], d.first+i)
		le.PutUint32(memory[index+4:], uint32(record)-d.index)
		le.PutUint32(memory[record:], d.first+i)
		for range bucketCount {
			le.PutUint32(memory[bucket:], i)
			bucket += bucketSize
		}
		index += 8
		record += recordEnd + 4*(uint64(le32(memory[record+recordMore:]))+uint64(memory[record+recordData])) + recordAlign - 1
		record &^= recordAlign - 1
	}
	return true
}

// derivedIn finds the tables in a program's memory. It is false where they are
// not what the start function would make them.
func derivedIn(memory []byte) (derived, bool) {
	at := bytes.Index(memory, functionTable)
	if at < 0 || bytes.Contains(memory[at+1:], functionTable) || len(memory)-at < headEnd {
		return derived{}, false
	}
	table := binary.LittleEndian.AppendUint64(nil, uint64(at))
	names := binary.LittleEndian.AppendUint64(table, uint64(at)+le64(memory[at+headNames:]))
	module := bytes.Index(memory, names)
	index := uint64(at) + le64(memory[at+headRecords:])
	if module < 0 || len(memory)-module < moduleEnd || index+8 > uint64(len(memory)) {
		return derived{}, false
	}
	d := derived{
		index:   uint32(index),
		records: uint32(index) + le32(memory[index+4:]),
		buckets: uint32(le64(memory[module+moduleBuckets:])),
		first:   uint32(le64(memory[module+moduleFirst:]) >> numbersBits),
		// The last function's instructions are fewer than it has numbers for.
		count: max(le32(memory[at+headFunctions:]), 1) - 1,
	}
	filled := slices.Clone(memory)
	return d, d.count > 0 && d.fill(filled) && bytes.Equal(filled, memory)
}

// blank makes the tables that derivedIn has found zeros.
func (d derived) blank(memory []byte) {
	for i := range d.count {
		index := memory[d.index+8*i:][:8]
		clear(memory[d.index+le32(index[4:]):][:4])
		clear(index)
		for k := range uint32(bucketCount) {
			clear(memory[d.buckets+(i*bucketCount+k)*bucketSize:][:4])
		}
	}
}

// Instructions of WebAssembly, as far as the start function needs them.
const (
	wasmLoop   = 0x03
	wasmEnd    = 0x0b
	wasmBrIf   = 0x0d
	wasmGet    = 0x20 // of a local variable
	wasmSet    = 0x21
	wasmTee    = 0x22 // as set, and leaves the value there
	wasmLoad   = 0x28
	wasmLoad8  = 0x2d
	wasmStore  = 0x36
	wasmConst  = 0x41
	wasmLess   = 0x49
	wasmAdd    = 0x6a
	wasmSub    = 0x6b
	wasmAnd    = 0x71
	wasmShl    = 0x74
	wasmI32    = 0x7f
	wasmNoType = 0x40
)

// code returns the body of the start function, as it stands in the code section.
func (d derived) code() []byte {
	const i, index, record, bucket, last, locals = 0, 1, 2, 3, 4, 5
	c := wasmCode{1, locals, wasmI32}
	c.constant(d.index).op(wasmSet, index)
	c.constant(d.records).op(wasmSet, record)
	c.constant(d.buckets).op(wasmSet, bucket)
	c.op(wasmLoop, wasmNoType)

	c.op(wasmGet, index).op(wasmGet, i).constant(d.first).op(wasmAdd).op(wasmStore, 2, 0)
	c.op(wasmGet, index).op(wasmGet, record).constant(d.index).op(wasmSub).op(wasmStore, 2, 4)
	c.op(wasmGet, record).op(wasmGet, i).constant(d.first).op(wasmAdd).op(wasmStore, 2, 0)

	c.op(wasmGet, bucket).constant(bucketCount*bucketSize).op(wasmAdd).op(wasmSet, last)
	c.op(wasmLoop, wasmNoType)
	c.op(wasmGet, bucket).op(wasmGet, i).op(wasmStore, 2, 0)
	c.op(wasmGet, bucket).constant(bucketSize).op(wasmAdd).op(wasmTee, bucket)
	c.op(wasmGet, last).op(wasmLess).op(wasmBrIf, 0)
	c.op(wasmEnd)

	c.op(wasmGet, index).constant(8).op(wasmAdd).op(wasmSet, index)
	c.op(wasmGet, record).op(wasmLoad, 2, recordMore).op(wasmGet, record).op(wasmLoad8, 0, recordData).op(wasmAdd)
	c.constant(2).op(wasmShl).op(wasmGet, record).op(wasmAdd).constant(recordEnd + recordAlign - 1).op(wasmAdd)
	c.constant(-recordAlign&(1<<32-1)).op(wasmAnd).op(wasmSet, record)

	c.op(wasmGet, i).constant(1).op(wasmAdd).op(wasmTee, i).constant(d.count).op(wasmLess).op(wasmBrIf, 0)
	c.op(wasmEnd)
	c.op(wasmEnd)
	return append(binary.AppendUvarint(nil, uint64(len(c))), c...)
}

// wasmCode is written instruction by instruction.
type wasmCode []byte

func (c *wasmCode) op(bytes ...byte) *wasmCode {
	*c = append(*c, bytes...)
	return c
}

func (c *wasmCode) constant(v uint32) *wasmCode {
	*c = appendSigned(append(*c, wasmConst), int32(v))
	return c
}

// appendSigned appends a number as WebAssembly writes those with a sign.
func appendSigned(to []byte, v int32) []byte {
	for ; v < -1<<6 || v >= 1<<6; v >>= 7 {
		to = append(to, byte(v)|1<<7)
	}
	return append(to, byte(v)&(1<<7-1))
}
