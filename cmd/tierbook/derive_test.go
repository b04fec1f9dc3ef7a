package main

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
)

// derivable makes the memory of a program of functions with so many further
// tables and pieces of data each, as the linker would write it.
func derivable(functions ...[2]byte) []byte {
	const first = 4096
	le := binary.LittleEndian
	memory := []byte("before..")
	at := len(memory)
	memory = append(memory, functionTable...)
	memory = le.AppendUint64(memory, uint64(len(functions)))
	memory = append(memory, make([]byte, at+headEnd-len(memory))...)
	le.PutUint64(memory[at+headNames:], headEnd)
	le.PutUint64(memory[at+headRecords:], headEnd)
	index := len(memory)
	memory = append(memory, make([]byte, (8*len(functions)+4+7)&^7)...)
	var buckets []byte
	for i, f := range functions {
		le.PutUint32(memory[index+8*i:], uint32(first+i))
		le.PutUint32(memory[index+8*i+4:], uint32(len(memory)-index))
		r := bytes.Repeat([]byte{7}, recordEnd+4*int(f[0]+f[1]))
		le.PutUint32(r, uint32(first+i))
		le.PutUint32(r[recordMore:], uint32(f[0]))
		r[recordData] = f[1]
		memory = append(memory, r...)
		memory = append(memory, make([]byte, (8-len(memory)%8)%8)...)
		for range bucketCount {
			buckets = append(le.AppendUint32(buckets, uint32(i)), make([]byte, 16)...)
		}
	}
	le.PutUint32(memory[index+8*len(functions):], uint32(first+len(functions)))
	buckets = buckets[:len(buckets)-(bucketCount-1)*bucketSize] // the last has few instructions
	module := make([]byte, moduleEnd)
	le.PutUint64(module, uint64(at))
	le.PutUint64(module[8:], uint64(at+headEnd))
	le.PutUint64(module[moduleFirst:], first<<numbersBits)
	le.PutUint64(module[moduleBuckets:], uint64(len(memory)+len(module)))
	return slices.Concat(memory, module, buckets, []byte("after"))
}

func TestStartFunctionMakesWhatIsLeftOut(t *testing.T) {
	for _, functions := range [][][2]byte{
		{{0, 0}, {0, 0}},
		{{2, 3}, {1, 1}, {0, 4}, {4, 0}, {3, 3}},
		slices.Repeat([][2]byte{{1, 0}, {4, 7}}, 300),
	} {
		want := derivable(functions...)
		d, ok := derivedIn(want)
		if !ok {
			t.Fatalf("%d functions: not recognised", len(functions))
		}
		memory := slices.Clone(want)
		d.blank(memory)
		if left := len(bytes.TrimRight(memory[d.index:d.index+8*d.count], "\x00")); left > 0 {
			t.Errorf("%d functions: %d bytes of the index are left", len(functions), left)
		}
		interpret(t, d.code(), memory)
		if !bytes.Equal(memory, want) {
			t.Errorf("%d functions: the start function makes other tables", len(functions))
		}
	}
}

func TestDerivedInIsSure(t *testing.T) {
	good := derivable([2]byte{2, 3}, [2]byte{1, 1}, [2]byte{0, 4})
	d, _ := derivedIn(good)
	for name, at := range map[string]uint32{
		"a number of the index": d.index + 8, "a place in the index": d.index + 12, "a record's number": d.records,
		"how many tables": d.records + recordMore, "a bucket": d.buckets + 3*bucketSize,
	} {
		other := slices.Clone(good)
		other[at]++
		if _, ok := derivedIn(other); ok {
			t.Errorf("%s is another: not noticed", name)
		}
	}
	for length := range good {
		memory := slices.Clone(good[:length])
		if d, ok := derivedIn(memory); ok && length < len(good)-len("after")-bucketSize {
			t.Errorf("the first %d bytes: %+v", length, d)
		}
	}
	if _, ok := derivedIn(derivable([2]byte{1, 1})); ok {
		t.Error("of one function there is nothing to make")
	}
}

