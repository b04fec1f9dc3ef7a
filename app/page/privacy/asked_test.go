package privacy_test

import (
	"testing"
	"tierbook/app/browsertest"
)

// TestLockedWorkStaysInSight opens another list while work is locked: the way
// back to it stays on the page, after a reload too, and says what it replaces.
func TestLockedWorkStaysInSight(t *testing.T) {
	b, host, page := start(t)
	keep(page, "On this device, under a passphrase", "correct horse battery")
	page.Reload()
	page.Wait("the question", `document.querySelector("#unlock-work[open]") && document.getAnimations().length === 0`)
	if focused := page.Focused(); focused != "unlock-phrase" {
		t.Errorf("the focus is on %q, want the passphrase", focused)
	}
	page.Click("button", "Not now")
	page.SetFile(listOf(t, "other.csv", 30))
	clients(page, "30")
	page.See("button", "Unlock it")
	page.Wait("it to be stored", `sessionStorage.getItem("tierbook.tab")`)
	page.Saved()
	page.Reload()
	clients(page, "30")
	page.See("button", "Unlock it")
	page.Click("link", "Privacy")
	page.Wait("it to be listed", `document.querySelector("#stored")?.textContent.includes("Other work, locked")`)
	page.Click("link", "Tiers")
	page.Click("button", "Unlock it")
	page.Wait("the question", `document.querySelector("#unlock-work[open]")?.textContent.includes("takes the place of the list that is open now") && document.getAnimations().length === 0`)
	page.Screenshots("locked-other")
	page.Fill("textbox", "Passphrase", "correct horse battery")
	page.Click("button", "Unlock")
	clients(page, "40")
	b.MustBeClean(host)
}

// TestWrongPassphraseOfAFile stays where it is asked for, and says so there.
func TestWrongPassphraseOfAFile(t *testing.T) {
	b, host, page := start(t)
	page.CatchFiles()
	page.Click("link", "Privacy")
	for _, refused := range [][3]string{{"a", "a", "eight characters"}, {"correct horse battery", "correct hose battery", "not the same"}} {
		page.Fill("textbox", "Passphrase for the file", refused[0])
		page.Fill("textbox", "The file’s passphrase once more", refused[1])
		page.Click("button", "Save a file")
		page.Wait("the reason", `document.querySelector("#work-file .bad .hint")?.textContent.includes("`+refused[2]+`")`)
		if typed := page.Value("textbox", "The file’s passphrase once more"); len([]rune(typed)) != len(refused[1]) {
			t.Errorf("the field has %q once it is refused", typed)
		}
	}
	page.Click("button", "Show: Passphrase for the file")
	page.Wait("it to be seen", `document.querySelector("#file-phrase").type === "text" && document.querySelector("#file-phrase").value === "correct horse battery"`)
	page.Click("button", "Hide: Passphrase for the file")
	page.Fill("textbox", "The file’s passphrase once more", "correct horse battery")
	page.Click("button", "Save a file")
	_, text := page.Caught()
	file := browsertest.File(t, "work.tierbook", text)
	other := b.Open(host.URL)
	other.SetFile(file)
	other.Wait("the question", `document.querySelector("#file-ask[open]") && document.getAnimations().length === 0`)
	if focused := other.Focused(); focused != "file-secret" {
		t.Errorf("the focus is on %q, want the passphrase", focused)
	}
	for range 2 {
		other.Fill("textbox", "Its passphrase", "wrong horse battery")
		other.Click("button", "Open the file")
		other.Wait("the refusal", `document.querySelector("#file-ask[open]")?.textContent.includes("does not open it")`)
	}
	var twice bool
	if other.Eval(`document.querySelector(".toasts").textContent.includes("does not open it")`, &twice); twice {
		t.Error("it is said in a message as well")
	}
	other.Fill("textbox", "Its passphrase", "correct horse battery")
	other.Click("button", "Open the file")
	clients(other, "40")
	other.Wait("the question to go", `!document.querySelector("#file-ask[open]")`)
	b.MustBeClean(host)
}
