// Package record finds the records of a text and their cells. Index does it for a
// block of a file with a known number of columns, eight bytes at a time; Records
// for a sample of which nothing is known yet.
package record
