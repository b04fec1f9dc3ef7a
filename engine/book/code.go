package book

import "fmt"

// UnmarshalCode reads a code that a String method writes: the place of the text
// among the names. what says what it should have been.
func UnmarshalCode[T ~uint8](into *T, names []string, text []byte, what string) error {
	for i, n := range names {
		if n == string(text) {
			*into = T(i)
			return nil
		}
	}
	return fmt.Errorf("%q is not %s", text, what)
}
