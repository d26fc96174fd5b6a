package houserules_test

import "strings"

// fault is a file that breaks one rule of an otherwise good tree.
type fault struct{ rule, file, text, want string }

func faults() []fault {
	const ours = "github.com/bellhop-chat/bellhop/"
	importing := func(name, target string) string {
		return doc + "package " + name + "\n\nimport _ \"" + target + "\"\n"
	}
	long := strings.Repeat("// line\n", 301)
	return []fault{
		{"imports", "core/x.go", importing("core", ours+"bridge"), "one way"},
		{"imports", "core/x.go", importing("core", "github.com/google/uuid"), "does not use this library"},
		{"imports", "core/x.go", importing("core", "github.com/google/go-cmp/cmp"), "does not use this library"},
		{"imports", "core/x_test.go", importing("core", ours+"adapters/sqlite"), "tested by itself"},
		{"imports", "bridge/x.go", importing("bridge", ours+"adapters/slack"), "one way"},
		{"imports", "bridge/x.go", importing("bridge", "github.com/slack-go/slack"), "does not use this library"},
		{"imports", "migrations/x.go", importing("migrations", ours+"core"), "one way"},
		{"imports", "adapters/slack/x.go", importing("slack", ours+"bridge"), "adapters/slack may import"},
		{"imports", "adapters/slack/x.go", importing("slack", ours+"adapters/discord"), "adapters/slack may import"},
		{"imports", "adapters/slack/x.go", importing("slack", ours+"migrations"), "adapters/slack may import"},
		{"imports", "adapters/sqlite/x.go", importing("sqlite", ours+"adapters/postgres"), "adapters/sqlite may import"},
		{"imports", "adapters/slack/x.go", importing("slack", ours+"adapters/slack/fakeslack"), "fakes are for tests"},
		{"imports", "adapters/slack/x.go", importing("slack", ours+"core/storetest"), "suites are for tests"},
		{"imports", "adapters/web/x.go", importing("web", ours+"cmd/bellhop"), "adapters/web may import"},
		{"imports", "adapters/web/x.go", importing("web", "github.com/evanw/esbuild/pkg/api"), "bundler"},
		{"imports", "cmd/bellhop/x.go", importing("main", "github.com/evanw/esbuild/pkg/api"), "bundler"},
		{"imports", "cmd/bellhop/x.go", importing("main", ours+"adapters/postgres/pgtest"), "suites are for tests"},

		{"purity", "core/x.go", importing("core", "os"), "no I/O"},
		{"purity", "core/sub/x.go", importing("sub", "net/http"), "no I/O"},
		{"purity", "core/x.go", importing("core", "math/rand/v2"), "no chance"},
		{"purity", "core/x.go", "package core\n\nimport \"time\"\n\nvar at = time.Now()\n", "time.Now"},
		{"purity", "core/x.go", "package core\n\nimport clock \"time\"\n\nvar at = clock.Now\n", "clock.Now"},
		{"purity", "core/x.go", "package core\n\nfunc f() { go f() }\n", "goroutine"},

		{"package docs", "adapters/new/x.go", "package fresh\n", "doc of 0 lines"},
		{"package docs", "adapters/new/x.go", "// Package fresh is new.\npackage fresh\n", "doc of 1 lines"},
		{"package names", "core/help/x.go", doc + "package helpers\n", "package helpers says nothing"},
		{"package names", "adapters/util/x.go", doc + "package strings\n", "says nothing"},

		{"file sizes", "core/x.go", "package core\n" + long, "302 lines"},
		{"file sizes", "adapters/web/widget/src/x.ts", long, "301 lines"},
		{"no init", "core/x.go", "package core\n\nfunc init() {}\n", "no init"},

		{"skips", "core/x_test.go", "package core\n\nfunc TestX(t T) { t.Skip(\"tired\") }\n", "CI=true"},
		{"skips", "core/x_test.go", "package core\n\nfunc TestX(t T) { t.SkipNow() }\n", "CI=true"},

		{"top level", "docs/x.md", "", "docs/"},
		{"top level", "notes.txt", "", "notes.txt"},

		{"foreign names", "README.md", "Get it from https://proxy." + "golang.org today", "README.md:1"},
		{"foreign names", "adapters/x.yaml", "a: b\npath: /wo" + "rk/main/x", "adapters/x.yaml:2"},
		{"foreign names", "adapters/x.md", "see /ho" + "me/ann/notes", "somebody's machine"},
	}
}
