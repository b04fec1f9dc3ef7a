package session

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tierbook/engine"
	"tierbook/engine/agenda"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake/field"
	"tierbook/engine/roster"
	"tierbook/engine/score"
	"tierbook/engine/wire"
)

// travel is what arrives of a request that was sent as JSON.
func travel(t testing.TB, r wire.Request) wire.Request {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var arrived wire.Request
	if err := json.Unmarshal(text, &arrived); err != nil {
		t.Fatal(err)
	}
	return arrived
}

// TestCommandsTravel: a command through the wire does what it does by hand.
func TestCommandsTravel(t *testing.T) {
	for _, kind := range decision.Kinds() {
		for _, c := range trials[kind].taken {
			near, far := ready(t, kind), ready(t, kind)
			do(t, near, c.command)
			answer, err := far.Handle(travel(t, Do(c.command)))
			if err != nil {
				t.Errorf("%+v: %v", c.command, err)
				continue
			}
			o, ok := answer.(Overview)
			if !ok || !reflect.DeepEqual(o, near.Overview()) {
				t.Errorf("%+v through the wire shows\n%+v\nby hand\n%+v", c.command, o, near.Overview())
			}
			if answer, err := far.Handle(travel(t, wire.Request{Verb: "undo"})); err != nil || answer.(Overview).Redo != kind {
				t.Errorf("undo of %s: %v", kind, err)
			}
			if answer, err := far.Handle(travel(t, wire.Request{Verb: "redo"})); err != nil || answer.(Overview).Undo != kind {
				t.Errorf("redo of %s: %v", kind, err)
			}
			tried := ready(t, kind)
			if answer, err := tried.Handle(travel(t, Try(c.command))); err != nil || !answer.(Overview).Trial {
				t.Errorf("try of %s: %v", kind, err)
			}
		}
		for _, c := range trials[kind].refused {
			_, err := ready(t, kind).Handle(travel(t, Do(c.command)))
			if fault, ok := err.(*wire.Fault); !ok || fault.Code != c.code {
				t.Errorf("%+v: got %v, want %s", c.command, err, c.code)
			}
		}
	}
}

// TestQueriesTravel asks every query, by hand and through the wire, and reads
// each answer back as the window does.
func TestQueriesTravel(t *testing.T) {
	s := ready(t, "include")
	asked := map[string]func(*testing.T, *Session){
		"overview": ask(OverviewQuery{}),
		"clients":  ask(ClientsQuery{Filter: roster.Filter{Search: "client", Tiers: roster.TierBit(1) | roster.TierBit(4)}, Sort: roster.ByProfit, Down: true, Offset: 1, Limit: 3}),
		"client":   ask(ClientQuery{Key: 2}),
		"curve":    ask(CurveQuery{Points: 5}),
		"list":     ask(ListQuery{}),
		"points":   ask(PointsQuery{}),
		"pass":     ask(PassQuery{Field: field.Potential, Key: 2, Just: 1}),
		"hours":    ask(HoursQuery{decision.Who{Filter: &roster.Filter{Tiers: roster.TierBit(4)}}}),
		"excluded": ask(ExcludedQuery{Limit: 9}),
	}
	for kind := range queries {
		ask := asked[kind]
		if ask == nil {
			ask = asPlain(kind)
		}
		t.Run(kind, func(t *testing.T) { ask(t, s) })
	}
}

// asPlain asks a query with no fields of its own.
func asPlain(kind string) func(*testing.T, *Session) {
	return func(t *testing.T, s *Session) {
		answer, err := s.Handle(travel(t, wire.Request{Verb: "see", What: wire.Envelope{Kind: kind}}))
		if err != nil {
			t.Fatal(err)
		}
		if text, err := json.Marshal(answer); err != nil || len(text) < 3 {
			t.Errorf("%s is answered by %s (%v)", kind, text, err)
		}
	}
}

