# make help lists the targets.

ADDR = 127.0.0.1:8080
DIST = dist
FUZZTIME = 60s
ROUNDS = 5

# Nothing a machine has set for Go changes what is built or tested here.
export GOFLAGS = -mod=readonly -buildvcs=false
export GOWORK = off

# The Go release that published sites are built with, so that equal commits
# give equal bytes. PINNED=local builds with the one at hand.
PINNED = $(shell sed -n 's/^const toolchain = "\(.*\)"/\1/p' cmd/tierbook/build.go)

WASM = GOOS=js GOARCH=wasm
# What is compiled into the page.
PAGE = ./cmd/webapp ./app/... ./engine/...
# Packages whose tests drive a browser, and all others.
BROWSER = $$(go list -f '{{.ImportPath}} {{.TestImports}} {{.XTestImports}}' ./... | grep tierbook/app/browsertest | cut -d' ' -f1)
NATIVE = $$(go list -f '{{.ImportPath}} {{.TestImports}} {{.XTestImports}}' ./... | grep -v tierbook/app/browsertest | cut -d' ' -f1)

.PHONY: help run test native browser lint layering dist size reproduce vuln bench fuzz chromium npm clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  \1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: ## build the page and serve it on http://127.0.0.1:8080/ (ADDR=host:port for another address)
	@mkdir -p .cache
	go build -o .cache/tierbook ./cmd/tierbook
	.cache/tierbook build --quick --out .cache/site
	@echo "Open it, and look round with the sample book. Ctrl-C ends it."
	@.cache/tierbook serve --dir .cache/site --addr $(ADDR)

test: lint native browser ## everything that must hold: lint, layering, unit and golden tests, browser tests

native: ## the tests that need no browser
	go test $(NATIVE)

# As many packages at a time as there are processors, those that take longest first.
browser: chromium npm ## the tests that drive Chromium; it and axe-core are installed where they are missing and apt-get may
	go test -count=1 -timeout 15m ./app ./app/page/privacy $(BROWSER)

lint: layering ## gofmt, go vet and staticcheck, for this machine and for the page
	@unformatted=$$(gofmt -l app cmd engine); test -z "$$unformatted" || { echo "not as gofmt writes it:"; echo "$$unformatted"; exit 1; }
	go vet ./...
	$(WASM) go vet $(PAGE)
	@mkdir -p .cache
	go build -o .cache/staticcheck honnef.co/go/tools/cmd/staticcheck
	.cache/staticcheck ./engine/... ./cmd/tierbook ./app/browsertest
	$(WASM) .cache/staticcheck ./app/... ./cmd/webapp

layering: ## fails, with a reason, where an import points up the house
	go test -count=1 -run 'TestLayering|TestPageHoldsNoMore' ./cmd/tierbook

dist: ## write the site to DIST, to be put on any static host
	GOTOOLCHAIN=$(PINNED) go run ./cmd/tierbook build --out $(DIST)

reproduce: ## build two clean clones of HEAD in different folders, and see that every byte is the same
	@work=$$(mktemp -d) && trap 'chmod -R u+w '$$work'; rm -rf '$$work EXIT && \
	for n in one deep/down/two; do \
		git clone -q --no-local . $$work/$$n && \
		(cd $$work/$$n && GOCACHE=$$work/$$n.cache GOTOOLCHAIN=$(PINNED) go run ./cmd/tierbook build --out $$work/$$n.site) || exit 1; \
	done; \
	diff -r $$work/one.site $$work/deep/down/two.site && echo "the same, byte for byte"

vuln: ## look for known vulnerabilities in what is built; asks vuln.go.dev
	@mkdir -p .cache
	go build -o .cache/govulncheck golang.org/x/vuln/cmd/govulncheck
	.cache/govulncheck ./cmd/tierbook
	$(WASM) .cache/govulncheck ./cmd/webapp

size: ## weigh a first visit, file by file, against what is allowed
	@go run ./cmd/tierbook build --out .cache/weighed >/dev/null
	@go run ./cmd/tierbook size --dir .cache/weighed

bench: chromium npm ## the benchmarks; of reading a list beside its peers in one Chromium, the ratios count
	go test -run '^$$' -bench . -benchmem ./engine/...
	go test -run '^$$' -bench . -benchtime $(ROUNDS)x -timeout 60m ./app/bench

fuzz: ## every fuzz test for FUZZTIME
	@for p in $(NATIVE); do \
		for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz'); do \
			echo "$$p $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$p || exit 1; \
		done; \
	done

APT = apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends

chromium:
	@for c in "$$CHROMIUM" chromium chromium-browser google-chrome google-chrome-stable chrome; do \
		command -v "$$c" >/dev/null 2>&1 && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing Chromium for the browser tests"; \
		$(APT) chromium fonts-dejavu-core; \
	else \
		echo "the browser tests need Chromium: install it (on Debian: apt-get install chromium), or name it in CHROMIUM"; exit 1; \
	fi

# axe-core looks for what keeps people out of a page; PapaParse is what reading a
# list is compared with. Nothing of either goes into the site.
NPM = axe-core@4.14.1 papaparse@5.7.1
define NPM_SHA256
29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c  .cache/node_modules/axe-core/axe.min.js
e032656b2c709e9a756d5be817da9885d58b2313c43d432c414eb8534a752685  .cache/node_modules/papaparse/papaparse.min.js
endef
export NPM_SHA256

npm:
	@mkdir -p .cache; \
	right() { echo "$$NPM_SHA256" | sha256sum --check --status 2>/dev/null; }; \
	right && exit 0; \
	if ! command -v npm >/dev/null; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "installing npm to fetch $(NPM)"; \
			$(APT) npm ca-certificates || exit 1; \
		else \
			echo "$(NPM) cannot be fetched without npm: install it (on Debian: apt-get install npm)"; exit 1; \
		fi; \
	fi; \
	echo "fetching $(NPM)"; \
	npm install --silent --prefix .cache --no-save --no-audit --no-fund --ignore-scripts $(NPM) && right || \
		{ echo "$(NPM) could not be fetched, or are not the files they should be"; exit 1; }

clean: ## remove what was built
	rm -rf .cache dist
