// Package agenda is what is to be done by a plan: its actions over the report
// that they are about, with what each brings and what a newer list says of it,
// and its dates.
package agenda
