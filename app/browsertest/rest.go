package browsertest

import (
	"fmt"
	"time"
)

// asks is, in the page, what its program asks of the worker and has no answer
// to, and when the last of that was asked or answered. Reading a file, which may
// take long and shows how far it is, does not count. It is put there at its first
// use, under a name that no element has for its id.
const asks = `(window.browsertestAsks ??= (() => {
	const asks = { open: new Set(), last: performance.now() };
	tierbook.onworker((line) => {
		asks.open.clear(); // those of a worker that has died get no answer
		const post = line.postMessage, dispatch = line.dispatchEvent;
		line.postMessage = (message, ...rest) => {
			const { seq, open, read } = JSON.parse(message.text);
			if (!open && !read) asks.open.add(seq), asks.last = performance.now();
			post.call(line, message, ...rest);
		};
		line.dispatchEvent = (event) => {
			if (event.type === "message") {
				const { seq, done } = JSON.parse(event.data.text ?? event.data);
				if (done) asks.open.delete(seq);
				asks.last = performance.now();
			}
			return dispatch.call(line, event);
		};
	});
	return asks;
})())`

// still is a promise that is kept once the worker has answered all it was
// asked, nothing moves, and the document has not changed for some
// milliseconds and frames, all of it later than so many milliseconds from now. A
// tab that nobody looks at has no frames.
const still = `(ms, frames, later) => new Promise((done, fail) => {
	const asks = %s, began = performance.now(), from = began + later;
	let last = performance.now(), seen = 0;
	const watch = new MutationObserver(() => (last = performance.now(), seen = 0));
	watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
	const moves = (a) => a.playState === "running" && a.effect.getTiming().iterations !== Infinity;
	const look = () => {
		const now = performance.now();
		if (now < from || asks.open.size > 0 || document.getAnimations().some(moves)) last = now, seen = 0;
		if (now - Math.max(last, asks.last) > ms && seen++ >= frames) return watch.disconnect(), done(0);
		if (now - began > 15_000) return fail(new Error("the page is not at rest: " + JSON.stringify({
			unanswered: [...asks.open], moving: document.getAnimations().filter(moves).length, changed: now - last, answered: now - asks.last, seen,
		})));
		let next = () => (next = () => 0, look());
		requestAnimationFrame(() => next());
		setTimeout(() => next(), 100);
	};
	look();
})`

// Rest waits until the page is at rest: what is done after a short while, such
// as taking away a dialog that has been closed, has been done too.
func (p *Page) Rest() {
	p.b.t.Helper()
	p.still(250 * time.Millisecond)
}

// Drawn waits until what was done last shows: all answers of the worker, and
// each thing they change.
func (p *Page) Drawn() {
	p.b.t.Helper()
	p.still(50 * time.Millisecond)
}

// resizeDelay is how long after it got another size the program hears of it.
const resizeDelay = 250 * time.Millisecond

func (p *Page) still(d time.Duration) {
	p.b.t.Helper()
	later := max(0, resizeDelay-time.Since(p.resized))
	p.Eval(fmt.Sprintf("("+still+")(%d, 3, %d)", asks, d.Milliseconds(), later.Milliseconds()), nil)
}

// Saved waits until all that the user has changed is kept, as far as it is to be
// kept: it has the worker save, as the page does when it is hidden.
func (p *Page) Saved() {
	p.b.t.Helper()
	p.Drawn() // a change that waits for one before it has been sent
	p.Eval(`new Promise((done) => tierbook.onworker((line) => {
		const seq = window.browsertestSaves = (window.browsertestSaves ?? 2e9) + 1; // no number of the program's own
		const dispatch = line.dispatchEvent;
		line.dispatchEvent = (event) => {
			if (event.type === "message" && JSON.parse(event.data.text ?? event.data).seq === seq) done(0), line.dispatchEvent = dispatch;
			return dispatch.call(line, event);
		};
		line.postMessage({ text: JSON.stringify({ seq, keep: { verb: "flush" } }) });
	})())`, nil)
}
