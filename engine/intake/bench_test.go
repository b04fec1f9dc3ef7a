package intake

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strconv"
	"testing"

	"tierbook/engine/book"
)

// wide makes a list of n clients in 14 columns, about 143 bytes a row, as the
// comparison with other readers uses it.
func wide(n int, quoted bool) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var out bytes.Buffer
	out.Grow(n*160 + 200)
	out.WriteString("id,name,household,aum,gdc,client_since,potential,likeability,referrals,hours,city,occupation,date_of_birth,notes\n")
	first := []string{"Anastasia", "Bob", "Chloe", "Dev", "Elena", "Farid", "Grace"}
	last := []string{"Abbott", "Baker", "Costa", "Duarte", "Eriksen", "Fischer", "Montgomery"}
	jobs := []string{"Teacher", "Dentist", "Retired", "Owner of a bakery", "Civil engineer"}
	notes := []string{"", "Prefers e-mail to a call", "Daughter starts college in the fall", "Met at Rotary and likes golf"}
	q := func(s string) string {
		if quoted {
			return `"` + s + `"`
		}
		return s
	}
	var line []byte
	for i := range n {
		a, b := first[r.IntN(len(first))], last[r.IntN(len(last))]
		line = line[:0]
		for k, s := range []string{
			"C" + fmt.Sprintf("%07d", i+1), a + " " + b, b + " Household " + strconv.Itoa(i/2),
			strconv.Itoa(r.IntN(3_000_000)) + fmt.Sprintf(".%02d", r.IntN(100)), strconv.Itoa(r.IntN(30_000)) + fmt.Sprintf(".%02d", r.IntN(100)),
			book.Day(8000 + r.IntN(12000)).String(), strconv.Itoa(1 + r.IntN(10)), strconv.Itoa(1 + r.IntN(10)), strconv.Itoa(r.IntN(5)),
			strconv.FormatFloat(float64(r.IntN(3000))/100, 'f', -1, 64), "San Francisco", jobs[r.IntN(len(jobs))],
			book.Day(-8000 + r.IntN(16000)).String(), notes[r.IntN(len(notes))],
		} {
			if k > 0 {
				line = append(line, ',')
			}
			if r.IntN(25) == 0 && k > 2 {
				s = ""
			}
			line = append(line, q(s)...)
		}
		out.Write(append(line, '\n'))
	}
	return out.Bytes()
}

// messy is the same list as a spreadsheet writes it.
func messy(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var out bytes.Buffer
	out.WriteString("\ufeffClient ID,Client Name,Household,AUM,GDC,Client Since,Future Potential,Likeability,Referrals,Hours,City,Notes\r\n")
	for i := range n {
		fmt.Fprintf(&out, "C%07d,Zoë Müller,\"Müller, %d\",\"$%d,%03d.%02d\",\"$%d,%03d.%02d\",%d/%d/%d,%d,%d,%d,%.2f,Köln,\"Met at \"\"Rotary\"\", golf\"\r\n", i+1, i, 1+r.IntN(900), r.IntN(1000), r.IntN(100), 1+r.IntN(20), r.IntN(1000), r.IntN(100),
			1+r.IntN(12), 1+r.IntN(28), 1990+r.IntN(36), 1+r.IntN(10), 1+r.IntN(10), r.IntN(4), float64(r.IntN(2000))/100)
	}
	return out.Bytes()
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{300, 10_000, 100_000, 1_000_000} {
		for _, kind := range []struct {
			name string
			make func() []byte
		}{{"plain", func() []byte { return wide(n, false) }}, {"quoted", func() []byte { return wide(n, true) }}, {"messy", func() []byte { return messy(n) }}} {
			b.Run(fmt.Sprintf("%s/%d", kind.name, n), func(b *testing.B) {
				if n == 1_000_000 && testing.Short() {
					b.Skip()
				}
				data := kind.make()
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					imp, err := Read(context.Background(), bytes.NewReader(data), Options{AsOf: asOfTest})
					if err != nil || imp.Book.N != n || len(imp.Problems) > 0 {
						b.Fatal(err, imp.Book.N, len(imp.Problems))
					}
				}
			})
		}
	}
}

// TestMemory holds what reading takes to a small multiple of the file.
func TestMemory(t *testing.T) {
	data := wide(200_000, false)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	imp, err := Read(context.Background(), bytes.NewReader(data), Options{AsOf: asOfTest})
	if err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	taken := after.TotalAlloc - before.TotalAlloc
	if taken > uint64(len(data))*2 {
		t.Errorf("reading %d bytes allocated %d in all", len(data), taken)
	}
	runtime.KeepAlive(imp)
}
