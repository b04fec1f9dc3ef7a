package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
)

func again(t testing.TB, text string, opt Options) *Import {
	t.Helper()
	imp, err := Read(context.Background(), strings.NewReader(text), opt)
	if err != nil {
		t.Fatal(err)
	}
	return imp
}

func ptr[T any](v T) *T { return &v }

func TestDecisions(t *testing.T) {
	start := Options{AsOf: 1}
	tests := []struct {
		name string
		of   []Decision
		want Options
	}{
		{"nothing", []Decision{{}}, start},
		{"a field", []Decision{{Columns: map[int]Choice{2: {Use: field.AsField, Field: field.AUM}}}}, Options{AsOf: 1, Columns: map[int]Choice{2: {Use: field.AsField, Field: field.AUM}}}},
		{"then its format", []Decision{
			{Columns: map[int]Choice{2: {Use: field.AsField, Field: field.AUM}}}, {Columns: map[int]Choice{2: {Format: cell.Format{Decimal: cell.Comma}}}}, {Columns: map[int]Choice{2: {Format: cell.Format{Repeated: cell.Once}}}},
		}, Options{AsOf: 1, Columns: map[int]Choice{2: {field.AsField, field.AUM, cell.Format{Decimal: cell.Comma, Repeated: cell.Once}}}}},
		{"another field has no format of the one before", []Decision{
			{Columns: map[int]Choice{2: {Use: field.AsField, Field: field.AUM, Format: cell.Format{Decimal: cell.Comma}}}}, {Columns: map[int]Choice{2: {Use: field.Attribute}}},
		}, Options{AsOf: 1, Columns: map[int]Choice{2: {Use: field.Attribute}}}},
		{"a field moves on", []Decision{
			{Columns: map[int]Choice{2: {Use: field.AsField, Field: field.AUM}}}, {Columns: map[int]Choice{5: {Use: field.AsField, Field: field.AUM}}},
		}, Options{AsOf: 1, Columns: map[int]Choice{5: {Use: field.AsField, Field: field.AUM}}}},
		{"and is found out again", []Decision{
			{Columns: map[int]Choice{2: {Use: field.AsField, Field: field.AUM}}}, {Back: true, Columns: map[int]Choice{2: {}}},
		}, Options{AsOf: 1, Columns: map[int]Choice{}}},
		{"payments have a date", []Decision{{Columns: map[int]Choice{0: {Use: field.AsField, Field: field.PaymentDate}}}},
			Options{AsOf: 1, Payments: Yes, Columns: map[int]Choice{0: {Use: field.AsField, Field: field.PaymentDate}}}},
		{"a rule and a better one", []Decision{
			{Rules: []Rule{{1, "high", "8"}, {1, "low", "2"}}}, {Rules: []Rule{{1, "high", "9"}, {2, "high", "1"}}},
		}, Options{AsOf: 1, Rules: []Rule{{1, "high", "9"}, {1, "low", "2"}, {2, "high", "1"}}}},
		{"a rule taken back", []Decision{{Rules: []Rule{{1, "high", "8"}, {1, "low", "2"}}}, {Back: true, Rules: []Rule{{1, "high", ""}}}},
			Options{AsOf: 1, Rules: []Rule{{1, "low", "2"}}}},
		{"cells, rows and clients", []Decision{
			{Cells: []Cell{{4, 1, "5"}}, LeftOut: []Omission{{7, "moved"}}, Clients: []Client{{9}}, Together: []string{"Smith"}},
			{Cells: []Cell{{4, 1, "6"}}, Clients: []Client{{9}}},
			{Back: true, LeftOut: []Omission{{7, ""}}, Together: []string{"Smith"}},
		}, Options{AsOf: 1, Cells: []Cell{{4, 1, "6"}}, LeftOut: []Omission{}, Clients: []Client{{9}}, Together: []string{}}},
		{"another delimiter has other columns", []Decision{
			{Columns: map[int]Choice{2: {Use: field.Attribute}}, Rules: []Rule{{1, "a", "b"}}, HeaderLine: ptr(3), LeftOut: []Omission{{7, "x"}}}, {Delimiter: ptr(record.Delimiter(';'))},
		}, Options{AsOf: 1, Delimiter: ';', LeftOut: []Omission{{7, "x"}}}},
		{"the same delimiter has not", []Decision{{Delimiter: ptr(record.Delimiter(';'))}, {HeaderLine: ptr(2)}, {Delimiter: ptr(record.Delimiter(';'))}}, Options{AsOf: 1, Delimiter: ';', HeaderLine: 2}},
		{"households that share a row are one", []Decision{
			{Households: []Group{{"A", []uint32{2, 3}}, {"B", []uint32{5, 6}}}}, {Households: []Group{{"C", []uint32{3, 6}}}},
		}, Options{AsOf: 1, Households: []Group{{"A", []uint32{2, 3, 5, 6}}}}},
		{"households of one name are two", []Decision{
			{Households: []Group{{"A", []uint32{2, 3}}}}, {Households: []Group{{"A", []uint32{5, 6}}}}, {Back: true, Households: []Group{{Name: "A"}}},
		}, Options{AsOf: 1, Households: []Group{{"A (2)", []uint32{5, 6}}}}},
	}
	for _, c := range tests {
		got := start
		for _, d := range c.of {
			before, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			next := got.With(d)
			if after, _ := json.Marshal(got); string(after) != string(before) {
				t.Errorf("%s: the options before are changed: %s, were %s", c.name, after, before)
			}
			got = next
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n%+v, want\n%+v", c.name, got, c.want)
		}
	}
}

