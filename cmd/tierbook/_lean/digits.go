// Package digits stands in for the regular expressions in a site built by
// tierbook: it knows the only pattern that age asks for.
package digits

// Pattern is a positive decimal number without leading zeros.
type Pattern struct{}

// MustCompile takes age's pattern of a work factor and no other.
func MustCompile(pattern string) Pattern {
	if pattern != `^[1-9][0-9]*$` {
		panic("a lean build knows no pattern " + pattern)
	}
	return Pattern{}
}

// MatchString reports whether s is such a number.
func (Pattern) MatchString(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != "" && s[0] != '0'
}
