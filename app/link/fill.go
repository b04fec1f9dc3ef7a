package link

import (
	"encoding/json"
	"io"
	"time"

	"tierbook/engine/intake/file"
	"tierbook/engine/sheet"
)

// mostSheet is the largest sheet that is taken in, in bytes.
const mostSheet = 64 << 20

// fillFrom takes in a sheet of ours that came back. It is false where the
// file is none.
func (v *server) fillFrom(a ask, src file.Source) bool {
	start := make([]byte, min(src.Size(), 4<<10))
	n, err := src.ReadAt(start, 0)
	if err != nil && err != io.EOF || !sheet.ComesBack(start[:n]) || src.Size() > mostSheet {
		return false
	}
	sheet := make([]byte, src.Size())
	n, err = src.ReadAt(sheet, 0)
	if err != nil && err != io.EOF {
		return false
	}
	v.work <- func() {
		v.session.Clock(time.Now().UnixMilli())
		filled, err := v.session.FillFrom(sheet[:n])
		if err != nil {
			v.reply(a.Seq, nil, err)
			return
		}
		text, err := json.Marshal(v.session.Overview())
		if err != nil {
			v.reply(a.Seq, nil, err)
			return
		}
		v.post(reply{Seq: a.Seq, Done: true, View: text, Log: v.session.Seq(), Waits: v.session.Waits(), Filled: &filled})
		v.touched()
	}
	return true
}
