// Package sheet writes what a report, a plan or a list have as tables of package
// export, and reads those that come back: a client list that was exported as the
// client list that it was (Read), a sheet of ratings or locks that somebody
// filled in as the command that takes it in (Fill).
package sheet