func TestWithStart(t *testing.T) {
	module := []section{
		{0, []byte("name")},
		{typeSection, []byte{1, ofFunction, 1, wasmI32, 0}},
		{importSection, []byte("\x02\x01e\x01a\x00\x00\x01e\x02bc\x00\x00")},
		{functionSection, []byte{3, 0, 0, 0}},
		{codeSection, []byte{3, 2, 0, wasmEnd, 2, 0, wasmEnd, 2, 0, wasmEnd}},
		{dataSection, []byte{0}},
	}
	body := []byte{3, 0, 1, wasmEnd}
	got, ok := withStart(module, body)
	want := slices.Clone(module)
	want[1].content = []byte{2, ofFunction, 1, wasmI32, 0, ofFunction, 0, 0}
	want[3].content = []byte{4, 0, 0, 0, 1}
	want[4].content = append([]byte{4, 2, 0, wasmEnd, 2, 0, wasmEnd, 2, 0, wasmEnd}, body...)
	want = slices.Insert(want, 4, section{startSection, []byte{5}})
	equal := func(a, b section) bool { return a.id == b.id && bytes.Equal(a.content, b.content) }
	if !ok || !slices.EqualFunc(got, want, equal) {
		t.Errorf("%v, %v; want %v", got, ok, want)
	}
	if _, ok := withStart(got, body); ok {
		t.Error("a second start function was taken")
	}
	for i := 1; i < len(module)-1; i++ {
		if _, ok := withStart(slices.Delete(slices.Clone(module), i, i+1), body); ok {
			t.Errorf("without section %d", module[i].id)
		}
	}
	global := slices.Clone(module)
	global[2].content = []byte("\x01\x01e\x01a\x03\x7f\x00")
	if _, ok := withStart(global, body); ok {
		t.Error("an import of something else was taken for a function")
	}
}

// interpret runs the body of a function without arguments, as far as start
// functions go.
func interpret(t *testing.T, code, memory []byte) {
	t.Helper()
	in := wasmReader{rest: code}
	in = wasmReader{rest: in.bytes(in.uint())}
	var locals []uint32
	for range in.uint() {
		locals = append(locals, make([]uint32, in.uint())...)
		in.expect(wasmI32)
	}
	var stack []uint32
	pop := func() uint32 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		return v
	}
	push := func(v uint32) { stack = append(stack, v) }
	address := func() uint32 { // of an access to memory
		in.uint()
		return pop() + uint32(in.uint())
	}
	var loops [][]byte
	for !in.bad && len(in.rest) > 0 {
		switch op := in.byte(); op {
		case wasmLoop:
			in.expect(wasmNoType)
			loops = append(loops, in.rest)
		case wasmEnd:
			loops = loops[:max(len(loops), 1)-1]
		case wasmBrIf:
			in.expect(0)
			if pop() != 0 {
				in.rest = loops[len(loops)-1]
			}
		case wasmGet:
			push(locals[in.uint()])
		case wasmSet:
			locals[in.uint()] = pop()
		case wasmTee:
			locals[in.uint()] = stack[len(stack)-1]
		case wasmLoad:
			push(le32(memory[address():]))
		case wasmLoad8:
			push(uint32(memory[address()]))
		case wasmStore:
			v := pop()
			binary.LittleEndian.PutUint32(memory[address():], v)
		case wasmConst:
			var v, shift uint32
			for more := true; more; shift += 7 {
				b := in.byte()
				v |= uint32(b&0x7f) << shift
				if more = b&0x80 != 0; !more && b&0x40 != 0 && shift < 25 {
					v |= ^uint32(0) << (shift + 7)
				}
			}
			push(v)
		case wasmLess, wasmAdd, wasmSub, wasmAnd, wasmShl:
			b, a := pop(), pop()
			switch op {
			case wasmLess:
				push(map[bool]uint32{true: 1}[a < b])
			case wasmAdd:
				push(a + b)
			case wasmSub:
				push(a - b)
			case wasmAnd:
				push(a & b)
			case wasmShl:
				push(a << b)
			}
		default:
			t.Fatalf("instruction %#x", op)
		}
	}
	if in.bad || len(stack) > 0 || len(loops) > 0 {
		t.Fatalf("no whole function: %d values and %d loops are left", len(stack), len(loops))
	}
}
