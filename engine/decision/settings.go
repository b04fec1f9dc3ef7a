package decision

import (
	"errors"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/wire"
)

// UseSettings takes all settings from a settings file, as the command line
// reads it (engine.ParseSettings): one step, undone as one.
type UseSettings struct {
	File string `json:"file"` // its text
}

func (UseSettings) Kind() string { return "use-settings" }
func (c UseSettings) apply(st *State) error {
	settings, err := engine.ParseSettings([]byte(c.File))
	if err != nil {
		return refusal(err)
	}
	settings.Locks = byKey(settings.Locks, st.Book())
	st.Settings = settings
	return nil
}

// byKey is the locks of a file with the clients that go by their ids named by
// key, as a State's own locks are. One on a client who is not in the book
// stays as it is, to be reported.
func byKey(locks []engine.Lock, b *book.Book) []engine.Lock {
	if len(locks) == 0 {
		return nil
	}
	wanted := map[string]int{}
	for at, l := range locks {
		wanted[l.ID] = at
	}
	var out []engine.Lock
	found := make([]bool, len(locks))
	for i := range b.N {
		if at, ok := wanted[b.IDOf(i)]; ok {
			l := locks[at]
			found[at] = true
			out = append(out, engine.Lock{Key: b.Keys[i], Tier: l.Tier, Reason: l.Reason})
		}
	}
	for at, l := range locks {
		if !found[at] {
			out = append(out, l)
		}
	}
	return out
}

// refusal makes one fault of what settings do not allow: of each problem the
// key, the value and what is allowed.
func refusal(err error) error {
	var problems engine.Problems
	if !errors.As(err, &problems) {
		return err
	}
	var args []string
	for _, p := range problems {
		args = append(args, p.Key, p.Value, p.Allowed)
	}
	return &wire.Fault{Code: "refused", Args: args}
}