// The decisions of an import and the same bytes make the same import again, to
// the byte of what is kept of it.
func TestDecisionsMakeTheSameImportAgain(t *testing.T) {
	for _, part := range goldenCases(t) {
		first := readGolden(t, part)
		data, err := os.ReadFile(part)
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(1, 2))
		imp := first
		for range 12 {
			d := randomDecision(r, imp)
			next, err := Read(context.Background(), bytes.NewReader(data), imp.Decide(d))
			if err != nil {
				if _, ok := err.(*file.Error); !ok {
					t.Fatalf("%s: %+v: %v", part, d, err)
				}
				continue
			}
			accounted(t, next)
			if next.Print != first.Print {
				t.Fatalf("%s: another file after %+v", part, d)
			}
			imp = next
		}
		text := keptOf(t, imp)
		kept, err := Unpack(bytes.NewReader(text), 1<<30)
		if err != nil {
			t.Fatalf("%s: %v", part, err)
		}
		twice, err := Read(context.Background(), bytes.NewReader(data), kept.Options)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(keptOf(t, twice), text) {
			t.Errorf("%s: read again as %+v it is another list", part, kept.Options)
		}
	}
}

func randomDecision(r *rand.Rand, imp *Import) Decision {
	column := r.IntN(len(imp.Columns))
	line := uint32(1 + r.IntN(imp.Controls.Lines))
	switch r.IntN(10) {
	case 0, 1:
		return Decision{Columns: map[int]Choice{column: {Use: field.AsField, Field: field.Field(1 + r.IntN(field.Fields-1))}}}
	case 2:
		return Decision{Columns: map[int]Choice{column: {Use: field.Use(r.IntN(6)), Format: cell.Format{Decimal: cell.Mark(r.IntN(3)), Order: cell.Order(r.IntN(3)), Scale: cell.Scale(r.IntN(5))}}}}
	case 3:
		return Decision{Back: true, Columns: map[int]Choice{column: {}}}
	case 4:
		return Decision{Cells: []Cell{{line, column, "12"}}, Rules: []Rule{{column, "n/a", "7"}}}
	case 5:
		return Decision{LeftOut: []Omission{{line, "x"}}, Clients: []Client{{line + 1}}}
	case 6:
		return Decision{Combine: ptr(Combine(r.IntN(3))), AllAsOne: ptr(r.IntN(2) == 0)}
	case 7:
		return Decision{Likely: true}
	case 8:
		return Decision{HeaderLine: ptr(r.IntN(6) - 1)}
	}
	return Decision{Payments: ptr(Answer(r.IntN(3)))}
}

func TestTheDelimiterIsSaid(t *testing.T) {
	const text = "Name,AUM\nAnn;x,100\nBob;y,200\n"
	imp := again(t, text, Options{}.With(Decision{Columns: map[int]Choice{1: {Use: field.AsField, Field: field.GDC}}}))
	same := imp.Decide(Decision{Delimiter: ptr(record.Delimiter(','))})
	if len(same.Columns) != 1 || same.Delimiter != ',' {
		t.Errorf("what was found out is confirmed, and decided otherwise: %+v", same)
	}
	other := imp.Decide(Decision{Delimiter: ptr(record.Delimiter(';')), HeaderLine: ptr(2)})
	if len(other.Columns) != 0 || other.HeaderLine != 2 || len(again(t, text, other).Columns) != 2 {
		t.Errorf("other columns: %+v", other)
	}
}

