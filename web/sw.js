// The service worker: keeps the files of one build on the device and serves
// them, and nothing else. It never sees client data: that is read by the page,
// and the page makes no requests.
//
// A build is kept whole or not at all: every file is checked against its hash
// while it is fetched, the cache bears the build's id, and it takes over only
// when the page asks or no page is open. So two builds never mix.
"use strict";

const BUILD = null; // written here by `tierbook build`

const base = new URL("./", self.location);
const at = (name) => new URL(name, base).href;
const files = new Map(BUILD.files.map((file) => [at(file.name), file]));
const prefix = `tierbook ${base.pathname} `; // other copies of Tierbook may live on this origin
const mine = prefix + BUILD.id;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
self.addEventListener("message", (event) => {
  if (event.data === "skipWaiting") self.skipWaiting();
  if (event.data === "report") event.waitUntil(report(event.ports[0]));
});
self.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));

// Requests since this worker was woken: those it made, and those of a page that
// it turned down.
let made = 0;
let refused = 0;

async function report(port) {
  const files = (await caches.has(mine)) ? (await (await caches.open(mine)).keys()).length : 0;
  port.postMessage({ build: BUILD.id, files, fetched: made, refused });
}

async function install() {
  try {
    const cache = await caches.open(mine);
    await Promise.all([...files].map(async ([url, file]) => cache.put(url, await fetched(url, file))));
  } catch (err) {
    await caches.delete(mine);
    for (const page of await self.clients.matchAll({ includeUncontrolled: true })) {
      page.postMessage({ kind: "failed", why: err.message });
    }
    throw err;
  }
}

// fetched takes a file from the browser's cache when it is the right one there,
// so that a first visit downloads nothing twice, else from the host.
async function fetched(url, file) {
  for (const cache of ["default", "reload"]) {
    try {
      const options = { cache, credentials: "same-origin" };
      if (file.integrity) options.integrity = file.integrity;
      made++;
      const response = await fetch(url, options);
      if (!response.ok) throw new Error(`it was answered with ${response.status}`);
      const body = await response.arrayBuffer();
      if (!file.integrity && JSON.parse(new TextDecoder().decode(body)).id !== BUILD.id) throw new Error("it is of another build");
      return new Response(body, { headers: { ...BUILD.headers, "Content-Type": file.type } });
    } catch (err) {
      if (cache === "reload") throw new Error(`${file.name} could not be kept: ${err.message}`);
    }
  }
}

async function dropOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== mine) await caches.delete(name);
  }
}

// answer serves the build's files and refuses everything else, so a page in
// our charge reaches no network even by accident.
async function answer(request) {
  const url = new URL(request.url);
  url.search = url.hash = "";
  const name = url.href === base.href ? at("index.html") : url.href;
  if (request.method === "GET" && files.has(name)) {
    // Not by opening the cache, which would make an empty one after a wipe.
    return (await caches.match(name, { cacheName: mine })) ?? fetched(name, files.get(name));
  }
  if (request.mode === "navigate") return Response.redirect(base.href);
  refused++;
  return Response.error();
}
