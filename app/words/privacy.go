package words

import (
	"strconv"
	"strings"
)

// Network says what came of trying the network.
func Network(state string) string {
	switch state {
	case "shut":
		return "network shut: tried, and refused by the browser"
	case "open":
		return "network open"
	}
	return "network not tried yet"
}

// Requests says how many addresses have been asked for, and which.
func Requests(list []string) string {
	switch {
	case list == nil:
		return "this browser does not tell"
	case len(list) == 0:
		return "none"
	}
	var names []string
	for _, address := range list {
		names = append(names, address[strings.LastIndexByte(address, '/')+1:])
	}
	return strconv.Itoa(len(list)) + ": " + strings.Join(names, ", ")
}

// Unseen says what the page cannot see of itself, and what no policy stops.
// Calls are those from browser to browser.
func Unseen(calls bool) string {
	text := "It cannot see what the browser does on its own: looking for a newer Tierbook, which is one file of this address (sw.js) without anything of yours, its own updates and checks, saving of passwords if you allow it, and what extensions do. Chrome, Edge and other Chromium browsers ask a server of their maker about the shape of forms and fields on any page, to fill them in, and may tell it afterwards which kinds of fields there were; the browser’s settings for filling in forms (autofill), addresses and passwords switch that off. Tierbook marks all fields but those for passphrases as not to be filled in.\n" +
		"No policy stops a page from leaving for another address, nor from looking up the name of one or opening an empty connection to it. Tierbook does none of that and has no link to any other address; its source says so.\n"
	if calls {
		return text + "Calls from browser to browser (WebRTC) are beyond the policy as well, and this browser did not let Tierbook take them away. Tierbook makes none."
	}
	return text + "Calls from browser to browser (WebRTC) are beyond the policy as well. Tierbook makes none, and takes them away from this page before it reads a file; a program that wanted them could still get them out of an empty frame. The worker that holds your list never has them."
}

// StoredAs says how work is stored.
func StoredAs(mode string) string {
	switch mode {
	case "tab":
		return "encrypted under the tab’s key"
	case "passphrase":
		return "encrypted under your passphrase"
	}
	return "readable to whoever can use this browser"
}

// Items lists what is stored by its names.
func Items(names []string) string {
	if len(names) == 0 {
		return "nothing"
	}
	all := make([]string, len(names))
	for i, n := range names {
		switch n {
		case "tierbook.theme":
			all[i] = "the colours"
		case "tierbook.keep":
			all[i] = "what is kept"
		case "tierbook.copy":
			all[i] = "when a copy was saved"
		case "tierbook.first":
			all[i] = "since when work is kept"
		case "tierbook.lock":
			all[i] = "when to lock"
		case "tierbook.offline":
			all[i] = "that it works offline"
		case "tierbook.gone":
			all[i] = "that work was lost"
		case "tierbook.tab":
			all[i] = "a random key"
		default:
			all[i] = n
		}
	}
	return strings.Join(all, ", ")
}

// Declined says that the browser does not promise to keep what is stored, once
// it was asked, and what helps.
func Declined(asked bool) string {
	if !asked {
		return ""
	}
	return "The browser has not agreed. Some do once the page is installed as an app, is bookmarked or has been used more; it can be asked again then. Save a file meanwhile: that is cleared by nobody but you."
}

// Safari says what is particular there.
func Safari() string {
	return "Safari clears what a page has stored after seven days in which you use Safari and do not come back to the page. Save a file, or put Tierbook on the Home Screen, where that does not happen.\n" +
		"An app on the Home Screen has a storage of its own: it does not see what was kept in Safari, nor the other way round. Save a file, then open it in the app.\n" +
		"A tablet short of memory may close a tab by itself. What was kept for the tab is then only there if it opens the same tab again."
}

// Newer says that a newer Tierbook is to be had, and the verb that leads to it.
func Newer(update string) (text, verb string) {
	if update == "waiting" {
		return "A newer Tierbook is ready.", "Change to it"
	}
	return "Tierbook was updated in another tab.", "Reload"
}

