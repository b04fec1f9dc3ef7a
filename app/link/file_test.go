package link

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	"tierbook/engine/decision"
	"tierbook/engine/history"
	"tierbook/engine/workspace"
)

// TestFilesThatCannotBeOpened says of each what is wrong with it.
func TestFilesThatCannotBeOpened(t *testing.T) {
	d := newDesk(t)
	origin := decision.Origin{File: "work.tierbook"}
	if r := d.ask(ask{Open: &opening{AsOf: "2026-06-30"}}, "Name,AUM\nAnn,100\nBob,200\n"); d.clients(r) != 2 {
		t.Fatal(r)
	}
	w := workspace.Of(d.v.session, nil)
	w.Checkpoint.At = 77777
	var broken, plain bytes.Buffer
	if err := workspace.Save(&broken, w, ""); err != nil {
		t.Fatal(err)
	}
	if err := workspace.Save(&plain, workspace.Of(d.v.session, nil), ""); err != nil {
		t.Fatal(err)
	}
	whole := plain.String()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	sealed := func(to io.Writer) {
		out, err := age.Encrypt(to, id.Recipient())
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(out, whole)
		out.Close()
	}
	var forKey, armoured bytes.Buffer
	sealed(&forKey)
	a := armor.NewWriter(&armoured)
	sealed(a)
	a.Close()

	for name, c := range map[string]struct{ file, code string }{
		"its history is broken from the start": {broken.String(), "file-damaged"},
		"it is for a key":                      {forKey.String(), "file-for-key"},
		"it is for a key, armoured":            {armoured.String(), "file-for-key"},
		"it is none":                           {strings.Repeat("\x00\xff", 5000), "no-tierbook-file"},
		"it is a client list":                  {"Name,AUM\nAnn,100\n", "no-tierbook-file"},
	} {
		r := d.ask(ask{Open: &opening{Origin: origin, AsOf: "2026-06-30", Sure: true}}, c.file)
		if r.Fault == nil || r.Fault.Code != c.code {
			t.Errorf("%s: %+v, want %s", name, r.Fault, c.code)
		}
	}

	// Where the history can be followed some of the way, the step is told.
	entry, _ := json.Marshal(decision.SetPool{})
	w = workspace.Of(d.v.session, nil)
	w.Log = []history.Entry{{Seq: w.Checkpoint.Seq + 1, Kind: "no-such-thing", Body: entry}}
	var halfway bytes.Buffer
	if err := workspace.Save(&halfway, w, ""); err != nil {
		t.Fatal(err)
	}
	if r := d.ask(ask{Open: &opening{Origin: origin, AsOf: "2026-06-30", Sure: true}}, halfway.String()); d.clients(r) != 2 {
		t.Error("what can be followed is not open")
	}
	if r := <-d.replies; r.Fault == nil || r.Fault.Code == "internal" || len(r.Fault.Args) > 0 && r.Fault.Args[0] == origin.File {
		t.Errorf("the break is told as %+v", r.Fault)
	}
}
