package part

import (
	"fmt"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/engine/book"
)

func TestFieldsAskTheOwnerAndTryFirst(t *testing.T) {
	var log []string
	e := entryOf(t, &PointsField{Value: 7500, Most: 10_000,
		Check: func(v book.Points) string {
			if v < 5500 {
				return "Not below Gold."
			}
			return ""
		},
		OnTry:    func(_ app.Context, v book.Points) { log = append(log, fmt.Sprint("try ", v)) },
		OnCommit: func(_ app.Context, v book.Points) { log = append(log, fmt.Sprint("do ", v)) },
	})
	if _, problem := e.Read("50"); problem != "Not below Gold." {
		t.Errorf("the owner's reason is %q", problem)
	}
	ctx := app.Context{}
	e.Try(ctx, "50")
	e.Try(ctx, "60")
	e.Commit(ctx, "75", false)
	e.Commit(ctx, "75", true) // what stands there now may be what was tried
	e.Commit(ctx, "62.5", false)
	e.Back(ctx)
	if got := strings.Join(log, ", "); got != "try 6000, do 7500, do 6250, do 7500" {
		t.Errorf("told %s", got)
	}
	if e := entryOf(t, &PointsField{Value: 7500}); e.Try != nil {
		t.Error("a field tries without an owner who can")
	}
	if _, problem := entryOf(t, &TextField{Value: "A", Check: func(string) string { return "Taken." }}).Read("B"); problem != "Taken." {
		t.Errorf("a text is refused with %q", problem)
	}
}

func TestYearsComeBackAsTyped(t *testing.T) {
	var days int64
	for hundredths := range int64(4000) {
		typed := fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
		e := entryOf(t, &YearsField{Value: -1, Most: 1 << 20, OnCommit: func(_ app.Context, v int64) { days = v }})
		shown, problem := e.Read(typed)
		e.Commit(app.Context{}, typed, false)
		if want := (hundredths*36525 + 5000) / 10_000; problem != "" || days != want || Years(days) != shown {
			t.Fatalf("%s years are %d days, shown as %s (%s)", typed, days, shown, problem)
		}
	}
	has(t, drawn(t, &YearsField{ID: "y", Label: "From", Value: 3653}), `value="10"`, "years")
}