func TestAGroupIsLeftOutAtOnce(t *testing.T) {
	const text = "Name,AUM,GDC\nAnn,100,1\nBob,many,2\nCy,many,3\nDi,few,4\n"
	imp := again(t, text, Options{})
	imp = again(t, text, imp.Decide(Decision{Alike: &Alike{Column: 1, Reason: cell.NotMoney, Text: "many", Why: "not mine"}}))
	if c := imp.Controls; c.LeftOut != 2 || c.Clients != 2 || len(imp.Problems) != 1 {
		t.Errorf("%+v, %v", c, imp.Problems)
	}
	if want := []Omission{{3, "not mine"}, {4, "not mine"}}; !slices.Equal(imp.Options.LeftOut, want) {
		t.Errorf("left out %v", imp.Options.LeftOut)
	}
}

func TestAGroupIsMendedAtOnce(t *testing.T) {
	long := strings.Repeat("lots and ", 60)
	text := "Name,AUM,SSN\nAnn,100,1\nBob,many,2\nCy,many,3\nDi," + long + ",4\nEd,about 123456789,5\n"
	imp := again(t, text, Options{})
	if len(imp.Problems) != 4 {
		t.Fatal(imp.Problems)
	}
	for _, p := range slices.Clone(imp.Problems) {
		imp = again(t, text, imp.Decide(Decision{Alike: &Alike{Column: 1, Reason: cell.NotMoney, Text: p.Text, As: ptr("250k")}}))
	}
	if want := []book.Cents{10000, 25000000, 25000000, 25000000, 25000000}; !slices.Equal(imp.Book.AUM, want) || len(imp.Problems) > 0 {
		t.Errorf("mended to %v, %v", imp.Book.AUM, imp.Problems)
	}
	if len(imp.Options.Rules) != 1 || len(imp.Options.Cells) != 2 {
		t.Errorf("by %+v", imp.Options)
	}
}

// A tax number that is known by its heading is never kept, whatever is asked for,
// and an account number is a client's id only as a hash.
func TestPrivateColumnsStayPrivate(t *testing.T) {
	const text = "Name,SSN,Account Number,AUM\nAnn,123-45-6789,99887766,100\nBob,123-45-6780,99887755,200\n"
	imp := again(t, text, Options{Secret: []byte("key")}.With(Decision{Columns: map[int]Choice{1: {Use: field.Attribute}, 2: {Use: field.AsField, Field: field.ID}}}))
	if c := imp.Columns[1]; c.Use != field.Sensitive {
		t.Errorf("the tax numbers are %v", c.Use)
	}
	if all := string(keptOf(t, imp)); strings.Contains(all, "123-45") || strings.Contains(all, "99887766") {
		t.Error("a number is kept")
	}
	if id := imp.Book.ID.At(0); imp.Columns[2].Use != field.Account || !strings.HasSuffix(id, "…7766") || len(id) < 20 {
		t.Errorf("the id is %q", id)
	}
	other := again(t, text, Options{Secret: []byte("another")})
	if other.Book.ID.At(0) == imp.Book.ID.At(0) {
		t.Error("the key of the hash makes no difference")
	}
}

func TestHouseholdsAreConfirmedOneByOne(t *testing.T) {
	const text = "Name,E-mail,Phone,AUM\nAnn Archer,a@x.org,5551234567,100\nBob Baker,a@x.org,,200\nCy Dee,c@x.org,5559999999,300\nDi Dee,d@x.org,5559999999,400\nEd Archer,,555-123-4567,500\n"
	imp := again(t, text, Options{})
	groups := imp.LikelyHouseholds()
	if len(groups) != 2 {
		t.Fatalf("proposed: %v", groups)
	}
	imp = again(t, text, imp.Decide(Decision{Households: groups[:1]}))
	if b := imp.Book; b.N != 3 || b.AUM[0] != 80000 {
		t.Errorf("%d clients, the first with %d", b.N, b.AUM[0])
	}
	if rest := imp.LikelyHouseholds(); len(rest) != 1 || rest[0].Name != groups[1].Name {
		t.Errorf("still proposed: %v", rest)
	}
	imp = again(t, text, imp.Decide(Decision{Likely: true}))
	if imp.Book.N != 2 || len(imp.LikelyHouseholds()) != 0 {
		t.Errorf("%d clients, proposed %v", imp.Book.N, imp.LikelyHouseholds())
	}
	imp = again(t, text, imp.Decide(Decision{Back: true, Households: imp.Options.Households}))
	if imp.Book.N != 5 {
		t.Errorf("taken back: %d clients", imp.Book.N)
	}
}

