package link

import (
	"bytes"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/engine/session"
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

// tablePause is how long the worker leaves off making a table now and then, so
// that what is asked meanwhile is answered.
const tablePause = time.Millisecond

// sendTable answers with a CSV file. It is made beside the session, of what that
// showed when it was asked for.
func (v *server) sendTable(a ask) {
	x, err := v.session.Export(*a.Table)
	if err != nil {
		v.reply(a.Seq, nil, err)
		return
	}
	go func() {
		var out bytes.Buffer
		err := x.Write(&out, func() error { time.Sleep(tablePause); return nil })
		if err != nil {
			v.reply(a.Seq, nil, err)
			return
		}
		v.postFile(reply{Seq: a.Seq, Done: true}, out.Bytes())
	}()
}
