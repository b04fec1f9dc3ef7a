package main

import (
	"bytes"
	"encoding/binary"
)

// A Go program carries, for each of its functions, which line of which file
// every instruction came from. Only the trace of a panic reads it. In the page it
// is a tenth of what a first visit downloads, so dropLines leaves it out: a trace
// then names functions and no lines, and builds of one commit by anybody else,
// without this step, tell them.
//
// What it reads is the table of functions as the linker of Go 1.20 and later
// writes it ($GOROOT/src/runtime/symtab.go, runtime2.go). A function whose table
// of lines is at 0 has none, says the runtime.

// functionTable is how the table of functions begins on WebAssembly: its magic
// number, two zeros, the size of an instruction and of a pointer.
var functionTable = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// Places in the table's head and in the record of a function.
const (
	headFunctions = 8  // how many functions there are
	headUnits     = 40 // where the names of files are, by compilation and then as text
	headSteps     = 56 // where the tables of a function's instructions are
	headRecords   = 64 // where the records of the functions are
	headEnd       = 72

	recordStack = 16 // the table of the stack's depth
	recordFile  = 20
	recordLine  = 24
	recordMore  = 28 // how many further tables there are
	recordUnit  = 32 // of which compilation; leads from the number of a file to its name
	recordEnd   = 44 // the offsets of the further tables
)

// dropLines blanks the tables of files and lines in a program's memory, and
// reports whether it has found them all. It changes nothing when it has not.
func dropLines(memory []byte) bool {
	at := bytes.Index(memory, functionTable)
	if at < 0 || bytes.Contains(memory[at+1:], functionTable) || len(memory)-at < headEnd {
		return false
	}
	table := memory[at:]
	functions, units, steps, records := le64(table[headFunctions:]), le64(table[headUnits:]), le64(table[headSteps:]), le64(table[headRecords:])
	if units < headEnd || units > steps || steps > records || records > uint64(len(table)) || functions > (uint64(len(table))-records)/8 {
		return false
	}
	walk := stepTables{all: table[steps:records], needed: map[uint32]bool{}}
	found := make([][]byte, functions)
	for i := range found {
		start := uint64(binary.LittleEndian.Uint32(table[records+8*uint64(i)+4:]))
		if start += records; start+recordEnd > uint64(len(table)) {
			return false
		}
		r := table[start:]
		more := uint64(le32(r[recordMore:]))
		if recordEnd+4*more > uint64(len(r)) {
			return false
		}
		walk.needed[le32(r[recordStack:])] = true
		for k := range more {
			walk.needed[le32(r[recordEnd+4*k:])] = true
		}
		found[i] = r
	}
	blank := [][]byte{table[units:steps]}
	for _, r := range found {
		for _, place := range []int{recordFile, recordLine} {
			steps, ok := walk.unneeded(le32(r[place:]))
			if !ok {
				return false
			}
			blank = append(blank, steps)
		}
		blank = append(blank, r[recordFile:recordMore], r[recordUnit:recordUnit+4])
	}
	for _, b := range blank {
		clear(b)
	}
	return true
}

// stepTables are the tables that go along with a function's instructions: pairs
// of how much a value changes and after how many instructions, a change of
// nothing at the end. Functions share the ones that are alike.
type stepTables struct {
	all    []byte
	needed map[uint32]bool
}

// unneeded returns the table at an offset, nothing where it is needed for
// something else.
func (s stepTables) unneeded(offset uint32) (table []byte, ok bool) {
	if offset == 0 || s.needed[offset] {
		return nil, true
	}
	if uint64(offset) > uint64(len(s.all)) {
		return nil, false
	}
	in := wasmReader{rest: s.all[offset:]}
	whole := in.rest
	for first := true; ; first = false {
		change := in.uint()
		if in.bad {
			return nil, false
		}
		if change == 0 && !first {
			return whole[:len(whole)-len(in.rest)], true
		}
		in.uint()
	}
}

func le32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
func le64(b []byte) uint64 { return binary.LittleEndian.Uint64(b) }