func TestAskWhetherToCombine(t *testing.T) {
	const text = "Name,Household,AUM\nAnn Archer,Archer,100\nBob Archer,Archer,200\nCy Dee,Dee,300\n"
	imp := again(t, text, Options{})
	at := slices.IndexFunc(imp.Questions, func(q Question) bool { return q.Kind == AskCombine })
	if at < 0 || imp.Questions[at].Count != 1 || !slices.Equal(imp.Questions[at].Values, []string{"Archer"}) {
		t.Errorf("asked: %+v", imp.Questions)
	}
	imp = again(t, text, imp.Decide(Decision{Combine: ptr(CombineHousehold)}))
	if slices.ContainsFunc(imp.Questions, func(q Question) bool { return q.Kind == AskCombine }) || imp.Book.N != 2 {
		t.Errorf("%d clients, asked: %+v", imp.Book.N, imp.Questions)
	}
}

func TestPrints(t *testing.T) {
	small := strings.Repeat("Name,AUM\n", 3)
	large := []byte("Name,AUM\n" + strings.Repeat("Ann Archer,100\n", 40_000))
	print := func(data []byte) string {
		p, err := file.Print(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if print([]byte(small)) == print([]byte(small+" ")) || print([]byte(small)) != print([]byte(strings.Clone(small))) {
		t.Error("a small file is not told by its bytes")
	}
	imp, err := Read(context.Background(), bytes.NewReader(large), Options{AsOf: book.Date(2026, 6, 30)})
	if err != nil {
		t.Fatal(err)
	}
	if imp.Print != print(large) {
		t.Error("an import has another print than its file")
	}
	for _, at := range []int{20, len(large)/2 + 5, len(large) - 5} {
		other := bytes.Clone(large)
		other[at] ^= 1
		if print(other) == imp.Print {
			t.Errorf("byte %d makes no difference", at)
		}
	}
}

// FuzzDecide decides anything about any list: what comes of it is an import as
// sound as another, or a clear refusal.
func FuzzDecide(f *testing.F) {
	f.Add([]byte("Name,AUM,GDC\nAnn,100,1\nBob,many,2\nTotal,100,3\n"), []byte(`{"alike":{"column":1,"reason":"not_money","text":"many","as":"5"}}`))
	f.Add([]byte("Name;AUM;Since\nAnn;1.000,5;1/2/2020\n"), []byte(`{"delimiter":"semicolon","columns":{"1":{"use":"field","field":"aum","format":{"decimal":"comma","times":4611686018427387904,"period":"month"}}}}`))
	f.Add([]byte("Name,E-mail\nAnn,a@x\nBob,a@x\n"), []byte(`{"likely":true,"header_line":-1,"combine":"household"}`))
	f.Add([]byte("a,b\n1,2\n"), []byte(`{"back":true,"households":[{"name":"x","lines":[1,2]}],"cells":[{"line":2,"column":-7,"text":"x"}],"rules":[{"column":9,"text":"1","as":""}]}`))
	f.Fuzz(func(t *testing.T, data, decision []byte) {
		var d Decision
		if json.Unmarshal(decision, &d) != nil || len(data) > 1<<16 {
			return
		}
		imp, err := Read(context.Background(), bytes.NewReader(data), Options{AsOf: asOfTest})
		if err != nil {
			return
		}
		for range 2 {
			next, err := Read(context.Background(), bytes.NewReader(data), imp.Decide(d))
			if err != nil {
				if _, ok := err.(*file.Error); !ok {
					t.Fatal(err)
				}
				return
			}
			accounted(t, next)
			if _, err := Unpack(bytes.NewReader(keptOf(t, next)), 1<<30); err != nil {
				t.Fatalf("does not come back: %v", err)
			}
			imp = next
		}
	})
}

// TestColumnsSaidToHold: a column that is said to hold what clients have
// elsewhere, or who sent them, is kept under the name by which that is found.
func TestColumnsSaidToHold(t *testing.T) {
	const text = "Name,AUM,GDC,Elders,Via\nAna,1000,10,250,Bo\nBo,2000,20,,\n"
	imp := again(t, text, Options{Secret: []byte("key")}.With(Decision{Columns: map[int]Choice{3: {Use: field.HeldAway}, 4: {Use: field.ReferredBy}}}))
	a := imp.Book.Attributes
	if len(a) != 2 || a[0].Name != book.HeldAway || a[1].Name != book.ReferredBy || a[0].Cells.At(0) != "250" || a[1].Cells.At(0) != "Bo" {
		t.Fatalf("%+v", a)
	}
	if c := imp.Columns[3]; c.Use != field.HeldAway || c.Why != field.ByChoice || c.Heading != "Elders" {
		t.Errorf("%+v", c)
	}
}
