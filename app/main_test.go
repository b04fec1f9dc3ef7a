package app_test

import (
	"os"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

func TestSample(t *testing.T) {
	host := browsertest.Serve(t, browsertest.Host{Bare: true})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(host.URL)
	page.Screenshots("open")
	page.Click("button", "Look round with a sample book")
	page.Wait("the tier table", `document.querySelector("#tiers")`)
	page.Screenshots("tiers")
	b.MustBeClean(host)
}
