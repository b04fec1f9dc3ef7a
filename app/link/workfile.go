package link

import (
	"bytes"
	"context"
	"io"
	"strings"
	"time"

	"tierbook/engine/intake/file"
	"tierbook/engine/session"
	"tierbook/engine/wire"
	"tierbook/engine/workspace"
)

// file is the session as a Tierbook file.
func (v *server) file(passphrase string) ([]byte, error) {
	w := workspace.Of(v.session, nil)
	w.Saved, w.Build = time.Now().UTC().Format(time.RFC3339), v.build
	var out bytes.Buffer
	err := workspace.Save(&out, w, passphrase)
	return out.Bytes(), err
}

// openFile opens a Tierbook file in the place of what is open. It is false
// where the file is none.
func (v *server) openFile(ctx context.Context, a ask, src file.Source) bool {
	start := make([]byte, 256)
	n, err := src.ReadAt(start, 0)
	name, locked := a.Open.Origin.File, workspace.IsLocked(start[:n])
	switch {
	case err != nil && err != io.EOF:
		return false
	case workspace.Is(start[:n]):
	case n > 0 && (strings.HasSuffix(name, ".tierbook") || strings.HasSuffix(name, ".tierbook.json")):
		v.work <- func() { v.post(reply{Seq: a.Seq, Done: true, Fault: keepFault(workspace.ErrForeign)}) }
		return true
	default:
		return false
	}
	may := make(chan bool)
	v.work <- func() {
		st := v.session.State()
		replaces := st.Source != nil && !st.Source.Origin.Sample
		if workspace.IsForKey(start[:n]) {
			v.post(reply{Seq: a.Seq, Done: true, Fault: &wire.Fault{Code: "file-for-key"}})
			may <- false
			return
		}
		asks := replaces && !a.Open.Sure || locked && a.Open.Passphrase == ""
		if asks {
			f := &wire.Fault{Code: "ask-file", Args: []string{name, "", ""}}
			if locked {
				f.Args[1] = "locked"
			}
			if replaces {
				f.Args[2] = "replaces"
			}
			v.post(reply{Seq: a.Seq, Done: true, Fault: f})
		}
		may <- !asks
	}
	if !<-may {
		return true
	}
	from := &stoppable{ctx: ctx, SectionReader: io.NewSectionReader(src, 0, src.Size()), tell: func(read int64) {
		v.post(reply{Seq: a.Seq, Progress: &Progress{Name: name, Read: read, Total: src.Size()}})
	}}
	limits := workspace.Usual
	limits.Pause = func() error { time.Sleep(pause); return ctx.Err() }
	w, err := workspace.Open(from, a.Open.Passphrase, limits)
	var s *session.Session
	if err == nil {
		s, err = w.Session()
	}
	stopped := ctx.Err() != nil // it is over in any case once this has returned
	v.work <- func() {
		switch {
		case stopped:
			v.post(reply{Seq: a.Seq, Done: true, Fault: &wire.Fault{Code: "canceled", Args: []string{name}}})
			return
		case s == nil:
			f := keepFault(err)
			if f.Code == "broken-log" { // from its first step on
				f = &wire.Fault{Code: "file-damaged"}
			}
			if len(f.Args) == 0 { // else they say what is wrong, and where
				f.Args = []string{name}
			}
			v.post(reply{Seq: a.Seq, Done: true, Fault: f})
			return
		}
		s.After(v.session)
		v.session = s
		if k := &v.kept; k.keeper != nil {
			k.keeper.Anew()
		}
		v.reply(a.Seq, v.session.Overview(), nil)
		if err != nil { // opened as far as it goes
			v.post(reply{Keep: v.keepStatus(), Fault: keepFault(err)})
		}
		v.touched()
	}
	return true
}

// stoppable reads until it is stopped, and tells how far it has come.
type stoppable struct {
	*io.SectionReader
	ctx  context.Context
	read int64
	told int64
	tell func(read int64)
}

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.SectionReader.Read(p)
	if s.read += int64(n); s.read-s.told >= tellEvery {
		s.told = s.read
		s.tell(s.read)
	}
	return n, err
}

// sendFile answers with the session as a Tierbook file.
func (v *server) sendFile(a ask) {
	text, err := v.file(a.Keep.Secret.Passphrase)
	if err != nil {
		v.post(reply{Seq: a.Seq, Done: true, Fault: keepFault(err)})
		return
	}
	v.postFile(reply{Seq: a.Seq, Done: true}, text)
}
