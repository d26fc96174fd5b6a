# Bellhop. `make` prints what there is; `make run` and `make test` are all you need.

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
# More arguments for `go test`, say TEST_FLAGS="-run Reply -v".
TEST_FLAGS ?=
# What to test.
TEST_PACKAGES ?= ./...

.DEFAULT_GOAL := help
.PHONY: help run build test lint generate fmt clean

help: ## print this
	@echo "Bellhop: words between a website's visitors and the people who can help them"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: build ## build and show it: server, small Slack and Discord, and a page to try, no account needed
	@echo "run: starting the demo on http://127.0.0.1:8080 (Ctrl-C ends it)"
	@bin/bellhop demo

build: ## build bin/bellhop, one static file
	@echo "build: bin/bellhop, version $(VERSION)"
	@CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-s -w -X main.version=$(VERSION)' -o bin/bellhop ./cmd/bellhop

test: ## run all tests, on a real PostgreSQL and Chromium (found or, as root, installed)
	@.ci/test $(TEST_FLAGS) $(TEST_PACKAGES)

lint: bin/golangci-lint ## run the linters (the first time builds them, about two minutes)
	@bin/golangci-lint run

bin/golangci-lint: .ci/tools/go.sum
	@echo "lint: building golangci-lint from .ci/tools"
	@go -C .ci/tools build -o ../../bin/golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	@touch bin/golangci-lint

generate: ## write the generated files again (the widget's bundle)
	@go generate ./...

fmt: ## format all Go files
	@gofmt -w adapters bridge cmd core migrations

clean: ## remove what was built
	@rm -rf bin
