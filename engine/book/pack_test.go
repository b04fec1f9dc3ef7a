package book

import (
	"bytes"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// packed is a book in the packed form.
func packed(b *Book) []byte {
	var out bytes.Buffer
	p := NewPacker(&out)
	PackBook(p, b)
	if err := p.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func unpacked(pack []byte, limit int64) (*Book, error) {
	u, err := NewUnpacker(bytes.NewReader(pack), limit)
	if err != nil {
		return nil, err
	}
	b := new(Book)
	for {
		name, _, err := u.Next()
		if err == io.EOF {
			return b, b.Check()
		}
		if err != nil {
			return nil, err
		}
		if ok, err := u.UnpackColumn(b, name); err != nil {
			return nil, err
		} else if !ok {
			return nil, u.fail("no column %q", name)
		}
	}
}

const plenty = 1 << 30

// odd is a book of every kind of column: gaps, long texts, repeats, extremes.
func odd(n int) *Book {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	b := &Book{N: n, Currency: "USD", Keys: []Key{}, Line: []uint32{}, AUM: []Cents{}, Hours: []Minutes{}}
	b.Attributes = []Attribute{{Name: "State"}, {Name: ""}, {Name: "E-mail"}}
	b.Name, b.Attributes[0].Cells, b.Attributes[2].Cells = Texts(), Texts(), Texts()
	states := []string{"", "NY", "CA", "TX"}
	for i := range n {
		b.Keys = append(b.Keys, Key(i+1))
		b.Line = append(b.Line, uint32(i*2+r.IntN(2)+2))
		aum := Cents(r.Int64N(Largest)/100) * 100
		gdc := Cents(r.Int64N(2*Largest) - Largest)
		if r.IntN(4) == 0 {
			aum = Missing
		}
		b.AUM, b.GDC = append(b.AUM, aum), append(b.GDC, gdc)
		b.Since = append(b.Since, Missing)
		b.Hours = append(b.Hours, 90)
		name := strings.Repeat("x", r.IntN(30))
		if i == 3 {
			name = strings.Repeat("long ", 100_000)
		}
		b.Name.Append(name)
		b.Attributes[0].Cells.Append(states[r.IntN(4)])
		b.Attributes[2].Cells.Append(string(rune('a'+i%26)) + strings.Repeat("é", i%5) + "@example.org")
	}
	return b
}

// same compares books row by row, for a column of text may be laid out
// otherwise.
func same(a, b *Book) bool {
	rows := func(t Text) (all []string) {
		for i := range t.Len() {
			all = append(all, t.At(i))
		}
		return all
	}
	texts := func(b *Book) (all [][]string) {
		all = append(all, rows(b.ID), rows(b.Name), rows(b.Household))
		for _, c := range b.Attributes {
			all = append(all, []string{c.Name}, rows(c.Cells))
		}
		return all
	}
	return a.N == b.N && a.Currency == b.Currency && reflect.DeepEqual(texts(a), texts(b)) &&
		reflect.DeepEqual([]any{a.Keys, a.Line, a.AUM, a.GDC, a.Since, a.Potential, a.Likeability, a.Referrals, a.Hours},
			[]any{b.Keys, b.Line, b.AUM, b.GDC, b.Since, b.Potential, b.Likeability, b.Referrals, b.Hours})
}

func TestPackedBooksComeBack(t *testing.T) {
	for _, n := range []int{0, 1, 2, 7, 300, blockRows, blockRows + 1, 20_000} {
		b := odd(n)
		if n == 0 {
			b.GDC, b.Since = []Cents{}, []Day{}
		}
		pack := packed(b)
		got, err := unpacked(pack, plenty)
		if err != nil {
			t.Fatalf("%d rows: %v", n, err)
		}
		if !same(got, b) {
			t.Errorf("%d rows came back otherwise", n)
		}
		if !bytes.Equal(packed(got), pack) {
			t.Errorf("%d rows: a book packed twice is not the same bytes", n)
		}
	}
}

func TestPackedNumbersComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	columns := [][]Cents{
		{}, {0}, {Missing}, {Missing, Missing, Missing}, {math.MaxInt64, math.MinInt64 + 1, 0, -1}, {math.MaxInt64, Missing},
		{-100, -200, Missing}, {100, 300, 500}, {math.MinInt64 + 1, math.MaxInt64, math.MinInt64 + 1},
	}
	for range 200 {
		column := []Cents{}
		span := int64(1) << r.IntN(62)
		for range r.IntN(50) {
			v := Cents(r.Int64N(2*span) - span)
			if r.IntN(10) == 0 {
				v = Missing
			}
			column = append(column, v)
		}
		columns = append(columns, column)
	}
	for _, column := range columns {
		var out bytes.Buffer
		p := NewPacker(&out)
		Pack(p, "c", column)
		p.Bytes("after", []byte("x"))
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		u, err := NewUnpacker(&out, plenty)
		if err != nil {
			t.Fatal(err)
		}
		if name, kind, err := u.Next(); name != "c" || kind != PackedInts || err != nil {
			t.Fatal(name, kind, err)
		}
		got, err := Unpack[Cents](u)
		if err != nil || !reflect.DeepEqual(got, column) {
			t.Fatalf("%v came back as %v: %v", column, got, err)
		}
	}
}

// A pack is small where the columns are regular.
func TestPackIsSmall(t *testing.T) {
	b := &Book{N: 100_000}
	for i := range b.N {
		b.Keys = append(b.Keys, Key(i+1))
		b.Line = append(b.Line, uint32(i+2))
		b.AUM = append(b.AUM, Cents(i%977)*12_345_00)
		b.ID.Append("")
	}
	if size := len(packed(b)); size > 3*b.N+10_000 {
		t.Errorf("%d bytes for %d rows", size, b.N)
	}
}

// Whatever bit is changed, wherever it is cut, whatever is added: it is noticed.
func TestDamagedPacksAreRefused(t *testing.T) {
	pack := packed(odd(40))
	for at := range pack {
		if at > 400 && at%97 != 0 && at < len(pack)-400 {
			continue
		}
		bad := bytes.Clone(pack)
		bad[at] ^= 1 << (at % 8)
		if _, err := unpacked(bad, plenty); !Unread(err) {
			t.Fatalf("a changed byte %d: %v", at, err)
		}
		if _, err := unpacked(pack[:at], plenty); !Unread(err) {
			t.Fatalf("cut at %d: %v", at, err)
		}
	}
	if _, err := unpacked(append(bytes.Clone(pack), 0), plenty); !Unread(err) {
		t.Errorf("more after the end: %v", err)
	}
}

func TestPackTakesNoMoreThanAllowed(t *testing.T) {
	// Three million empty cells in a few kilobytes.
	var out bytes.Buffer
	p := NewPacker(&out)
	Pack(p, "aum", make([]Cents, 3_000_000))
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 20_000 {
		t.Fatalf("%d bytes for equal numbers", out.Len())
	}
	if _, err := unpacked(out.Bytes(), 10<<20); !errors.Is(err, ErrPack) {
		t.Errorf("24 MB in a room of 10: %v", err)
	}
	// A frame that says it is 64 MB and is not there.
	lie := append([]byte(packMagic), 0, 0, 0, 4, 'c')
	allocated := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			if _, err := unpacked(lie, plenty); !errors.Is(err, ErrPack) {
				b.Fatal(err)
			}
		}
	}).AllocedBytesPerOp()
	if allocated > 64<<10 {
		t.Errorf("%d bytes were set aside for what was not there", allocated)
	}
}

