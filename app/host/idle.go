//go:build !js

package host

func OnIdle(limit func() int64, f func()) {}
func OnDiscreet(f func())                 {}
func Rest()                               {}
func Resting() bool                       { return false }
func Rested()                             {}
func AskBeforeLeaving(yes bool)           {}
func Leave()                              {}
