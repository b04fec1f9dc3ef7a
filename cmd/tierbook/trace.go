package main

import (
	"bytes"
	"encoding/binary"
)

// A Go program carries, for each of its functions, its name, which line of which
// file every instruction came from, which other functions were inlined there and
// which arguments are alive: what the trace of a panic tells. In the page that
// is a seventh of what a first visit downloads, and nobody is there to read it:
// nothing leaves the browser. So dropTraces leaves it out, and what only
// preemption by signals goes by, which WebAssembly has none of. A panic still
// says what went wrong; its trace has numbers, which a build of the same commit
// without this step turns into names and lines.
//
// What it reads is the table of functions as the linker of Go 1.20 and later
// writes it ($GOROOT/src/runtime/symtab.go, runtime2.go; src/internal/abi/symtab.go).
// A table at 0 is none, says the runtime.

// functionTable is how the table of functions begins on WebAssembly: its magic
// number, two zeros, the size of an instruction and of a pointer.
var functionTable = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// Places in the table's head and in the record of a function.
const (
	headFunctions = 8  // how many functions there are
	headNames     = 32 // where their names are; after these, the names of files
	headSteps     = 56 // where the tables of a function's instructions are
	headRecords   = 64 // where the records of the functions are
	headEnd       = 72

	recordName  = 4
	recordStack = 16 // the table of the stack's depth
	recordFile  = 20 // the tables of files and lines
	recordLine  = 24
	recordMore  = 28 // how many further tables there are
	recordUnit  = 32 // of which compilation; leads from the number of a file to its name
	recordEnd   = 44 // the offsets of the further tables
)

// tracing are the further tables that nothing but a trace or a signal reads: safe
// points, inlined functions, live arguments.
var tracing = [...]bool{0: true, 2: true, 3: true}

// dropTraces blanks names and tables in a program's memory, and reports whether
// it has found them all. It changes nothing when it has not.
func dropTraces(memory []byte) bool {
	at := bytes.Index(memory, functionTable)
	if at < 0 || bytes.Contains(memory[at+1:], functionTable) || len(memory)-at < headEnd {
		return false
	}
	table := memory[at:]
	functions, names, steps, records := le64(table[headFunctions:]), le64(table[headNames:]), le64(table[headSteps:]), le64(table[headRecords:])
	if names < headEnd || names > steps || steps > records || records > uint64(len(table)) || functions > (uint64(len(table))-records)/8 {
		return false
	}
	tables := stepTables{all: table[steps:records], needed: map[uint32]bool{}}
	blank := [][]byte{table[names:steps]}
	var unneeded [][]byte // offsets of tables
	for i := range functions {
		start := uint64(le32(table[records+8*i+4:])) + records
		if start+recordEnd > uint64(len(table)) {
			return false
		}
		r := table[start:]
		more := uint64(le32(r[recordMore:]))
		if recordEnd+4*more > uint64(len(r)) {
			return false
		}
		blank = append(blank, r[recordName:recordName+4], r[recordUnit:recordUnit+4])
		unneeded = append(unneeded, r[recordFile:recordFile+4], r[recordLine:recordLine+4])
		tables.needed[le32(r[recordStack:])] = true
		for k := range more {
			offset := r[recordEnd+4*k:][:4]
			if k < uint64(len(tracing)) && tracing[k] {
				unneeded = append(unneeded, offset)
			} else {
				tables.needed[le32(offset)] = true
			}
		}
	}
	for _, offset := range unneeded {
		steps, ok := tables.unneeded(le32(offset))
		if !ok {
			return false
		}
		blank = append(blank, offset, steps)
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