func ask[V any](q Query[V]) func(*testing.T, *Session) {
	return func(t *testing.T, s *Session) {
		t.Helper()
		want, err := See(s, q)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := s.Handle(travel(t, wire.Request{Verb: "see", What: wire.Seal(q)}))
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(answer)
		if err != nil {
			t.Fatal(err)
		}
		var got V
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(text) {
			t.Errorf("%s arrived as\n%s\nit was\n%s", q.Kind(), again, text)
		}
		if plain, err := json.Marshal(want); err != nil || string(plain) != string(text) {
			t.Errorf("%s is\n%s\nby hand\n%s (%v)", q.Kind(), text, plain, err)
		}
	}
}

// TestNothingIsHiddenOnTheWire: of two fields of one name encoding/json sends
// the outer one only, so no answer and no command may have them: what is inside
// would arrive as nothing.
func TestNothingIsHiddenOnTheWire(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var look func(reflect.Type)
	var names func(of reflect.Type, taken map[string]reflect.Type)
	names = func(of reflect.Type, taken map[string]reflect.Type) {
		for i := range of.NumField() {
			f := of.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct {
				names(f.Type, taken)
				continue
			}
			look(f.Type)
			if name == "" {
				name = f.Name
			}
			if other := taken[name]; other != nil && name != "-" {
				t.Errorf("%v and %v both have %q", other, of, name)
			}
			taken[name] = of
		}
	}
	look = func(of reflect.Type) {
		switch of.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			look(of.Elem())
		case reflect.Struct:
			if !seen[of] {
				seen[of] = true
				names(of, map[string]reflect.Type{})
			}
		}
	}
	s := ready(t, "change-actions")
	for kind := range queries {
		what := wire.Envelope{Kind: kind}
		if kind == "pass" { // about a rating that there is
			what = wire.Seal(PassQuery{Field: field.Potential})
		}
		answer, err := s.Handle(wire.Request{Verb: "see", What: what})
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		look(reflect.TypeOf(answer))
	}
	for _, kind := range decision.Kinds() {
		for _, c := range trials[kind].taken {
			look(reflect.TypeOf(c.command))
		}
	}
	look(reflect.TypeFor[Decision]())
	if !seen[reflect.TypeFor[agenda.Row]()] || !seen[reflect.TypeFor[engine.Option]()] || len(seen) < 60 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}

