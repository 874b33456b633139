# Two commands are all that a newcomer needs: make run and make test. Each
# installs what this machine lacks (see .ci/setup) and then does its work.

.PHONY: run test build bench fuzz golden pictures

# Opens the window; on the first start, on the sample project.
run: build
	./bin/gloss

build:
	@sh .ci/setup
	go build -o bin/gloss .

# All tests, and the end-to-end test that drives the real window.
test:
	@sh .ci/setup test
	go test ./...
	go test -count=1 -tags e2e -run EndToEnd ./app/

bench:
	go test -run '^$$' -bench . -benchmem ./...

fuzz:
	sh .ci/fuzz 60s

# Rewrites the golden files; read the difference before committing it.
golden:
	go test ./annotate/... ./importers/... ./app/... -update

# Takes the pictures of README and guide from the real window; look at them
# before committing them.
pictures:
	@sh .ci/setup pictures
	go test -count=1 -tags e2e -run Pictures ./app/ -args -pictures "$(CURDIR)/assets"

# What people install, in dist/, made on Linux; see .ci/package/run for what it
# needs. The same commit gives the same bytes. try starts what was made.
.PHONY: linux windows macos try
linux:
	@sh .ci/setup
	sh .ci/package/run linux

windows:
	sh .ci/package/run windows

macos:
	sh .ci/package/run macos

try:
	sh .ci/package/try

# Gloss beside other programs, on the same articles, in one run; see
# .ci/compare/main.go. PAGES=FOLDER adds a table for real web pages.
.PHONY: compare
compare: build
	sh .ci/compare/run bin/gloss
