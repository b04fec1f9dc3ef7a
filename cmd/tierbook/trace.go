package main

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// A Go program carries, for each of its functions, its name, which line of which
// file every instruction came from, which other functions were inlined there and
// which arguments are alive: what the trace of a panic tells. In the page that
// is a sixth of what a first visit downloads, and nobody is there to read it:
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
	recordFirst = 36 // its first line
	recordData  = 43 // a byte: how many pieces of data there are
	recordEnd   = 44 // the offsets of the further tables, and then of the data
)

// Places in what the linker tells of the whole program, which begins with the
// address of the table of functions and that of the names.
const (
	moduleData = 320 // where the functions' data are
	moduleEnd  = 336
)

// tracing are the further tables that nothing but a trace or a signal reads: safe
// points, inlined functions, live arguments.
var tracing = [...]bool{0: true, 2: true, 3: true}

// tracingData are the pieces of data that nothing but a trace reads: inlined
// functions, arguments, live arguments.
var tracingData = [...]bool{3: true, 5: true, 6: true}

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
	data, ok := dataOf(memory, uint64(at), uint64(at)+names)
	if !ok {
		return false
	}
	for i := range functions {
		start := uint64(le32(table[records+8*i+4:])) + records
		if start+recordEnd > uint64(len(table)) {
			return false
		}
		r := table[start:]
		more := uint64(le32(r[recordMore:]))
		pieces := uint64(r[recordData])
		if recordEnd+4*(more+pieces) > uint64(len(r)) {
			return false
		}
		for k := range pieces {
			data.add(r[recordEnd+4*(more+k):][:4], k < uint64(len(tracingData)) && tracingData[k])
		}
		blank = append(blank, r[recordName:recordName+4], r[recordUnit:recordUnit+4], r[recordFirst:recordFirst+4])
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
	if !data.drop() {
		return false
	}
	for _, b := range blank {
		clear(b)
	}
	return true
}

// functionData are the data of the functions, and the offsets by which the
// records lead to them.
type functionData struct {
	all              []byte
	needed, unneeded [][]byte
}

// noData is the offset of a piece that is not there.
const noData = 1<<32 - 1

// dataOf finds the data of the functions whose table and names are at two
// addresses.
func dataOf(memory []byte, table, names uint64) (functionData, bool) {
	begin := binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, table), names)
	at := bytes.Index(memory, begin)
	if at < 0 || bytes.Contains(memory[at+1:], begin) || len(memory)-at < moduleEnd {
		return functionData{}, false
	}
	from := le64(memory[at+moduleData:])
	if from > uint64(len(memory)) {
		return functionData{}, false
	}
	return functionData{all: memory[from:]}, true
}

func (d *functionData) add(offset []byte, unneeded bool) {
	switch {
	case le32(offset) == noData:
	case unneeded:
		d.unneeded = append(d.unneeded, offset)
	default:
		d.needed = append(d.needed, offset)
	}
}

// drop blanks every piece that is not needed: it ends where the next begins. It
// changes nothing when it returns false.
func (d *functionData) drop() bool {
	var starts []uint32
	needed := map[uint32]bool{}
	for _, offset := range d.needed {
		starts = append(starts, le32(offset))
		needed[le32(offset)] = true
	}
	for _, offset := range d.unneeded {
		starts = append(starts, le32(offset))
	}
	slices.Sort(starts)
	starts = slices.Compact(starts)
	if n := len(starts); n > 0 && uint64(starts[n-1]) > uint64(len(d.all)) {
		return false
	}
	for i := range max(len(starts), 1) - 1 { // the end of the last is not known
		if !needed[starts[i]] {
			clear(d.all[starts[i]:starts[i+1]])
		}
	}
	for _, offset := range d.unneeded {
		binary.LittleEndian.PutUint32(offset, noData)
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
