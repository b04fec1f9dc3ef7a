package session

import (
	"errors"

	"tierbook/engine"
	"tierbook/engine/wire"
)

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