func TestHandleRefusesWhatItDoesNotKnow(t *testing.T) {
	body := func(text string) json.RawMessage { return json.RawMessage(text) }
	for _, c := range []struct {
		name string
		r    wire.Request
		code string
		arg  string
	}{
		{"no verb", wire.Request{}, "unknown-verb", ""},
		{"another verb", wire.Request{Verb: "DO"}, "unknown-verb", "DO"},
		{"another command", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-colour"}}, "unknown-command", "set-colour"},
		{"a query as a command", wire.Request{Verb: "do", What: wire.Envelope{Kind: "overview"}}, "unknown-command", "overview"},
		{"a command as a query", wire.Request{Verb: "see", What: wire.Envelope{Kind: "set-payout"}}, "unknown-view", "set-payout"},
		{"another view", wire.Request{Verb: "see", What: wire.Envelope{Kind: "weather"}}, "unknown-view", "weather"},
		{"opening as a command", wire.Request{Verb: "do", What: wire.Envelope{Kind: "open"}}, "unknown-command", "open"},
		{"an unknown field", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-payout", Body: body(`{"payout":9000,"colour":1}`)}}, "bad-message", ""},
		{"an unknown field inside", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-services", Body: body(`{"tier":1,"services":[{"name":"Call","hours":1}]}`)}}, "bad-message", ""},
		{"an unknown field of a query", wire.Request{Verb: "see", What: wire.Envelope{Kind: "client", Body: body(`{"key":1,"name":"x"}`)}}, "bad-message", ""},
		{"text for a number", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-payout", Body: body(`{"payout":"9000"}`)}}, "bad-message", ""},
		{"a fraction", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-payout", Body: body(`{"payout":90.5}`)}}, "bad-message", ""},
		{"a number too large", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-payout", Body: body(`{"payout":99999999999999999999}`)}}, "bad-message", ""},
		{"a tier too large", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-tier-name", Body: body(`{"tier":256,"name":"x"}`)}}, "bad-message", ""},
		{"a list", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-payout", Body: body(`[9000]`)}}, "bad-message", ""},
		{"more after the end", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-payout", Body: body(`{"payout":9000}{"payout":1}`)}}, "bad-message", ""},
		{"an end too soon", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-payout", Body: body(`{"payout":`)}}, "bad-message", ""},
		{"no JSON", wire.Request{Verb: "do", What: wire.Envelope{Kind: "set-payout", Body: body(`payout`)}}, "bad-message", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := ready(t, "")
			before := seen(t, s)
			_, err := s.Handle(c.r)
			fault, ok := err.(*wire.Fault)
			if !ok || fault.Code != c.code || len(fault.Args) == 0 || c.arg != "" && fault.Args[0] != c.arg {
				t.Fatalf("got %v, want %s", err, c.code)
			}
			if seen(t, s) != before {
				t.Error("it changed something")
			}
		})
	}
}

func TestFaults(t *testing.T) {
	if f := wire.AsFault(errors.New("a pipe broke")); f.Code != "internal" || !slices.Equal(f.Args, []string{"a pipe broke"}) {
		t.Errorf("got %v", f)
	}
	own := wire.NewFault("no-reason")
	if wire.AsFault(own) != own {
		t.Error("a fault must stay itself")
	}
	if text := (&wire.Fault{Code: "refused", Args: []string{"wages", "-1"}}).Error(); !strings.Contains(text, "refused") || !strings.Contains(text, "wages") {
		t.Errorf("an error that tells a developer nothing: %s", text)
	}
}

// FuzzHandle sends anything: the session must answer or refuse, and be whole
// afterwards.
func FuzzHandle(f *testing.F) {
	for _, kind := range decision.Kinds() {
		for _, c := range trials[kind].taken {
			f.Add("do", kind, []byte(wire.Seal(c.command).Body))
		}
		for _, c := range trials[kind].refused {
			f.Add("try", kind, []byte(wire.Seal(c.command).Body))
		}
	}
	f.Add("undo", "", []byte(nil))
	f.Add("redo", "", []byte(nil))
	f.Add("see", "overview", []byte("null"))
	f.Add("see", "list", []byte(nil))
	f.Add("see", "curve", []byte(`{"points":-1}`))
	f.Add("see", "client", []byte(`{"key":4294967295}`))
	f.Add("see", "clients", []byte(`{"search":"a b","tiers":255,"loss":9,"sort":99,"down":true,"offset":9223372036854775807,"limit":9223372036854775807}`))
	f.Add("see", "clients", []byte(`{"offset":-5,"limit":-5}`))
	f.Fuzz(func(t *testing.T, verb, kind string, body []byte) {
		s := opened()
		do(t, s, decision.SetWeight{Factor: score.AUM, Weight: 33}, decision.Lock{Key: 2, Tier: 3, Reason: "a friend"}, decision.SetPayout{Payout: 9000})
		s.Undo()
		before, state := seen(t, s), s.State()
		answer, err := s.Handle(wire.Request{Verb: verb, What: wire.Envelope{Kind: kind, Body: body}})
		if err != nil {
			if fault, ok := err.(*wire.Fault); !ok || fault.Code == "" {
				t.Fatalf("%v is no fault", err)
			}
			if got := seen(t, s); got != before {
				t.Fatalf("refused, and it shows\n%s\nit was\n%s", got, before)
			}
			return
		}
		if _, err := json.Marshal(answer); err != nil {
			t.Fatal(err)
		}
		if err := s.State().Settings.Validate(); err != nil {
			t.Fatalf("it led to settings that are not valid: %v", err)
		}
		if verb == "see" && seen(t, s) != before {
			t.Fatal("looking changed something")
		}
		if verb == "do" && s.Undo() && kind == s.Overview().Redo && !reflect.DeepEqual(s.State(), state) {
			t.Fatal("undo does not lead back")
		}
		total := s.Overview().Unassigned.Clients
		for _, l := range s.Overview().Tiers {
			total += l.Clients
		}
		if n := s.State().Clients(); total != n {
			t.Fatalf("%d clients in all, want %d", total, n)
		}
		if _, err := See(s, ClientQuery{Key: book.Key(1)}); err != nil {
			t.Fatal(err)
		}
	})
}
