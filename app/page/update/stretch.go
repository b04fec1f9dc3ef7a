package update

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/engine/book"
	"tierbook/engine/merge"
	"tierbook/engine/session"
)

const missing = book.Missing

// stretch is the first clients of a list that may be long.
type stretch struct {
	query session.StagedRowsQuery // that was asked last
	at    int                     // revision
	rows  []merge.Row
	total int
	limit int
}

// ask asks for the clients, unless that was asked already.
func (s *stretch) ask(ctx app.Context, v *session.Staged, which string) {
	if which != s.query.Which {
		s.limit = few
	}
	q := session.StagedRowsQuery{How: v.How, Which: which, Limit: s.limit}
	if q == s.query && s.at == v.Revision {
		return
	}
	s.query, s.at = q, v.Revision
	link.See(ctx, q, func(_ app.Context, page session.StagedRows) {
		if q == s.query {
			s.rows, s.total = page.Rows, page.Total
		}
	})
}

// more shows more of them.
func (s *stretch) more(id string) app.UI {
	if s.total <= len(s.rows) {
		return app.Div()
	}
	return part.Button(id, "Show more of "+host.Count(s.total), "quiet", func(app.Context, app.Event) { s.limit += 5 * few })
}
