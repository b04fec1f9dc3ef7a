package session

import (
	"slices"
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/export"
	"tierbook/engine/intake/field"
	"tierbook/engine/sheet"
)

func TestASheetOfRatingsComesBack(t *testing.T) {
	s := june(t)
	out := string(exported(t, s, Export{Table: ExportRatings}))
	want := "\ufeffTierbook number,Name,Household,Future potential,Likeability,Referrals\r\n1,Ann Lee,,7,9,\r\n2,Bob Ray,,,,\r\n3,Cy Day,,5,,\r\n4,Dee Fox,,,,\r\n"
	if out != want {
		t.Fatalf("the sheet is\n%q, want\n%q", out, want)
	}
	if !sheet.ComesBack([]byte(out)) || sheet.ComesBack(exported(t, s, Export{Table: ExportClients})) {
		t.Error("the sheet is not known by its headings")
	}
	before := s.Seq()
	if filled, err := s.FillFrom([]byte(out)); err != nil || filled.Values != 0 || len(filled.Refused) > 0 || s.Seq() != before {
		t.Errorf("as it was handed out it changes %+v, %v", filled, err)
	}
	back := strings.NewReplacer("2,Bob Ray,,,,", "2,Bob  Ray ,,6.5,8,3", "1,Ann Lee,,7,9,", "1,Ann Lee,,,high,2", "3,Cy Day,,5,,", "3,Dee Fox,,1,,", "4,Dee Fox,,,,", "4,Dee Fox,,4,,\r\n99,Eve,,1,,").Replace(out)
	filled, err := s.FillFrom([]byte(back))
	if err != nil || filled.Values != 4 || filled.Clients != 2 {
		t.Errorf("%+v, %v", filled, err)
	}
	refused := []export.Refusal{{Line: 2, Column: "Likeability", Text: "high", Reason: export.NotNumber},
		{Line: 4, Column: "Name", Text: "Dee Fox", Reason: export.OtherClient}, {Line: 6, Column: "Name", Text: "Eve", Reason: export.OtherClient}}
	if !slices.Equal(filled.Refused, refused) {
		t.Errorf("refused is %+v, want %+v", filled.Refused, refused)
	}
	b := s.Report().Book
	if b.Potential[1] != 6500 || b.Likeability[1] != 8000 || b.Referrals[1] != 3000 || b.Potential[3] != 4000 || b.Potential[2] != 5000 || book.At(b.Referrals, 0) != book.Missing {
		t.Errorf("the ratings are %v, %v, %v", b.Potential, b.Likeability, b.Referrals)
	}
	if o := s.Overview(); o.Undo != "fill-in" || s.State().Changes.Number(2, field.Potential) != 6500 {
		t.Errorf("it is undone as %q", o.Undo)
	}
}

func TestASheetOfLocksComesBack(t *testing.T) {
	s := june(t)
	out := string(exported(t, s, Export{Table: ExportLocks}))
	want := "\ufeffTierbook number,Name,Tier,Reason\r\n2,Bob Ray,Platinum,brother\r\n3,Cy Day,Bronze,leaves\r\n"
	if out != want {
		t.Fatalf("the sheet is\n%q, want\n%q", out, want)
	}
	if filled, err := s.FillFrom([]byte(out)); err != nil || !filled.Locks || filled.Values != 0 || len(filled.Refused) > 0 {
		t.Errorf("as it was handed out it changes %+v, %v", filled, err)
	}

	// Another list of the same people, numbered otherwise and without locks.
	s = New(today)
	s.Open(lists("ina", client{"C", "Cy Day", "", 300, 0, no, ""}, client{"A", "Ann Lee", "", 1, 0, no, ""}, client{"B", "Bob Ray", "", 200, 0, no, ""}, client{"X", "Al Twin", "", 1, 0, no, ""}, client{"Y", "Al Twin", "", 1, 0, no, ""}), mine, today)
	filled, err := s.FillFrom([]byte(out + "3,Ann  Lee,gold,first\r\n9,Al Twin,Gold,which?\r\n1,Cy Day,Tin,no\r\n1,Cy Day,Gold,\r\n"))
	if err != nil || filled.Values != 3 || filled.Clients != 3 {
		t.Errorf("%+v, %v", filled, err)
	}
	refused := []export.Refusal{{Line: 5, Column: "Name", Text: "Al Twin", Reason: export.OtherClient},
		{Line: 6, Column: "Tier", Text: "Tin", Reason: export.NoTier}, {Line: 7, Column: "Reason", Reason: export.Empty}}
	if !slices.Equal(filled.Refused, refused) {
		t.Errorf("refused is %+v, want %+v", filled.Refused, refused)
	}
	locks := s.State().Settings.Locks
	if len(locks) != 3 || locks[0].Key != 3 || locks[0].Tier != 1 || locks[1].Key != 1 || locks[1].Reason != "leaves" || locks[2].Key != 2 || locks[2].Tier != 2 || s.Overview().Undo != "lock-in" {
		t.Errorf("the locks are %+v", locks)
	}
}
