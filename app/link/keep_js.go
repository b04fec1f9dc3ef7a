package link

import (
	"encoding/json"
	"strings"
	"syscall/js"

	"tierbook/app/link/store"
)

// What the window itself keeps: the key of the tab, for as long as the tab
// lives, and which way of keeping the user chose. Neither is a client's.
const (
	tabItem    = "tierbook.tab"
	choiceItem = "tierbook.keep"
)

func tabSecret() store.Secret {
	return found[store.Secret](item("sessionStorage", tabItem))
}

// setTabSecret reports whether a reload finds it again; it does not where the
// loader stands in for a storage that is blocked.
func setTabSecret(s store.Secret) bool {
	setItem("sessionStorage", tabItem, s, s == store.Secret{})
	return tabSecret() == s && js.Global().Get("tierbook").Get("storage").Get("session").String() != "blocked"
}

func keptChoice() store.Mode { return found[store.Mode](item("localStorage", choiceItem)) }

func setKeptChoice(m store.Mode) { setItem("localStorage", choiceItem, m, m == store.Unchosen) }

func item(storage, key string) string {
	v := js.Global().Get(storage).Call("getItem", key)
	if v.Type() != js.TypeString {
		return ""
	}
	return v.String()
}

func setItem(storage, key string, v any, remove bool) {
	defer func() { _ = recover() }() // full, or blocked since: who sets it looks whether it is there
	s := js.Global().Get(storage)
	if remove {
		s.Call("removeItem", key)
		return
	}
	text, err := json.Marshal(v)
	if err != nil {
		return
	}
	s.Call("setItem", key, string(text))
}

// clearStorage removes every item of ours.
func clearStorage() {
	for _, storage := range []string{"sessionStorage", "localStorage"} {
		s := js.Global().Get(storage)
		for i := s.Get("length").Int() - 1; i >= 0; i-- {
			if key := s.Call("key", i).String(); strings.HasPrefix(key, "tierbook") || strings.HasPrefix(key, "/go-app") {
				s.Call("removeItem", key)
			}
		}
	}
}

// clearBrowser removes what the browser keeps of the page itself, and calls
// then with what is left of anything (web/loader.js: forget).
func clearBrowser(then func(left []string)) {
	js.Global().Get("tierbook").Call("forget").Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		left := make([]string, args[0].Length())
		for i := range left {
			left[i] = args[0].Index(i).String()
		}
		then(left)
		return nil
	}))
}
