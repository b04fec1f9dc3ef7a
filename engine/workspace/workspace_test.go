package workspace

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/history"
	"tierbook/engine/intake"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

const clients = "Client ID,Name,AUM,GDC,Client since,State\n" +
	"1,\"Archer, \"\"Ann\"\" <b>\",\"1,200,000\",9100.50,3/4/2009,NY\n" +
	"2,Zoë Łuk,many,100,5/6/2013,\n" +
	"3,=cmd|' /C calc'!A0,70000,,5/6/2019,CA\n"

func imported(t testing.TB, text string) *intake.Import {
	t.Helper()
	imp, err := intake.Read(context.Background(), strings.NewReader(text), intake.Options{AsOf: book.Date(2026, 6, 30)})
	if err != nil {
		t.Fatal(err)
	}
	return imp
}

// worked is a session with a history: two lists, locks, restore points, an
// undone step.
func worked(t testing.TB) *session.Session {
	t.Helper()
	s := session.New(book.Date(2026, 6, 30))
	s.Clock(1_790_000_000_000)
	s.Open(imported(t, clients), decision.Origin{File: "clients.csv", Size: int64(len(clients))}, book.Date(2026, 6, 30))
	for _, c := range []decision.Command{
		decision.SetPool{Pool: cost.Wages, Amount: 100_000_00}, decision.Lock{Key: 2, Tier: 1, Reason: "a friend"}, decision.SetModel{Name: "aum-alone"},
	} {
		if err := s.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Mark("As discussed"); err != nil {
		t.Fatal(err)
	}
	s.Open(imported(t, clients+"4,Dee,5,5,1/1/2020,TX\n"), decision.Origin{File: "new.csv", Size: 9}, book.Date(2026, 9, 30))
	if err := s.Do(decision.SetWeight{Factor: score.AUM, Weight: 40}); err != nil {
		t.Fatal(err)
	}
	s.Undo()
	return s
}

// seen is all that two sessions must agree in.
func seen(t testing.TB, s *session.Session) string {
	t.Helper()
	o := s.Overview()
	o.Revision = 0
	points, err := session.See(s, session.PointsQuery{})
	if err != nil {
		t.Fatal(err)
	}
	page, err := session.See(s, session.ClientsQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	page.Revision = 0
	list, err := session.See(s, session.ListQuery{})
	if err != nil {
		t.Fatal(err)
	}
	list.Revision = 0
	text, err := json.Marshal([]any{o, points, page, list, s.Checkpoint(func(*intake.Import) string { return "" })})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func savedAs(t testing.TB, w *Workspace, passphrase string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Save(&out, w, passphrase); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestFilesComeBack(t *testing.T) {
	s := worked(t)
	w := Of(s, nil)
	w.Saved, w.Build = "2026-09-30T10:00:00Z", "abc"
	if len(w.Imports) != 2 || len(w.Imports[0].ID) != 64 || w.Imports[0].ID == w.Imports[1].ID {
		t.Fatalf("lists: %+v", w.Imports)
	}
	for _, passphrase := range []string{"", "correct horse"} {
		text := savedAs(t, w, passphrase)
		if !Is(text) || IsLocked(text) != (passphrase != "") {
			t.Errorf("with %q it is not told what it is: %.40q", passphrase, text)
		}
		if passphrase != "" && bytes.Contains(text, []byte("Archer")) {
			t.Error("a name stands in the sealed file")
		}
		got, err := Open(bytes.NewReader(text), passphrase, Usual)
		if err != nil {
			t.Fatal(err)
		}
		again, err := got.Session()
		if err != nil {
			t.Fatal(err)
		}
		if seen(t, again) != seen(t, s) {
			t.Errorf("came back as\n%s\nit was\n%s", seen(t, again), seen(t, s))
		}
		if got.Saved != w.Saved || got.Build != w.Build {
			t.Errorf("saved %q by %q", got.Saved, got.Build)
		}
		for i, l := range got.Imports {
			if ID(l.Import) != w.Imports[i].ID {
				t.Errorf("list %d came back as another", i)
			}
		}
		if again.Redo(); again.Overview().Settings.Weights[score.AUM] != 40 {
			t.Error("what had been undone cannot be redone")
		}
	}
}

// The plain file is what FORMAT.md says: an object that any reader of JSON reads.
func TestFilesAreDocumentedJSON(t *testing.T) {
	w := Of(worked(t), nil)
	var got map[string]any
	if err := json.Unmarshal(savedAs(t, w, ""), &got); err != nil {
		t.Fatal(err)
	}
	format, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	var every func(v any)
	every = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, of := range v {
				if !bytes.Contains(format, []byte("`"+key+"`")) {
					t.Errorf("FORMAT.md does not tell of %q", key)
				}
				if key != "findings" && key != "state" { // told there as a whole
					every(of)
				}
			}
		case []any:
			for _, one := range v {
				every(one)
			}
		}
	}
	every(got)
}

// A file of the first version is read for good.
func TestFilesOfTheFirstVersion(t *testing.T) {
	for name, passphrase := range map[string]string{"testdata/first.tierbook.json": "", "testdata/first.tierbook": "correct horse"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		w, err := Open(bytes.NewReader(text), passphrase, Usual)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s, err := w.Session()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if o := s.Overview(); o.Practice.Clients != 4 || o.Undo != "open" || o.Settings.Pools[cost.Wages] != 100_000_00 || o.Origin.File != "new.csv" {
			t.Errorf("%s shows %+v", name, o)
		}
	}
}

func TestWhatIsWrongIsToldApart(t *testing.T) {
	w := Of(worked(t), nil)
	plain, locked := savedAs(t, w, ""), savedAs(t, w, "correct horse")
	end := bytes.Index(locked, []byte("\n---"))
	changed := func(text []byte, at int) []byte {
		text = bytes.Clone(text)
		text[at] ^= 1
		return text
	}
	replaced := func(old, new string) []byte {
		if !bytes.Contains(plain, []byte(old)) {
			t.Fatalf("no %s in the file", old)
		}
		return bytes.Replace(edited(plain), []byte(old), []byte(new), 1)
	}
	for name, c := range map[string]struct {
		text       []byte
		passphrase string
		want       error
	}{
		"the wrong passphrase":    {locked, "correct hose", ErrPassphrase},
		"no passphrase":           {locked, "", ErrLocked},
		"a changed header":        {changed(locked, end+8), "correct horse", ErrDamaged},
		"a changed content":       {changed(locked, len(locked)-100), "correct horse", ErrDamaged},
		"locked, cut short":       {locked[:len(locked)-500], "correct horse", ErrDamaged},
		"only its first line":     {locked[:22], "correct horse", ErrDamaged},
		"plain, cut short":        {plain[:len(plain)-500], "", ErrDamaged},
		"a client list":           {[]byte(clients), "", ErrForeign},
		"nothing":                 {nil, "", ErrForeign},
		"another JSON":            {[]byte(`{"hello": 1}`), "", ErrForeign},
		"an array":                {[]byte(`[1,2]`), "", ErrForeign},
		"tomorrow's":              {replaced(`{"tierbook":2`, `{"tierbook":3`), "", ErrNewer},
		"tomorrow's, and unknown": {[]byte(`{"tierbook":3,"colour":{}}`), "", ErrNewer},
		"tomorrow's findings":     {replaced(`"findings":{"version":4`, `"findings":{"version":9`), "", ErrNewer},
		"no version":              {replaced(`{"tierbook":2`, `{"tierbook":0`), "", ErrDamaged},
		"a changed name":          {bytes.Replace(plain, []byte("Archer"), []byte("Butler"), 1), "", ErrDamaged},
		"a changed checksum":      {changed(plain, len(plain)-5), "", ErrDamaged},
		"laid out anew":           {bytes.ReplaceAll(plain, []byte(",\n"), []byte(", ")), "", ErrDamaged},
		"edited on purpose":       {bytes.Replace(edited(plain), []byte("Archer"), []byte("Butler"), 1), "", nil},
		"an unknown key":          {replaced(`"imports"`, `"colour":1,"imports"`), "", ErrDamaged},
		"a key twice a client":    {replaced(`"keys":[1,2,3]`, `"keys":[1,2,2]`), "", ErrDamaged},
		"fewer clients":           {replaced(`"keys":[1,2,3]`, `"keys":[1,2]`), "", ErrDamaged},
		"too large an amount":     {replaced(`"aum":[120000000`, `"aum":[9999999999999999`), "", ErrDamaged},
		"a fraction":              {replaced(`"aum":[120000000`, `"aum":[1.5`), "", ErrDamaged},
		"no number":               {replaced(`"aum":[120000000`, `"aum":["1"`), "", ErrDamaged},
		"a leading nought":        {replaced(`"aum":[120000000`, `"aum":[0120000000`), "", ErrDamaged},
		"a key twice":             {replaced(`"imports"`, `"build":"x","build":"x","imports"`), "", ErrDamaged},
		"two of them":             {append(bytes.Clone(edited(plain)), plain...), "", ErrDamaged},
		"deep":                    {[]byte(`{"tierbook":1,"history":` + strings.Repeat("[", 1<<20)), "", ErrDamaged},
	} {
		if _, err := Open(bytes.NewReader(c.text), c.passphrase, Usual); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, err := Open(bytes.NewReader(plain), "", Limits{Bytes: 1000}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a file too large: %v", err)
	}
	if _, err := Open(bytes.NewReader(locked), "correct horse", Limits{Bytes: 1000, Work: MostWork}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a locked file too large: %v", err)
	}
	if _, err := Open(bytes.NewReader(locked), "correct horse", Limits{Bytes: 1 << 20, Work: WorkFactor - 1}); !errors.Is(err, ErrTooSlow) {
		t.Errorf("too dear a passphrase: %v", err)
	}
}

// TestOpenCanBeStopped: however long a file is, what stops it is heard every few
// megabytes.
func TestOpenCanBeStopped(t *testing.T) {
	stop := errors.New("stopped")
	for name, text := range map[string]string{
		"a column of numbers": `{"tierbook":2,"imports":[{"columns":{"aum":[` + strings.Repeat("1,", 7<<20) + `1]}}]}`,
		"a column of texts":   `{"tierbook":2,"imports":[{"columns":{"name":[` + strings.Repeat(`"",`, 5<<20) + `""]}}]}`,
		"problems":            `{"tierbook":2,"imports":[{"problems":[` + strings.Repeat(`{"text":"`+strings.Repeat("x", 4000)+`"},`, 4<<10) + `{}]}]}`,
		"something unknown":   `{"rows":[` + strings.Repeat("[],", 5<<20) + `1],"tierbook":2}`,
		"a history":           `{"tierbook":2,"history":{"steps":[` + strings.Repeat("{},", 5<<20) + `{}]}}`,
	} {
		for _, after := range []int{0, 2} {
			limits := Usual
			pauses := 0
			limits.Pause = func() error {
				if pauses++; pauses > after {
					return stop
				}
				return nil
			}
			if _, err := Open(strings.NewReader(text), "", limits); err != stop || pauses != after+1 {
				t.Errorf("%s, stopped at pause %d of %d: %v", name, after+1, pauses, err)
			}
		}
	}
	if _, err := Open(sized{}, "", Usual); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a file of a thousand gigabytes: %v", err)
	}
}

// sized is a file that must not be read.
type sized struct{ io.Reader }

func (sized) Size() int64 { return 1 << 40 }

// edited is a plain file without its checksum, as somebody leaves it who means
// to change it.
func edited(plain []byte) []byte {
	return append(bytes.Clone(plain[:bytes.LastIndex(plain, []byte(",\n\"sha256\""))]), "}\n"...)
}

// A history that does not follow is damage, and a newer command is not.
func TestHistoriesThatCannotBeFollowed(t *testing.T) {
	s := worked(t)
	for kind, want := range map[string]error{"paint": ErrNewer, "redo": ErrDamaged} {
		w := Of(s, nil)
		w.Log = []history.Entry{{Seq: s.Seq() + 1, Kind: "undo"}, {Seq: s.Seq() + 2, Kind: kind}}
		if kind == "redo" {
			w.Log[1].Seq += 5
		}
		got, err := w.Session()
		if !errors.Is(err, want) || got == nil {
			t.Errorf("%s: %v, with a session %v", kind, err, got != nil)
		}
	}
}

// What age itself writes is opened, armoured or not, unless its passphrase takes
// more memory to check than is allowed. (The page's tests run the age command.)
func TestFilesThatAgeWrote(t *testing.T) {
	w := Of(worked(t), nil)
	plain := savedAs(t, w, "")
	for _, armoured := range []bool{false, true} {
		var out bytes.Buffer
		var to io.WriteCloser = unsealed{&out}
		if armoured {
			to = armor.NewWriter(&out)
		}
		r, err := age.NewScryptRecipient("correct horse")
		if err != nil {
			t.Fatal(err)
		}
		r.SetWorkFactor(MostOfAge) // the age command's own
		sealed, err := age.Encrypt(to, r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sealed.Write(plain); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(sealed.Close(), to.Close()); err != nil {
			t.Fatal(err)
		}
		text := out.Bytes()
		if !Is(text) || !IsLocked(text) {
			t.Errorf("armoured %v: it is not told what it is", armoured)
		}
		got, err := Open(bytes.NewReader(text), "correct horse", Usual)
		if err != nil || got.Checkpoint.Seq != w.Checkpoint.Seq {
			t.Errorf("armoured %v: %v", armoured, err)
		}
		if _, err := Open(bytes.NewReader(text), "correct horse", Limits{Bytes: 1 << 20, Work: MostWork}); !errors.Is(err, ErrTooSlow) {
			t.Errorf("armoured %v, within 64 MB: %v", armoured, err)
		}
	}
}

type unsealed struct{ io.Writer }

func (unsealed) Close() error { return nil }

func FuzzOpen(f *testing.F) {
	f.Add(savedAs(f, Of(worked(f), nil), ""))
	f.Add([]byte(`{"tierbook":1,"history":{"version":1,"seq":0,"at":0,"steps":[{"seq":0}]},"imports":[]}`))
	f.Add([]byte(`{"tierbook":1,"":[]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		w, err := Open(bytes.NewReader(text), "", Limits{Bytes: 1 << 20})
		if err != nil {
			return
		}
		asNaive(t, text, w)
		if s, err := w.Session(); err == nil {
			seen(t, s)
		}
	})
}

// endless is a file with one text that does not end.
type endless struct{ start, read int }

func (e *endless) Read(p []byte) (int, error) {
	const start = `{"tierbook":2,"rows":"`
	n := copy(p, start[min(e.start, len(start)):])
	e.start += n
	for ; n < len(p); n++ {
		p[n] = 'x'
	}
	e.read += n
	return n, nil
}

// TestEndlessText is refused for its size, and long before all of it is read.
func TestEndlessText(t *testing.T) {
	from := &endless{}
	if _, err := Open(from, "", Usual); !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v, want %v", err, ErrTooLarge)
	}
	if from.read > mostText+4<<20 {
		t.Errorf("%d bytes were read", from.read)
	}
}

// TestImpossibleValues: a file whose checksum is right, or that has none, may say
// anything. What no Tierbook can have written is refused, and nothing of it is
// opened.
func TestImpossibleValues(t *testing.T) {
	whole := string(edited(savedAs(t, Of(worked(t), nil), "")))
	if _, err := Open(strings.NewReader(whole), "", Usual); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string][2]string{
		"a million million rows":     {`"rows":3,`, `"rows":1000000000000,`},
		"rows as a power":            {`"rows":3,`, `"rows":1e12,`},
		"less than none":             {`"rows":3,`, `"rows":-1,`},
		"more than there are":        {`"set_aside":0`, `"set_aside":-5`},
		"wages beyond counting":      {`"wages":10000000`, `"wages":99999999999999999999`},
		"wages of 900 billion":       {`"wages":10000000`, `"wages":90000000000001`},
		"wages below nothing":        {`"wages":10000000`, `"wages":-1`},
		"a weight beyond counting":   {`"weights":{"aum":100`, `"weights":{"aum":-5e300`},
		"a weight of 101":            {`"weights":{"aum":100`, `"weights":{"aum":101`},
		"a list of the year 99999":   {`"as_of":"2026-06-30"`, `"as_of":"99999-06-30"`},
		"a client since 24641165032": {`"client_since":[14307`, `"client_since":[8999999999999`},
		"a client since 100000":      {`"client_since":[14307`, `"client_since":[35800000`},
		"a client of no number":      {`"keys":[1,2,3]`, `"keys":[1,2,0]`},
		"a client beyond counting":   {`"keys":[1,2,3]`, `"keys":[1,2,4294967296]`},
		"a list that is not there":   {`"list":{"import":"`, `"list":{"import":"0`},
		"a step that is not there":   {`"at":`, `"at":9`},
		"a tier that is not there":   {`"tier":1`, `"tier":5`},
	} {
		text := strings.Replace(whole, change[0], change[1], 1)
		if text == whole {
			t.Errorf("%s: there is no %s in the file", what, change[0])
		}
		w, err := Open(strings.NewReader(text), "", Usual)
		var s *session.Session
		if err == nil {
			s, err = w.Session()
		}
		if !errors.Is(err, ErrDamaged) || s != nil {
			t.Errorf("%s: %v, with a session %v", what, err, s != nil)
		}
	}
}
