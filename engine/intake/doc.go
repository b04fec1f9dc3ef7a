// Package intake turns a client list as an advisor has it, a CSV of any kind,
// into a book.Book, and accounts for every row and cell of it.
package intake
