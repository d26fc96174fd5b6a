// Command bundle builds dist/widget.js from src with esbuild's Go API, so that building Bellhop needs no Node.
// It runs in the widget's folder: `go generate` writes the file, `go run ./bundle -check` writes nothing and fails
// when the committed file is not what the sources make. It stands apart from package widget, which must not carry
// esbuild into the server.
package main

import (
	"flag"
	"fmt"
	"os"
)

const target = "dist/widget.js"

func main() {
	check := flag.Bool("check", false, "fail when "+target+" is stale instead of writing it")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	script, err := Build("src")
	if err != nil {
		return err
	}
	if !check {
		return os.WriteFile(target, script, 0o644)
	}
	return Fresh(target, script)
}