// Version says which Tierbook this is.
func Version(build, offline, why string) string {
	text := "This is build " + build + ". "
	switch offline {
	case "ready":
		return text + "It is whole on this device and works without a network."
	case "preparing":
		return text + "It is just being put on this device, to work without a network."
	case "forgotten":
		return text + "It was wiped from this device and is loaded anew with the page."
	}
	if text += "It could not be put on this device, so the page needs a network to be loaded. What you do in it needs none."; why != "" {
		text += " (" + why + ")"
	}
	return text
}

// AsListed says how many of the files that are kept are as listed, and what cannot
// be looked at.
func AsListed(right, files int) string {
	if right == 0 {
		return "None of them is kept on this device yet."
	}
	return strconv.Itoa(right) + " of these " + strconv.Itoa(files) + " files are kept on this device, were hashed there just now, and are as listed. What cannot be looked at is sw.js: the browser keeps it apart, and renews it by itself."
}

// Checks are five steps with which anyone can see that nothing leaves.
func Checks() []string {
	return []string{
		"Open this page, and then the browser’s developer tools: F12, or ⌥⌘I on a Mac. Choose the tab Network.",
		"Clear the list there, and open your client list in Tierbook. Go through every place. No request appears.",
		"Choose the tab Console and type tierbook.network. It says “shut” for the window and for the worker: each has tried to fetch a file and was refused. Try it yourself: fetch(\"/\") is refused too.",
		"Choose the tab Elements and look at the first lines of the page: the Content-Security-Policy lets it load its own files only, and the second one, which is added before your file is read, names no address at all.",
		"Turn the network off, reload the page, and do all of it again. It works, so nothing on any server is needed.",
	}
}

// Questionnaire is what vendors are asked, and the answers.
func Questionnaire() [][2]string {
	return [][2]string{
		{"Which client data does the product send to the vendor or to third parties?", "None. Client lists are read, scored and kept in the user’s own browser. There is no server part, no account, no analytics, no third-party content."},
		{"Where is client data processed and stored?", "In the browser, on the user’s device. What is kept there, if anything, is the user’s choice: nothing, for the open tab, on the device under a passphrase, or on the device. Files are saved where the user saves them."},
		{"How is stored data encrypted?", "For the tab and under a passphrase: with age (X25519, ChaCha20-Poly1305; passphrases through scrypt). Kept on the device without a passphrase, it is as safe as the device. Saved files are encrypted in the same way when a passphrase is given, and plain when none is."},
		{"How is data encrypted in transit?", "Client data is not in transit. The program itself should be served over HTTPS. What runs is checked against a SHA-256 hash first, but for two files: index.html, where the hashes begin, and sw.js, which browsers fetch and renew by themselves; before that is first put in charge it is compared with the list of files that the host publishes."},
		{"Which technical measure keeps data from leaving?", "A Content-Security-Policy that allows only the page’s own files while it loads and, before a client list is opened, no address at all any more; it applies to the window and to the worker that holds the data, and is tested in both each time the page starts. Without it the page refuses to open a list. It does not cover what no policy covers: leaving the page, looking up a name or opening an empty connection, and calls from browser to browser. Tierbook does none of these."},
		{"What is outside of these measures?", "Browser extensions, keyboards that learn, malware, screen capture, what the browser sends on its own (Chromium browsers ask a server of their maker about the shape of forms, and may report on it, unless filling in forms is switched off in their settings or by policy), backups of the device, other users of the same browser profile, and the access log of the host, which sees that the page was loaded, from which address and when."},
		{"Who has access to the data?", "Whoever can use the device and the browser profile, or has a saved file and its passphrase. The vendor has none."},
		{"Can a lost passphrase be recovered?", "No."},
		{"How is data deleted?", "By “Wipe everything from this device” on the Privacy place; the page then looks whether anything is left. Saved files are deleted like any file. Erased storage of a device may be recovered by forensic means unless the device is encrypted."},
		{"Are there subprocessors?", "None for client data. The host that serves the page is chosen by whoever publishes it."},
		{"Is there an audit log?", "Decisions are kept in a history on the device that can be undone and saved with the file. There is no log of who did what: there are no accounts."},
		{"How can a release be verified?", "Building the published source with the pinned toolchain gives the same bytes; the Privacy place shows the SHA-256 of every file as the host lists it, and hashes those that the device keeps."},
		{"Are there certifications such as SOC 2?", "None are claimed. No client data reaches the vendor, and what is claimed here can be checked in a browser."},
	}
}
