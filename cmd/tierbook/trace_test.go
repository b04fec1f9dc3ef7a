package main

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
)

// madeFunction is the record of a function of a made-up program: where its
// tables and pieces of data are, and the numbers of its name and compilation.
type madeFunction struct {
	name, unit                      uint32
	stack, files, lines, safe, maps uint32
	arguments, inlined              uint32
}

// program makes the memory of one, as the linker would write it.
func program(names string, steps []byte, data string, functions ...madeFunction) []byte {
	le := binary.LittleEndian
	memory := []byte("before..")
	at := len(memory)
	memory = append(memory, functionTable...)
	memory = le.AppendUint64(memory, uint64(len(functions)))
	memory = append(memory, make([]byte, at+headEnd-len(memory))...)
	put := func(place int, what []byte) {
		le.PutUint64(memory[at+place:], uint64(len(memory)-at))
		memory = append(memory, what...)
	}
	put(headNames, []byte(names))
	put(headSteps, steps)
	put(headRecords, nil)
	const size = recordEnd + 6*4
	for i := range functions {
		memory = le.AppendUint32(memory, uint32(i))
		memory = le.AppendUint32(memory, uint32(8*len(functions)+4+i*size))
	}
	memory = le.AppendUint32(memory, uint32(len(functions)))
	for _, f := range functions {
		r := make([]byte, size)
		for place, v := range map[int]uint32{
			recordName: f.name, recordUnit: f.unit, recordStack: f.stack, recordFile: f.files, recordLine: f.lines, recordMore: 2,
			recordEnd: f.safe, recordEnd + 4: f.maps,
			recordEnd + 8: f.arguments, recordEnd + 12: noData, recordEnd + 16: noData, recordEnd + 20: f.inlined,
		} {
			le.PutUint32(r[place:], v)
		}
		r[recordData] = 4
		memory = append(memory, r...)
	}
	module := make([]byte, moduleEnd)
	le.PutUint64(module, uint64(at))
	le.PutUint64(module[8:], uint64(at)+le.Uint64(memory[at+headNames:]))
	le.PutUint64(module[moduleData:], uint64(len(memory)+len(module)))
	return append(append(memory, module...), data...)
}

func TestDropTraces(t *testing.T) {
	const stack, files, lines, maps = 1, 6, 10, 13
	const arguments, inlined, shared = 0, 4, 9
	steps := []byte{0, 2, 1, 4, 1, 0, 0x80, 1, 2, 0, 6, 6, 0, 8, 8, 0} // the table of the stack ends at 5, though its second change is 4 after 1
	memory := program("main\x00a.go\x00b.go\x00", steps, "argsinlinboth",
		madeFunction{3, 7, stack, files, lines, lines, maps, arguments, inlined},
		madeFunction{3, 7, stack, lines, maps, 0, 0, shared, shared}, // what it has as lines is somebody's map, and one piece of data is both
		madeFunction{arguments: noData, inlined: noData},
	)
	want := program("\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
		[]byte{0, 2, 1, 4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 0}, "args\x00\x00\x00\x00\x00both",
		madeFunction{stack: stack, maps: maps, arguments: arguments, inlined: noData},
		madeFunction{stack: stack, arguments: shared, inlined: noData},
		madeFunction{arguments: noData, inlined: noData},
	)
	if !dropTraces(memory) {
		t.Fatal("it was not recognised")
	}
	if !bytes.Equal(memory, want) {
		t.Errorf("got  %q\nwant %q", memory, want)
	}
}

func TestDropTracesLeavesAloneWhatItDoesNotKnow(t *testing.T) {
	steps := []byte{0, 2, 1, 0}
	good := program("a.go", steps, "data", madeFunction{files: 1, lines: 1})
	without := slices.Clone(good)
	copy(without[len(without)-moduleEnd-len("data"):], "another!")
	for name, memory := range map[string][]byte{
		"nothing":              nil,
		"no table":             []byte("a program in another form"),
		"two tables":           append(slices.Clone(good), good...),
		"cut short":            good[:len(good)-moduleEnd-20],
		"a head and no more":   good[:8+headEnd],
		"nothing of the whole": without,
		"lines never end":      program("a.go", []byte{0, 2, 1}, "data", madeFunction{files: 1, lines: 1}),
		"lines out of bounds":  program("a.go", steps, "data", madeFunction{files: 99, lines: 1}),
		"data out of bounds":   program("a.go", steps, "data", madeFunction{files: 1, lines: 1, inlined: 99}),
	} {
		before := slices.Clone(memory)
		if dropTraces(memory) {
			t.Errorf("%s: taken for a table of functions", name)
		}
		if !bytes.Equal(memory, before) {
			t.Errorf("%s: changed", name)
		}
	}
}

func FuzzDropTraces(f *testing.F) {
	f.Add(program("a.go", []byte{0, 2, 1, 0}, "data", madeFunction{files: 1, lines: 1}))
	f.Fuzz(func(t *testing.T, memory []byte) {
		before := slices.Clone(memory)
		if !dropTraces(memory) && !bytes.Equal(memory, before) {
			t.Error("changed without being recognised")
		}
	})
}
