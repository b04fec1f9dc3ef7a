package browsertest_test

import (
	"os"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// everywhere is how a site may be hosted.
var everywhere = map[string]browsertest.Host{
	"with headers":           {},
	"bare":                   {Bare: true},
	"bare, below a sub-path": {Bare: true, Prefix: "/deep/sub/path/"},
	"below a sub-path":       {Prefix: "/deep/sub/path/"},
}

func TestComesUpAndWorksOffline(t *testing.T) {
	for name, how := range everywhere {
		t.Run(name, func(t *testing.T) {
			host := browsertest.Serve(t, how)
			b := browsertest.Start(t, browsertest.Options{})
			page := b.Open(host.URL)
			page.Wait("the worker to run", `tierbook.worker === "running"`)
			page.Wait("Tierbook to be kept", `tierbook.offline === "ready"`)
			host.Stop()
			page.Reload()
			page.Wait("the worker to run", `tierbook.worker === "running"`)
			page.See("heading", "Which clients pay for your practice?")
			b.MustBeClean(host)
		})
	}
}
