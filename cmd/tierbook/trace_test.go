package main

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
)

// functionTableOf makes a table of functions: of each the offsets of its tables
// of stack, files, lines, safe points and the maps of its stack.
func functionTableOf(names string, steps []byte, functions ...[5]uint32) []byte {
	le := binary.LittleEndian
	table := slices.Clone(functionTable)
	table = le.AppendUint64(table, uint64(len(functions)))
	table = append(table, make([]byte, headEnd-len(table))...)
	put := func(place int, what []byte) {
		le.PutUint64(table[place:], uint64(len(table)))
		table = append(table, what...)
	}
	put(headNames, []byte(names))
	put(headSteps, steps)
	put(headRecords, nil)
	start := uint32(8*len(functions) + 4)
	for i := range functions {
		table = le.AppendUint32(table, uint32(i))
		table = le.AppendUint32(table, start+uint32(i)*(recordEnd+8))
	}
	table = le.AppendUint32(table, uint32(len(functions)))
	for _, f := range functions {
		r := make([]byte, recordEnd+8)
		le.PutUint32(r[recordStack:], f[0])
		le.PutUint32(r[recordFile:], f[1])
		le.PutUint32(r[recordLine:], f[2])
		le.PutUint32(r[recordName:], 3)
		le.PutUint32(r[recordMore:], 2)
		le.PutUint32(r[recordUnit:], 7)
		le.PutUint32(r[recordEnd:], f[3])
		le.PutUint32(r[recordEnd+4:], f[4])
		table = append(table, r...)
	}
	return table
}

func TestDropTraces(t *testing.T) {
	steps := []byte{0, 2, 1, 4, 1, 0, 0x80, 1, 2, 0, 6, 6, 0, 8, 8, 0}
	const stack, files, lines, maps = 1, 6, 10, 13 // the first ends at 5, though its second change is 4 after 1
	memory := append([]byte("before"), functionTableOf("main\x00a.go\x00b.go\x00", steps,
		[5]uint32{stack, files, lines, lines, maps},
		[5]uint32{stack, lines, maps, 0, 0}, // shares lines; what it has as lines is somebody's map
		[5]uint32{0, 0, 0, 0, 0},
	)...)
	want := append([]byte("before"), functionTableOf("\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
		[]byte{0, 2, 1, 4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 0},
		[5]uint32{stack, 0, 0, 0, maps}, [5]uint32{stack, 0, 0, 0, 0}, [5]uint32{0, 0, 0, 0, 0},
	)...)
	for i := 0; i+4 <= len(want); i++ { // the name of a function and the number of its compilation
		if n := le32(want[i:]); n == 7 || n == 3 && want[i+4] == 0 && i > len(want)-3*(recordEnd+8) {
			want[i] = 0
		}
	}
	if !dropTraces(memory) {
		t.Fatal("it was not recognised")
	}
	if !bytes.Equal(memory, want) {
		t.Errorf("got  %q\nwant %q", memory, want)
	}
}

func TestDropTracesLeavesAloneWhatItDoesNotKnow(t *testing.T) {
	good := functionTableOf("a.go", []byte{0, 2, 1, 0}, [5]uint32{0, 1, 1, 0, 0})
	for name, memory := range map[string][]byte{
		"nothing":             nil,
		"no table":            []byte("a program in another form"),
		"two tables":          append(slices.Clone(good), good...),
		"cut short":           good[:len(good)-3],
		"a head and no more":  good[:headEnd],
		"lines never end":     functionTableOf("a.go", []byte{0, 2, 1}, [5]uint32{0, 1, 1, 0, 0}),
		"lines out of bounds": functionTableOf("a.go", []byte{0, 2, 1, 0}, [5]uint32{0, 99, 1, 0, 0}),
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
	f.Add(functionTableOf("a.go", []byte{0, 2, 1, 0}, [5]uint32{0, 1, 1, 0, 0}))
	f.Fuzz(func(t *testing.T, memory []byte) {
		before := slices.Clone(memory)
		if !dropTraces(memory) && !bytes.Equal(memory, before) {
			t.Error("changed without being recognised")
		}
	})
}
