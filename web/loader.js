// The loader: fetches the program, shuts the network, starts the worker and
// the window, and hands over what the user did meanwhile. It is the only
// JavaScript of the page besides Go's own wasm_exec.js and sw.js.
//
// It leaves one global, `tierbook`, for the program. In the window:
//
//	build             id of this build, the same in every file of it
//	files             every file of the build: [{name, bytes, sha256}], null where build.json could not be read
//	onfile(fn)        fn(file, origin) with the File the user chose, also before fn was there; origin is "list" or "sample"
//	onworker(fn)      fn(worker) with the worker now, and with every later one; see "Worker" below
//	restart()         puts a new worker in the place of the present one; false when workers keep dying and no more is started
//	onchange(fn)      fn() whenever something below has changed; onfile, onworker and onchange return a function that ends it
//	paste()           takes a table off the clipboard, where the browser lets a page read it
//	choose()          opens the file chooser (as data-tierbook="open" does); needs a tap of the user's
//	sample()          opens the sample book (as data-tierbook="sample" does)
//	book              the sample book, a File; null before it has been fetched
//	network           {window, worker}: "shut" once a fetch of the page's own origin was tried and refused by the
//	                  policy, "open" when it was not refused, "untried" before. No file is handed over until both are shut.
//	requests()        {window, worker}: the addresses that each has asked for since its network was shut, as the browser
//	                  reports them; null where it does not. Some browsers list sw.js, which they fetch on their own
//	violations        what the policy refused since: [{directive, url}], the one trial of each network left out
//	worker            "starting", "running" or "dead"; death holds the reason
//	offline           "preparing", "ready", "failed" (offlineWhy says why), "unsupported" or "forgotten"
//	controlled        whether the service worker is in charge of this page
//	kept()            a promise of what the service worker says: {build, files: how many it keeps, fetched: requests it
//	                  has made, refused: requests it has turned down, both since it was woken}; null without one
//	audit()           a promise of all of this as JSON text, for the Privacy place: app/host/audit.go says what is in it
//	forget()          removes what the browser keeps of Tierbook itself (the service worker, its files, what this page has
//	                  stored); a promise of the names of what is left of anything, client lists too
//	update            "none", "waiting" (a newer build is on this device), "applying" or "elsewhere" (another tab applied it)
//	settled()         what is kept, if anything, is on the page: the Open place may be seen
//	apply()           changes to the waiting build and reloads the page: save first. Browsers look for a newer one by themselves
//	install           "none", "offered" (showInstall() asks the user), "apple" (Share, Add to Home Screen) or "installed"
//	remark            on what was handed in: "refused" when the browser keeps what was copied, "text" when that is no table,
//	                  "first" when of several files the first was taken; "" once it was told
//	storage           {local, session}: "ok", "full" or "blocked"; what is blocked is stood in for until the page closes
//
// Worker: an EventTarget with postMessage(message, transfer). "message" events
// wait until somebody listens; "error" comes once, when the worker has died.
// In the worker the global `tierbook` has build and nothing else, and
// self.postMessage and "message" events are the program's alone.
"use strict";
(() => {
  const BUILD = null; // written here by `tierbook build`

  const base = new URL("./", document.baseURI);
  const at = (name) => new URL(name, base).href;
  const $ = (id) => document.getElementById(id);

  // ---- what the program sees ----

  const listeners = { file: new Set(), worker: new Set(), change: new Set() };
  const on = (kind, now) => (fn) => {
    listeners[kind].add(fn);
    if (now) now(fn);
    return () => listeners[kind].delete(fn);
  };
  const tell = (kind, ...args) => listeners[kind].forEach((fn) => fn(...args));

  const tierbook = {
    build: BUILD.id,
    files: null,
    onfile: on("file", () => deliver()),
    onworker: on("worker", (fn) => line && fn(line)),
    onchange: on("change"),
    restart: () => restart(),
    choose: () => $("file").click(),
    sample: () => want("sample", tierbook.book),
    book: null,
    paste: () => paste(),
    network: { window: "untried", worker: "untried" },
    requests: () => ({ window: requests.window, worker: requests.worker }),
    violations: [],
    worker: "starting",
    death: "",
    offline: "preparing",
    offlineWhy: "",
    controlled: false,
    update: "none",
    kept: () => askServiceWorker(),
    audit: () => audit(),
    forget: () => forget(),
    apply: () => apply(),
    install: "none",
    showInstall: () => showInstall(),
    settled: () => returning(false),
    storage: { local: "ok", session: "ok" },
    remark: "",
  };
  Object.defineProperty(window, "tierbook", { value: tierbook });

  const change = (what) => {
    Object.assign(tierbook, what);
    tell("change");
  };

  // ---- what is said while the program is not there to say it ----

  $("late").remove();

  let slow; // shows the progress, but not for a load that is over in a blink
  const loading = {
    begin() {
      slow = setTimeout(() => ($("loading").hidden = false), 250);
      this.say("Tierbook is loading. You can already choose your file.");
    },
    say: (text) => ($("loading-text").textContent = text),
    at(share) {
      $("loading-bar").value = Math.floor(100 * share);
    },
    end() {
      clearTimeout(slow);
      $("loading").hidden = true;
    },
  };

  // stop tells why Tierbook cannot go on, and what to do about it.
  function stop(what, remedy) {
    loading.end();
    returning(false);
    const notice = $("notice");
    const head = document.createElement("b");
    head.textContent = what;
    const reload = document.createElement("button");
    reload.type = "button";
    reload.dataset.tierbook = "reload";
    reload.textContent = "Reload the page";
    notice.replaceChildren(head, ` ${remedy} `, reload);
    notice.hidden = false;
  }

  class Failure extends Error {
    constructor(what, remedy) {
      super(what);
      this.remedy = remedy;
    }
  }

  // ---- a file, chosen or dropped, at any time ----

  let pending = null; // {file, origin}
  let wanted = ""; // the origin of what the user asked for last

  function want(origin, file) {
    wanted = origin;
    pending = file ? { file, origin } : null;
    if (origin === "sample") loading.say("The sample book opens as soon as Tierbook has loaded.");
    else loading.say(`“${file.name}” is chosen and opens as soon as Tierbook has loaded.`);
    deliver();
  }

  function deliver() {
    if (!pending || !listeners.file.size) return;
    if (tierbook.network.window !== "shut" || tierbook.network.worker !== "shut") return;
    const { file, origin } = pending;
    pending = null;
    tell("file", file, origin);
  }

  function wantFirst(files) {
    if (files.length) want("list", files[0]);
    if (files.length > 1) change({ remark: "first" });
  }

  const askedBy = ({ target }) => target.closest && target.closest("[data-tierbook]");
  document.addEventListener("click", (event) => act(askedBy(event)));

  // A press that was begun on the shell and ended on the program, which has
  // mounted meanwhile, is no click to the browser. To the user it is one.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => (pressed = askedBy(event)));
  document.addEventListener("pointerup", (event) => {
    const over = askedBy(event);
    if (pressed && !pressed.isConnected && over && over.id === pressed.id) act(over);
    pressed = null;
  });

  function act(asked) {
    if (!asked) return;
    switch (asked.dataset.tierbook) {
      case "open":
        tierbook.choose();
        break;
      case "sample":
        tierbook.sample();
        break;
      case "paste":
        tierbook.paste();
        break;
      case "reload":
        location.reload();
    }
  }

  // A table copied from a spreadsheet: lines of cells with tabs between them. In
  // a field what is pasted is the field's.
  function pasted(text) {
    if (/[\t,;|]/.test(text) && /\S[^]*[\r\n][^]*\S/.test(text)) want("list", new File([text], "Pasted table", { type: "text/tab-separated-values" }));
    else change({ remark: "text" });
  }
  function paste() {
    const clipboard = navigator.clipboard;
    if (clipboard && clipboard.readText) clipboard.readText().then(pasted, () => change({ remark: "refused" }));
    else change({ remark: "refused" });
  }
  document.addEventListener("paste", (event) => {
    const { target, clipboardData } = event;
    if (!clipboardData || (target.closest && target.closest("input, textarea, select, dialog, [contenteditable]"))) return;
    event.preventDefault();
    if (clipboardData.files.length && !clipboardData.getData("text/plain")) wantFirst(clipboardData.files);
    else pasted(clipboardData.getData("text/plain"));
  });
  $("file").addEventListener("change", (event) => {
    wantFirst(event.target.files);
    event.target.value = ""; // so that the same file can be chosen again
  });

  const dragging = (yes) => document.documentElement.classList.toggle("dragging", yes);
  const hasFiles = (event) => event.dataTransfer && event.dataTransfer.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault(); // or the browser would leave the page for the file
    event.dataTransfer.dropEffect = "copy";
    dragging(true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || dragging(false));
  document.addEventListener("drop", (event) => {
    dragging(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    wantFirst(event.dataTransfer.files);
  });

  // A file opened with the installed app from the device's own file manager.
  if (window.launchQueue) {
    window.launchQueue.setConsumer(async ({ files }) => wantFirst(await Promise.all([...files].map((file) => file.getFile()))));
  }

  // ---- storage: go-app is dead in a page whose storage throws ----

  function memoryStorage() {
    const kept = new Map();
    return {
      get length() {
        return kept.size;
      },
      key: (i) => [...kept.keys()][i] ?? null,
      getItem: (k) => kept.get(String(k)) ?? null,
      setItem: (k, v) => void kept.set(String(k), String(v)),
      removeItem: (k) => void kept.delete(String(k)),
      clear: () => kept.clear(),
    };
  }

  function probeStorage(name) {
    const key = "tierbook-probe";
    try {
      const store = window[name];
      store.length; // throws, or store is null, where storage is blocked
      try {
        store.setItem(key, "1");
        store.removeItem(key);
        return "ok";
      } catch {
        return store.length ? "full" : "blocked";
      }
    } catch {
      return "blocked";
    }
  }

  for (const [short, name] of [["local", "localStorage"], ["session", "sessionStorage"]]) {
    tierbook.storage[short] = probeStorage(name);
    if (tierbook.storage[short] === "blocked") Object.defineProperty(window, name, { value: memoryStorage() });
  }

  // The theme chosen before, ahead of the first paint: it waits for this script.
  const theme = window.localStorage.getItem("tierbook.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

  // Where work is kept, what is shown comes from it in a moment: the Open place
  // keeps out of sight until then, so that nobody taps what is about to go.
  const returning = (yes) => document.documentElement.classList.toggle("returning", yes);
  if (sessionStorage.getItem("tierbook.tab") || /device|passphrase/.test(localStorage.getItem("tierbook.keep"))) {
    returning(true);
    setTimeout(returning, 15_000, false);
  }

  // ---- fetching, each file checked against the hash that came with this loader ----

  const broken = () =>
    navigator.onLine === false
      ? new Failure("Tierbook could not be loaded: this device is offline.", "It has not been kept on this device yet. Go online once, then it works without a network.")
      : new Failure("Tierbook could not be loaded: the connection broke.", "Check the connection and reload the page. On a company network a filter may be in the way.");

  // read counts while it reads: uncompressed bytes, as the host's
  // Content-Length may be that of the compressed ones.
  async function read(file, cache, progress) {
    const parts = [];
    let response, got = 0;
    try {
      response = await fetch(at(file.name), { cache });
      const reader = response.body.getReader();
      for (let part = await reader.read(); response.ok && !part.done; part = await reader.read()) {
        parts.push(part.value);
        got += part.value.byteLength;
        progress(got / file.bytes);
      }
    } catch {
      throw broken();
    }
    if (response.ok) return new Blob(parts).arrayBuffer();
    throw new Failure(
      `Tierbook could not be loaded: ${file.name} was answered with ${response.status}.`,
      "If a newer version has just been published, reloading is enough. On a company network a filter may be holding the file back: ask for this address to be let through.",
    );
  }

  async function isRight(bytes, file) {
    if (!crypto.subtle) return true; // plain http to another machine: nothing to check with, and no safety to be had
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(sum, (b) => b.toString(16).padStart(2, "0")).join("") === file.sha256;
  }

  async function bytesOf(file, progress = () => {}) {
    for (const cache of ["force-cache", "reload"]) { // what was kept may be damaged; what comes anew must not be
      const bytes = await read(file, cache, progress);
      if (await isRight(bytes, file)) return bytes;
    }
    throw new Failure(`Tierbook was not started: ${file.name} is not the file that was published.`, "It was changed or cut short on the way. Reload the page; if this comes again, tell whoever runs this site.");
  }

  async function compile(bytes) {
    try {
      return await WebAssembly.compile(bytes);
    } catch (err) {
      throw new Failure("Tierbook could not be started: the browser did not accept the program.", `A current Safari, Chrome, Edge or Firefox is needed. (${err.message})`);
    }
  }

  // ---- the network, shut ----

  const serviceWorkerURL = at("sw.js");

  // After this the page can load nothing any more, from no address. The worker,
  // made from a blob, inherits it.
  function shutNetwork() {
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    for (const way of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"]) delete window[way]; // of calls between browsers a policy knows nothing
    policy.content = BUILD.shut;
    document.head.append(policy);
  }

  // tryNetwork fetches a file that has just been loaded, so that only the
  // policy can be the reason when it fails. It runs in the worker as well.
  async function tryNetwork(url) {
    try {
      await fetch(url, { cache: "force-cache" });
      return "open";
    } catch {
      return "shut";
    }
  }

  const requests = { window: null, worker: null };

  // listRequests lists what the browser reports as fetched from now on, the
  // trial of the network left out. It runs in the worker as well.
  function listRequests(trial, tell) {
    const list = [];
    try {
      new PerformanceObserver((entries) => {
        list.push(...entries.getEntries().map((entry) => entry.name).filter((name) => name !== trial));
        tell(list);
      }).observe({ type: "resource" });
      tell(list);
    } catch {
      // A browser that does not report leaves null.
    }
  }

  const trial = at(BUILD.exec.name);
  document.addEventListener("securitypolicyviolation", (event) => {
    if (event.effectiveDirective === "connect-src" && event.blockedURI === trial) return;
    tierbook.violations.push({ directive: event.effectiveDirective, url: event.blockedURI });
    tell("change");
  });

  // ---- Trusted Types: two addresses may ever be run, and no text ----

  let workerURL = "";
  const rules = {
    createScriptURL(url) {
      if (url === workerURL || url === serviceWorkerURL) return url;
      throw new TypeError(`tierbook runs no script from ${url}`);
    },
  };
  const trusted = window.trustedTypes ? window.trustedTypes.createPolicy("tierbook", rules) : rules;

  // ---- the worker ----

  // workerMain is the worker's own code; its text is sent, so it must not use
  // anything around it but what is passed in the first message.
  function workerMain(tryNetwork, listRequests) {
    self.addEventListener("message", async ({ data, ports: [control] }) => {
      const say = (kind, value) => control.postMessage({ kind, value });
      try {
        const network = await tryNetwork(data.trial);
        say("network", network);
        if (network !== "shut") return;
        listRequests(data.trial, (list) => say("requests", list));
        self.tierbook = { build: data.build };
        const go = new Go();
        go.env = { GOGC: "50" }; // memory is dearer than time on a tablet
        let code = 0;
        go.exit = (c) => (code = c);
        const instance = await WebAssembly.instantiate(data.module, go.importObject);
        say("running");
        await go.run(instance);
        say("died", `the program in the worker ended with code ${code}`);
      } catch (err) {
        say("died", String(err));
      }
    }, { once: true });
  }

  class Line extends EventTarget {
    #worker;
    #waiting = []; // messages that came before anybody listened; null afterwards
    constructor(worker) {
      super();
      this.#worker = worker;
      worker.addEventListener("message", ({ data }) => {
        if (this.#waiting) this.#waiting.push(data);
        else this.dispatchEvent(new MessageEvent("message", { data }));
      });
    }
    addEventListener(kind, ...rest) {
      super.addEventListener(kind, ...rest);
      if (kind !== "message" || !this.#waiting) return;
      const waiting = this.#waiting;
      queueMicrotask(() => {
        this.#waiting = null;
        waiting.forEach((data) => this.dispatchEvent(new MessageEvent("message", { data })));
      });
    }
    postMessage(...args) {
      this.#worker.postMessage(...args);
    }
    terminate() {
      this.#worker.terminate();
    }
  }

  let line = null;
  let workerCode, workerModule;
  const deaths = []; // when workers died lately

  function startWorker() {
    workerURL = URL.createObjectURL(workerCode);
    const worker = new Worker(trusted.createScriptURL(workerURL));
    const mine = (line = new Line(worker));
    const { port1: control, port2 } = new MessageChannel();
    const before = requests.worker ?? []; // of workers that have died
    tierbook.network.worker = "untried";
    change({ worker: "starting" });

    const died = (why) => {
      if (mine !== line || tierbook.worker === "dead") return;
      deaths.push(Date.now());
      worker.terminate();
      change({ worker: "dead", death: why });
      mine.dispatchEvent(new Event("error"));
    };
    control.onmessage = ({ data: { kind, value } }) => {
      switch (kind) {
        case "network":
          URL.revokeObjectURL(workerURL); // it runs: nobody needs the address again
          tierbook.network.worker = value;
          if (value === "open") return refuse();
          tell("change");
          return deliver();
        case "requests":
          requests.worker = [...before, ...value];
          return;
        case "running":
          return change({ worker: "running", death: "" });
        case "died":
          return died(value);
      }
    };
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      died(event.message || "the worker could not be started");
    });
    worker.postMessage({ module: workerModule, build: BUILD.id, trial }, [port2]);
    tell("worker", line);
  }

  function restart() {
    const lately = deaths.filter((when) => Date.now() - when < 60_000).length;
    if (lately > 3) {
      stop("Tierbook stopped several times in a row.", `Close other tabs and programs to free memory, then reload the page. (${tierbook.death})`);
      return false;
    }
    if (line) line.terminate();
    startWorker();
    return true;
  }

  // refuse is for a browser that does not do as the policy says: better no
  // Tierbook than one that only says that nothing leaves.
  function refuse() {
    tell("change");
    stop("Tierbook will not open a client list in this browser.", "The page told the browser to refuse all network access, and the browser did not obey. Please use a current Safari, Chrome, Edge or Firefox.");
  }

  // ---- the window ----

  async function runWindow() {
    const shell = $("app");
    if (document.body.firstElementChild !== shell) document.body.prepend(shell); // an extension has put something before it
    let focused = null;
    const keep = () => (focused = document.activeElement && document.activeElement.id);
    document.addEventListener("focusin", keep);
    keep();
    new MutationObserver((_, watch) => {
      if (shell.isConnected) return;
      watch.disconnect();
      performance.mark("tierbook-mounted");
      document.removeEventListener("focusin", keep);
      loading.end();
      if (focused && $(focused)) $(focused).focus({ preventScroll: true });
    }).observe(document.body, { childList: true });

    const remedy = "Reload the page. What is not kept on this device has to be opened again.";
    const go = new Go();
    const instance = await WebAssembly.instantiate(workerModule, go.importObject);
    go.run(instance).then(
      () => stop("Tierbook has stopped.", remedy),
      (err) => stop("Tierbook has stopped.", `${remedy} (${err})`),
    );
  }

  // ---- offline and updates ----

  const workers = navigator.serviceWorker;
  let registration = null;

  // The browser fetches and runs the service worker's file by itself. So on a
  // page that none is in charge of yet, what the host has there is first compared
  // with the list.
  const unlessInCharge = () =>
    workers && !workers.controller ? fetch(serviceWorkerURL, { cache: "no-store" }).then((response) => response.arrayBuffer()).catch(() => null) : null;
  async function isKnown(script) {
    const file = tierbook.files && tierbook.files.find(({ name }) => name === "sw.js");
    return workers && (workers.controller || (script && file && (await isRight(script, file))));
  }

  // keepOffline asks for the service worker before anything else, while the
  // policy still allows that.
  async function keepOffline(known) {
    if (!workers) return change({ offline: "unsupported" });
    if (!known) return change({ offline: "failed", offlineWhy: "sw.js is not the file that was published" });
    const ready = () => change({ offline: "ready" });
    const notice = () => {
      if (registration && registration.waiting && tierbook.update === "none" && workers.controller) change({ update: "waiting" });
    };
    const registering = workers.register(trusted.createScriptURL(serviceWorkerURL), { updateViaCache: "none" });
    workers.addEventListener("message", ({ data }) => {
      if (data && data.kind === "failed" && tierbook.offline !== "ready") change({ offline: "failed", offlineWhy: data.why });
    });
    workers.addEventListener("controllerchange", () => {
      const now = workers.controller;
      if (tierbook.update === "applying") return location.reload();
      change({ controlled: Boolean(now) });
      // None is there when the browser's data were cleared; that is no update.
      if (!now) change({ offline: "forgotten" });
      else ask(now).then(({ build }) => build !== BUILD.id && change({ update: "elsewhere" }));
    });
    try {
      registration = await registering;
    } catch (err) {
      return change({ offline: "failed", offlineWhy: err.message });
    }
    change({ controlled: Boolean(workers.controller) });
    const watch = (worker) => {
      if (!worker) return;
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") ready();
        if (worker.state === "redundant" && tierbook.offline === "preparing") change({ offline: "failed" });
        notice();
      });
    };
    watch(registration.installing);
    registration.addEventListener("updatefound", () => watch(registration.installing));
    if (registration.active) ready();
    notice();
  }

  const askServiceWorker = async () => (registration && registration.active ? ask(registration.active) : null);
  const ask = (worker) =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => done(data);
      worker.postMessage("report", [port2]);
    });

  const ours = (storage) => Object.keys(storage).filter((key) => key.startsWith("tierbook"));

  // right hashes what the service worker keeps, once it keeps all of it, and
  // counts the files that are as listed.
  let counted = null;
  async function count() {
    let n = 0;
    for (const file of tierbook.files) {
      const kept = await caches.match(at(file.name), { cacheName: `tierbook ${base.pathname} ${BUILD.id}` });
      if (kept && (await isRight(await kept.arrayBuffer(), file))) n++;
    }
    return n;
  }
  const right = () => (counted ??= tierbook.offline === "ready" && tierbook.files ? count() : null);

  // audit looks at everything anew; what a browser does not tell is null.
  async function audit() {
    const unless = (promise) => Promise.resolve(promise).catch(() => null);
    const manager = navigator.storage;
    const room = manager && manager.estimate ? await unless(manager.estimate()) : null;
    return JSON.stringify({
      build: BUILD.id, network: tierbook.network, requests: requests, violations: tierbook.violations.length,
      service: await unless(askServiceWorker()), controlled: tierbook.controlled, offline: tierbook.offline, why: tierbook.offlineWhy,
      right: (await unless(right())) || 0, persisted: manager && manager.persisted ? await unless(manager.persisted()) : null,
      usage: room ? room.usage : null, database: room && room.usageDetails ? room.usageDetails.indexedDB || 0 : null,
      local: ours(localStorage), session: ours(sessionStorage), blocked: tierbook.storage.local === "blocked",
      calls: "RTCPeerConnection" in window, install: tierbook.install, files: tierbook.files,
    });
  }

  // forget leaves nothing behind, and looks. The page goes on without.
  async function forget() {
    const own = async () => (window.caches ? (await caches.keys()).filter((name) => name.startsWith(`tierbook ${base.pathname} `)) : []);
    for (const name of await own()) await caches.delete(name);
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (/^(tierbook|\/go-app)/.test(key)) storage.removeItem(key);
    }
    if (registration) { // a browser that is just looking for an update, or has other tabs of ours, takes its time
      await Promise.race([registration.unregister(), new Promise((done) => setTimeout(done, 2000))]);
      registration = null;
    }
    const left = workers ? await workers.getRegistrations() : [];
    const databases = indexedDB.databases ? await indexedDB.databases() : [];
    change({ offline: "forgotten" });
    return [
      ...left.filter((one) => one.scope === base.href).map(() => "service worker"),
      ...(await own()),
      ...[localStorage, sessionStorage].flatMap(ours),
      ...databases.map((one) => one.name).filter((name) => name === "tierbook"),
    ];
  }

  function apply() {
    if (!registration || !registration.waiting) return location.reload();
    change({ update: "applying" });
    registration.waiting.postMessage("skipWaiting");
  }

  // ---- installing, and what go-app asks a page for ----

  let prompt = null;
  const installed = () => navigator.standalone === true || matchMedia("(display-mode: standalone)").matches;
  const apple = () => /iP(hone|ad|od)/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  const findInstall = () => {
    change({ install: installed() ? "installed" : prompt ? "offered" : apple() ? "apple" : "none" });
    window.goappOnAppInstallChange();
  };

  async function showInstall() {
    if (!prompt) return;
    prompt.prompt();
    await prompt.userChoice;
    prompt = null;
    findInstall();
  }

  Object.assign(window, {
    goappNav() {},
    goappOnUpdate() {},
    goappUpdatedBeforeWasmLoaded: false,
    goappOnAppInstallChange: () => (window.goappAppInstallChangedBeforeWasmLoaded = true),
    goappAppInstallChangedBeforeWasmLoaded: false,
    goappIsAppInstallable: () => tierbook.install === "offered" || tierbook.install === "apple",
    goappIsAppInstalled: installed,
    goappIsAppleBrowser: apple,
    goappShowInstallPrompt: showInstall,
    goappTryUpdate() {}, // the browser looks for one with every visit; the page may not
    // Routes are below wherever the page happens to be hosted.
    goappGetenv: (key) => (key === "GOAPP_ROOT_PREFIX" ? base.pathname.slice(0, -1) : ""),
  });
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    prompt = event;
    findInstall();
  });
  window.addEventListener("appinstalled", () => {
    prompt = null;
    findInstall();
  });

  // ---- start ----

  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));

  async function start() {
    if (location.pathname.endsWith("/index.html")) history.replaceState(null, "", base.pathname + location.search + location.hash);
    findInstall();
    if (typeof WebAssembly !== "object") {
      throw new Failure("This browser cannot run Tierbook: it has no WebAssembly.", "Please use a current Safari, Chrome, Edge or Firefox. On a managed computer an administrator may have switched it off.");
    }
    loading.begin();
    const [module, exec, sample, script, list] = await Promise.all([
      bytesOf(BUILD.wasm, loading.at).then(compile),
      bytesOf(BUILD.exec),
      bytesOf(BUILD.sample),
      unlessInCharge(),
      fetch(at("build.json"), { cache: "no-cache" }).then((response) => response.json()).catch(() => null),
      parsed, // and so wasm_exec.js has run
    ]);
    performance.mark("tierbook-fetched");
    if (typeof Go !== "function") {
      throw new Failure(`Tierbook could not be started: ${BUILD.exec.name} did not run.`, "Reload the page. An extension or a filter may be keeping it from running.");
    }
    if (list && list.id === BUILD.id) tierbook.files = list.files;
    tierbook.book = new File([sample], "sample.csv", { type: "text/csv" });
    if (wanted === "sample") tierbook.sample();

    keepOffline(await isKnown(script));
    shutNetwork();
    tierbook.network.window = await tryNetwork(trial);
    if (tierbook.network.window !== "shut") return refuse();
    listRequests(trial, (list) => (requests.window = list));

    workerModule = module;
    const code = `"use strict";(${workerMain})(${tryNetwork},${listRequests});`;
    workerCode = new Blob([exec, "\n", code], { type: "text/javascript" });
    startWorker();
    await runWindow();
  }

  start().catch((err) => {
    console.error(err);
    if (err instanceof Failure) return stop(err.message, err.remedy);
    stop("Tierbook could not be started.", `Close other tabs to free memory and reload the page. (${err})`);
  });
})();