func TestCheck(t *testing.T) {
	sound := func() *Book {
		return &Book{Keys: []Key{3, 1, 2}, Line: []uint32{2, 3, 4}, AUM: []Cents{1, 2, Missing}, Attributes: []Attribute{{Name: "a"}}}
	}
	if b := sound(); b.Check() != nil || b.N != 3 {
		t.Error("a sound book is refused")
	}
	for name, spoil := range map[string]func(b *Book){
		"a key twice":        func(b *Book) { b.Keys[1] = 3 },
		"no key":             func(b *Book) { b.Keys[0] = 0 },
		"lines missing":      func(b *Book) { b.Line = nil },
		"a short column":     func(b *Book) { b.AUM = b.AUM[:2] },
		"names for fewer":    func(b *Book) { b.Name = Texts("a") },
		"cells for more":     func(b *Book) { b.Attributes[0].Cells = Texts("", "", "", "") },
		"too large a value":  func(b *Book) { b.AUM[0] = Largest + 1 },
		"time below nothing": func(b *Book) { b.Hours = []Minutes{0, -1, 0} },
	} {
		b := sound()
		spoil(b)
		if b.Check() == nil {
			t.Errorf("%s: not noticed", name)
		}
	}
}

// FuzzUnpack feeds what is no pack, with checksums made right so that damage
// gets past them: no panic, no more memory than allowed, and what is read is
// written as it was.
func FuzzUnpack(f *testing.F) {
	f.Add(frames(packed(odd(5))))
	f.Add(frames(packed(&Book{Keys: []Key{1}, Line: []uint32{2}})))
	f.Fuzz(func(t *testing.T, payloads []byte) {
		b, err := unpacked(framed(payloads), 32<<20)
		if err != nil {
			if !Unread(err) {
				t.Fatal(err)
			}
			return
		}
		again, err := unpacked(packed(b), 64<<20)
		if err != nil || !same(again, b) {
			t.Fatalf("a book that was read does not come back: %v", err)
		}
	})
}

// frames is the payloads of a pack, each after its length; framed is the pack
// that they make.
func frames(pack []byte) []byte {
	var out []byte
	for at := len(packMagic); at < len(pack); {
		size := int(pack[at]) | int(pack[at+1])<<8 | int(pack[at+2])<<16
		out = append(out, pack[at:at+4+size]...)
		at += 8 + size
	}
	return out
}

func framed(payloads []byte) []byte {
	var out bytes.Buffer
	p := NewPacker(&out)
	for len(payloads) >= 4 {
		size := int(payloads[0]) | int(payloads[1])<<8 | int(payloads[2])<<16
		payloads = payloads[4:]
		if size == 0 || size > len(payloads) {
			break
		}
		p.frame(payloads[:size])
		payloads = payloads[size:]
	}
	return out.Bytes()
}

func BenchmarkPack(b *testing.B) {
	big := odd(200_000)
	size := len(packed(big))
	b.SetBytes(int64(size))
	for b.Loop() {
		packed(big)
	}
}

func BenchmarkUnpack(b *testing.B) {
	pack := packed(odd(200_000))
	b.SetBytes(int64(len(pack)))
	for b.Loop() {
		if _, err := unpacked(pack, plenty); err != nil {
			b.Fatal(err)
		}
	}
}
