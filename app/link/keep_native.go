//go:build !js

package link

import "tierbook/app/link/store"

// Outside a browser there is no tab that could keep anything.
func tabSecret() store.Secret          { return store.Secret{} }
func setTabSecret(store.Secret) bool   { return false }
func keptChoice() store.Mode           { return store.Unchosen }
func setKeptChoice(store.Mode)         {}
func clearStorage()                    {}
func clearBrowser(then func([]string)) { then(nil) }
