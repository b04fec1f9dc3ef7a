// Package cell reads the text of one cell of a client list: Money, Date, Rating and
// Hours into the exact integers of engine/book, as a Format says the column is
// written, or a Reason why not. Nothing passes through floating point.
//
// A cell is looked at in three steps: Bare takes off quotes and blanks, IsMissing
// says whether it stands for no value, and a parser reads what is left. Evidence
// gathers what many cells of a column tell about its Format.
//
// ReadCents, ReadDays and the others of leaf.go read the commonest shapes of a
// whole block at once and leave the rest to the careful parsers.
package cell
