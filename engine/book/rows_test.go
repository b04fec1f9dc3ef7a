package book

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestByNumberAgainstSort(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		keys := make([]Cents, rng.IntN(300))
		rows := make([]int32, len(keys))
		for i := range keys {
			keys[i] = Cents(rng.Int64N(2000)-1000) * Cents(1+rng.Int64N(1<<40))
			if rng.IntN(3) == 0 && i > 0 {
				keys[i] = keys[rng.IntN(i)]
			}
			rows[i] = int32(i)
		}
		got := ByNumber(rows, func(r int32) Cents { return keys[r] })
		slices.SortStableFunc(rows, func(a, b int32) int {
			switch {
			case keys[a] < keys[b]:
				return -1
			case keys[a] > keys[b]:
				return 1
			}
			return 0
		})
		if !slices.Equal(got, rows) {
			t.Fatalf("got %v, want %v", got, rows)
		}
	}
}

func TestByText(t *testing.T) {
	names := []string{"Zoë Ito", "zoe abe", "", "Ana", "ANA", "Anastasia Long Name", "Anastasia Long Noma", "Öz", "Oz"}
	rows := make([]int32, len(names))
	for i := range rows {
		rows[i] = int32(i)
	}
	for down, want := range map[bool]string{
		false: ",Ana,ANA,Anastasia Long Name,Anastasia Long Noma,Öz,Oz,zoe abe,Zoë Ito",
		true:  "Zoë Ito,zoe abe,Öz,Oz,Anastasia Long Noma,Anastasia Long Name,Ana,ANA,",
	} {
		var out []string
		for _, r := range ByText(rows, down, func(r int32) []byte { return []byte(names[r]) }) {
			out = append(out, names[r])
		}
		if got := strings.Join(out, ","); got != want {
			t.Errorf("down %v: got %q, want %q", down, got, want)
		}
	}
}

func TestByTextAgainstSort(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		// Long common beginnings, and many equal ones.
		names := make([][]byte, rng.IntN(3*few))
		rows := make([]int32, len(names))
		for i := range names {
			name := strings.Repeat("margarethe ", rng.IntN(3))
			for range rng.IntN(4) {
				name += string([]rune("abЖ")[rng.IntN(3)])
			}
			names[i], rows[i] = Fold(nil, []byte(name)), int32(i)
		}
		for _, down := range []bool{false, true} {
			got := ByText(rows, down, func(r int32) []byte { return names[r] })
			want := slices.Clone(rows)
			slices.SortStableFunc(want, func(a, b int32) int {
				if down {
					a, b = b, a
				}
				return bytes.Compare(names[a], names[b])
			})
			if !slices.Equal(got, want) {
				t.Fatalf("down %v: got %v, want %v", down, got, want)
			}
		}
	}
}

func TestByTextWithZeroes(t *testing.T) {
	rows := make([]int32, 4*few)
	for i := range rows {
		rows[i] = int32(i)
	}
	got := ByText(rows, false, func(r int32) []byte { return make([]byte, r%40) })
	if slices.Sort(got); !slices.Equal(got, rows) {
		t.Errorf("a row was lost: %v", got)
	}
}
