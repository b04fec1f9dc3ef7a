//go:build !js

package host

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// File is a file of the browser's; outside it there is none.
type File any

func FileName(File) string                              { return "" }
func FileSize(File) int64                               { return 0 }
func OnFile(app.Context, func(app.Context, File, bool)) {}
func Sample() File                                      { return nil }
func Offline() string                                   { return "" }
func Update() string                                    { return "" }
func Remark() string                                    { return "" }
func ApplyUpdate()                                      {}
func OnChange(app.Context, func(app.Context))           {}
func OnUndo(undo, redo func())                          {}
func OnTurn(f func())                                   {}
func Persist()                                          {}
func Moment(ms int64) string                            { return "" }
func Today() string                                     { return "2026-06-30" }
func SetTitle(string)                                   {}
func ToTop()                                            {}
