// Package column is the columns of a client list by what they mean: a field, or
// an attribute by its name. It is for whoever goes over all columns alike; who
// knows the column reads it from the book.
package column
