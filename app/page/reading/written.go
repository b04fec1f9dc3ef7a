package reading

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/intake"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
	"tierbook/engine/session"
)

// written changes how the file as a whole is read.
type written struct {
	app.Compo
	List *session.List

	open      bool
	encoding  file.Encoding
	delimiter int // index into delimiters
	header    int64
}

// delimiters are what can part cells, in the order of words.Delimiters.
var delimiters = [...]record.Delimiter{0, ',', ';', '\t', '|'}

func (w *written) Render() app.UI {
	return app.Span().Body(
		app.Button().ID("written-open").Type("button").Class("quiet").Text("Read it otherwise").OnClick(w.onOpen),
		&part.Dialog{
			ID: "written", Title: "How the file is written", Open: w.open,
			Content: func() []app.UI {
				return []app.UI{
					codes("written-encoding", "Characters", words.Encodings, int(w.encoding), func(n int) { w.encoding = file.Encoding(n) }),
					codes("written-delimiter", "Cells are parted by", words.Delimiters, w.delimiter, func(n int) { w.delimiter = n }),
					&part.CountField{
						ID: "written-header", Label: "Line of the headings", Hint: "0 where there are none. Lines above the headings are set aside.", Value: w.header, Most: 60,
						OnCommit: func(_ app.Context, v int64) { w.header = v },
					},
				}
			},
			Actions: func() []app.UI {
				return []app.UI{
					part.Button("written-no", "Cancel", "", func(app.Context, app.Event) { w.open = false }),
					part.Button("written-yes", "Read it so", "primary", w.onYes),
				}
			},
			OnClose: func(app.Context) { w.open = false },
		},
	)
}

// codes is a list of ways that are known by their codes.
func codes(id, label string, names []string, now int, put func(int)) app.UI {
	options := make([]part.Option, len(names))
	for code, name := range names {
		options[code] = part.Option{Value: strconv.Itoa(code), Text: name}
	}
	return &part.Select{ID: id, Label: label, Options: options, Value: strconv.Itoa(now), OnChange: func(_ app.Context, v string) {
		n, _ := strconv.Atoi(v)
		put(n)
	}}
}

func (w *written) onOpen(app.Context, app.Event) {
	l := w.List
	w.open, w.encoding, w.delimiter, w.header = true, l.Options.Encoding, 0, int64(max(l.HeaderLine, 0))
	for code, d := range delimiters {
		if d == l.Options.Delimiter {
			w.delimiter = code
		}
	}
}

func (w *written) onYes(app.Context, app.Event) {
	w.open = false
	l, d := w.List, &intake.Decision{}
	changed := false
	if w.encoding != l.Options.Encoding {
		d.Encoding, changed = &w.encoding, true
	}
	if to := delimiters[w.delimiter]; to != l.Options.Delimiter {
		d.Delimiter, changed = &to, true
	}
	if w.header != int64(max(l.HeaderLine, 0)) {
		line := int(w.header)
		if line == 0 {
			line = intake.NoHeader
		}
		d.HeaderLine, changed = &line, true
	}
	if changed {
		decide(l, d)
	}
}
