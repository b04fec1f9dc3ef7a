//go:build !js

package host

import "github.com/maxence-charriere/go-app/v10/pkg/app"

func Look(app.Context, func(app.Context, *Audit)) {}
func Settled()                                    {}
func ShowInstall()                                {}
func Recall(name string) string                   { return "" }
func Remember(name, value string)                 {}
func Now() int64                                  { return 0 }
func Install() string                             { return "none" }
