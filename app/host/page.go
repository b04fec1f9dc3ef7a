//go:build !js

package host

// Outside the browser there is no page: what acts does nothing, and what asks
// gets the answer of an empty one.

func Download(name, mime string, data []byte) {}
func DownloadFile(name string, file File)     {}
func Print()                                  {}
func Focus(id string)                         {}
func FocusQuietly(id string)                  {}
func KeepFocus(home, messages string)         {}
func Has(id string) bool                      { return false }
func HasFocus(id string) bool                 { return false }
func Click(id string)                         {}
func Select(id string)                        {}
func Announce(text string)                    {}
func AnnounceClient(text string)              {}
func Theme() string                           { return "" }
func SetTheme(theme string)                   {}
func KeptTheme() string                       { return "" }
func Dark() bool                              { return false }
func Discreet() bool                          { return false }
func SetDiscreet(on bool)                     {}
func ReducedMotion() bool                     { return false }
func Narrow() bool                            { return false }
func InputValue(id string) string             { return "" }
func SetInputValue(id, value string)          {}
func ShowValue(id, value, heard string)       {}
func SetChecked(id string, checked bool)      {}
func SetVar(id, name, value string)           {}
func ShowModal(id string)                     {}
func CloseModal(id string)                    {}
func Width(id string) int                     { return 0 }
func Height(id string) int                    { return 0 }
func HeightWithin(id, selector string) int    { return 0 }
func ScrollTop(id string) int                 { return 0 }
func SetScrollTop(id string, top int)         {}
func ScrollIntoView(id string)                {}
func Copy(text string, done func(ok bool))    { go done(false) }
