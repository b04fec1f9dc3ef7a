// Package bench compares how soon Tierbook shows the tiers of a client list with
// what else a browser could be made to do it with, in the same Chromium in one
// run:
//
//   - PapaParse in a worker, its rows turned into numbers by plain JavaScript;
//   - JavaScript written by hand over typed arrays, for the columns and the
//     notation of this very list and no other.
//
// Both then score, sort and add up by testdata/report.js, which knows the default
// settings only. Tierbook meanwhile finds out by itself how the list is written.
// All three are to come to the same tiers, or the benchmark fails.
//
//	go test -run '^$' -bench . -benchtime 5x ./app/bench
//
// A round opens each in a Chromium of its own that has just been started, and
// hands it the file one second after its worker is there: no user is faster, and
// Tierbook meanwhile runs once through its sample book (app/warm.go). The clock
// stops when the table of the tiers has been drawn. What is told is the median
// of the rounds, as milliseconds, as the most memory of the page's process, and
// as ratios of Tierbook's to the others'; of Tierbook also by how much the file
// made that memory grow, and how long its window was blocked at most.
package bench
