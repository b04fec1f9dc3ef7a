"use strict";
window.goappGetenv = () => "";
const go = new Go();
WebAssembly.instantiateStreaming(fetch("gallery.wasm"), go.importObject).then((r) => go.run(r.instance));
