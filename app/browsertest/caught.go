package browsertest

import "encoding/base64"

// CatchFiles has what the page hands to the browser to be saved kept for Caught
// instead, until the page loads again.
func (p *Page) CatchFiles() {
	p.b.t.Helper()
	p.Eval(`(() => {
		window.caught = [];
		const blobs = {}, make = URL.createObjectURL;
		URL.createObjectURL = (blob) => {
			const url = make(blob);
			blobs[url] = blob;
			return url;
		};
		HTMLAnchorElement.prototype.click = async function () {
			const name = this.download, bytes = new Uint8Array(await blobs[this.href].arrayBuffer());
			caught.push({ name, text: Array.from(bytes, (b) => String.fromCharCode(b)).join("") });
		};
	})()`, nil)
}

// Caught waits for the next file that the page hands out, and takes it.
func (p *Page) Caught() (name, text string) {
	p.b.t.Helper()
	p.Wait("the file", "caught.length")
	var file struct{ Name, Text string }
	p.Eval("(({ name, text }) => ({ name, text: btoa(text) }))(caught.shift())", &file)
	raw, err := base64.StdEncoding.DecodeString(file.Text)
	p.b.must(err)
	return file.Name, string(raw)
}
