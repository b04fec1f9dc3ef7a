// Package browsertest drives the built site in Chromium, and watches it.
//
// A test package that uses it says so once:
//
//	func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }
//
// and then each test goes like this:
//
//	host := browsertest.Serve(t, browsertest.Host{Bare: true, Prefix: "/deep/sub/path/"})
//	b := browsertest.Start(t, browsertest.Options{})
//	page := b.Open(host.URL)
//	page.Click("button", "Look round with a sample book")
//	page.Wait("the tier table", `document.querySelector("table")`)
//	host.Stop()
//	page.Reload()
//	b.MustBeClean(host)
//
// A test that has nothing to do with hosts and browsers begins shorter: with the
// sample book open (Sample) or a list of its own (List), and reads what the page
// hands out (CatchFiles, Caught).
//
// The site is built once for as long as its sources stay the same, into .cache.
// Nothing waits for a time where there is something to wait for: an element
// (See), a condition (Wait), the page to show what was done (Drawn), to be at rest
// (Rest), or to have saved (Saved).
//
// Every Start is a Chromium of its own, with an empty profile. All its traffic goes through a proxy of this package,
// so Sent lists whatever left the browser, of window, worker, service worker or
// the browser itself. Beside that the developer tools protocol tells what each
// of them asked for and said, from its first instruction on: every target is
// held at its start until it is watched. That, and hearing of workers that nobody
// here has opened, is why the package speaks the protocol itself, over a pipe:
// libraries for it drop what they hear of targets that they did not attach to.
//
// Elements are found as a user of a screen reader finds them, by role and name.
// A name fits when it is equal, or else when it is contained in one element's
// name only.
//
// Failures end the test at once. Everything waits up to Patience.
package browsertest

import "time"

// Patience is how long anything may take.
const Patience = 20 * time.Second
