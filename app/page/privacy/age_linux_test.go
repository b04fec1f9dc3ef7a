package privacy_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

// buildAge builds the public age command out of the module that the page is
// built with, at the version that go.mod pins.
func buildAge(t *testing.T) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "filippo.io/age").Output()
	if err != nil {
		t.Fatal(err)
	}
	age := filepath.Join(t.TempDir(), "age")
	build := exec.Command("go", "build", "-o", age, "./cmd/age")
	build.Dir = strings.TrimSpace(string(dir)) // its own go.sum says what it is made of
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building age: %v\n%s", err, text)
	}
	return age
}

// TestTheAgeToolAgrees has the public age command open what the page saved, and
// the page open what that command made of it, armoured or not.
func TestTheAgeToolAgrees(t *testing.T) {
	age, dir := buildAge(t), t.TempDir()
	b, host, page := start(t)
	page.CatchFiles()
	page.Click("link", "Privacy")
	page.Click("button", "Save a file")
	_, plain := page.Caught()
	page.Fill("textbox", "Passphrase for the file", "correct horse battery")
	page.Fill("textbox", "The file’s passphrase once more", "correct horse battery")
	page.Click("button", "Save a file")
	ours, opened := filepath.Join(dir, "ours.tierbook"), filepath.Join(dir, "opened.json")
	_, text := page.Caught()
	if err := os.WriteFile(ours, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	b.MustBeClean(host)

	atTerminal(t, exec.Command(age, "-d", "-o", opened, ours), "correct horse battery")
	inside, err := os.ReadFile(opened)
	if err != nil {
		t.Fatal(err)
	}
	var got, want map[string]any
	if err := json.Unmarshal(inside, &got); err != nil {
		t.Fatalf("age opens it as something else: %v", err)
	}
	if err := json.Unmarshal([]byte(plain), &want); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"history", "imports"} {
		a, _ := json.Marshal(got[key])
		b, _ := json.Marshal(want[key])
		if len(a) < 100 || !bytes.Equal(a, b) {
			t.Errorf("%s: age opens\n%.300s\nthe plain file has\n%.300s", key, a, b)
		}
	}

	other := browsertest.Start(t, browsertest.Options{})
	for _, flags := range [][]string{{"-p"}, {"-p", "-a"}} {
		theirs := filepath.Join(dir, "theirs.tierbook")
		os.Remove(theirs)
		atTerminal(t, exec.Command(age, append(flags, "-o", theirs, opened)...), "other horse battery", "other horse battery")
		page := other.Open(host.URL)
		page.SetFile(theirs)
		page.Wait("the question", `document.querySelector("#file-ask[open]") && document.getAnimations().length === 0`)
		page.Fill("textbox", "Its passphrase", "other horse battery")
		page.Click("button", "Open the file")
		clients(page, "40")
		page.Close()
	}
	other.MustBeClean(host)
}
