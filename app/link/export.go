package link

import (
	"bytes"
	"context"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/engine/intake"
	"tierbook/engine/session"
	"tierbook/engine/sheet"
	"tierbook/engine/wire"
)

// Table makes a CSV file in the worker and calls then with it, in the UI
// goroutine.
func Table(ctx app.Context, what session.Export, then func(app.Context, File)) {
	window.put("table", true, ask{Table: &what}, func(r reply) {
		if r.Fault != nil {
			window.tell(Event{Fault: r.Fault})
			return
		}
		ctx.Dispatch(func(ctx app.Context) { then(ctx, r.file) })
	})
}

// pause is how long the worker leaves off now and then what takes long, so that
// what is asked meanwhile is answered.
const pause = time.Millisecond

// sendTable answers with a CSV file. It is made beside the session, of what that
// showed when it was asked for.
func (v *server) sendTable(a ask) {
	if a.Table.Table == session.ExportProblems {
		v.sendProblems(a)
		return
	}
	x, err := v.session.Export(*a.Table)
	if err != nil {
		v.reply(a.Seq, nil, err)
		return
	}
	go func() {
		var out bytes.Buffer
		err := x.Write(&out, func() error { time.Sleep(pause); return nil })
		if err != nil {
			v.reply(a.Seq, nil, err)
			return
		}
		v.postFile(reply{Seq: a.Seq, Done: true}, out.Bytes())
	}()
}

// sendProblems answers with what could not be read as a CSV file: with the rows
// where the file is at hand, without where it is not.
func (v *server) sendProblems(a ask) {
	src := v.session.Read(a.Table.Waiting)
	if src == nil {
		v.reply(a.Seq, nil, &wire.Fault{Code: "no-list"})
		return
	}
	imp := src.Import
	file := v.files[imp.Print]
	go func() {
		var rows []intake.Record
		if file != nil {
			rows, _ = imp.Records(context.Background(), file, sheet.ProblemRows(imp)) // a file that has gone is none
		}
		var out bytes.Buffer
		if err := sheet.WriteProblems(&out, imp, rows, a.Table.Reasons); err != nil {
			v.reply(a.Seq, nil, err)
			return
		}
		v.postFile(reply{Seq: a.Seq, Done: true}, out.Bytes())
	}()
}
