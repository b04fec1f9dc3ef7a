package history

import (
	"encoding/json"
	"fmt"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/decision"
)

// An entry that an older version wrote is brought up to the newest.
func TestOlderBodiesAreUpgraded(t *testing.T) {
	upgrades["set-payout"] = append(upgrades["set-payout"], func(old json.RawMessage) (json.RawMessage, error) {
		var was struct{ Percent int }
		err := json.Unmarshal(old, &was)
		return json.RawMessage(fmt.Sprintf(`{"payout":%d}`, was.Percent*100)), err
	})
	defer delete(upgrades, "set-payout")
	h := New(book.Date(2026, 6, 30))
	c := h.Checkpoint(nil) // there is no list to name
	again, err := Resume(c, []Entry{{Seq: c.Seq + 1, Kind: "set-payout", Body: json.RawMessage(`{"percent":85}`)}}, nil)
	if err != nil || again.State().Settings.Payout != 8500 {
		t.Fatalf("an older body: %v", err)
	}
	if err := h.Do(decision.SetPayout{Payout: 7000}); err != nil {
		t.Fatal(err)
	}
	log, _ := h.Since(c.Seq, nil)
	if len(log) != 1 || log[0].Version != 2 {
		t.Fatalf("written as %+v", log)
	}
	if again, err = Resume(c, log, nil); err != nil || again.State().Settings.Payout != 7000 {
		t.Errorf("a newest body: %v", err)
	}
}
