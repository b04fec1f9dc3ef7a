package session

import (
	"bytes"
	"context"
	"testing"

	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/field"
)

func TestAssumed(t *testing.T) {
	imp, err := intake.Read(context.Background(), bytes.NewReader([]byte("Name,AUM,Account Value,Revenue YTD,Client Since,Notes\nAnn,100,90,10,3/4/2020,a\nBob,200,150,20,5/6/2021,b\n")), intake.Options{AsOf: today})
	if err != nil {
		t.Fatal(err)
	}
	s := New(today)
	s.Open(imp, mine, today)
	o := s.Overview()
	want := []struct {
		ask     intake.QuestionKind
		note    intake.NoteKind
		field   field.Field
		heading string
	}{
		{0, intake.NoteAnnualised, field.GDC, "Revenue YTD"}, {intake.AskField, 0, field.AUM, "AUM"}, {intake.AskOrder, 0, field.Since, "Client Since"},
	}
	if len(o.Assumed) != len(want) || o.Asks < 2 {
		t.Fatalf("%d questions, assumed %+v", o.Asks, o.Assumed)
	}
	for i, w := range want {
		if a := o.Assumed[i]; a.Ask != w.ask || a.Note != w.note || a.Field != w.field || a.Heading != w.heading {
			t.Errorf("%d: %+v, want %+v", i, a, w)
		}
	}
	if o.Assumed[1].Other != "Account Value" {
		t.Errorf("the other column is %q", o.Assumed[1].Other)
	}
	do(t, s, decision.SetPayout{Payout: 8000})
	if a := s.Overview().Assumed; len(a) != len(want)+1 || a[len(want)].Ask != intake.AskBasis {
		t.Errorf("with a payout %+v", a)
	}
	if o := New(today).Overview(); o.Assumed != nil {
		t.Errorf("without a list %+v", o.Assumed)
	}
}
