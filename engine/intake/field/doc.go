// Package field says what a column means: the Field of a client that its Heading
// names, by known names, by words, by likeness, and how sure that is. Tax and
// account numbers are known by their headings too.
package field
