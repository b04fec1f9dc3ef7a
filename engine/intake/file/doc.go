// Package file reads the bytes of a file: it tells a client list from a spreadsheet,
// a PDF or a picture by its first bytes, finds how its characters are written, and
// streams it as UTF-8, a window at a time.
package file
