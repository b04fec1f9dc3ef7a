package wire

import "fmt"

// Fault is what went wrong, as a code and the values a sentence about it needs.
type Fault struct {
	Code string   `json:"code"`
	Args []string `json:"args,omitempty"`
}

// Error is for developers; what a person reads is made from the code.
func (f *Fault) Error() string {
	return fmt.Sprintf("%s %q", f.Code, f.Args)
}

// fault is a Fault as an error.
func NewFault(code string, args ...string) error { return &Fault{code, args} }

// AsFault gives any error as a Fault.
func AsFault(err error) *Fault {
	if f, ok := err.(*Fault); ok {
		return f
	}
	return &Fault{"internal", []string{err.Error()}}
}
