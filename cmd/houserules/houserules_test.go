package houserules_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/bellhop-chat/bellhop/cmd/houserules"
)

func TestTheHouseKeepsItsRules(t *testing.T) {
	if _, err := os.Stat("../../go.mod"); err != nil {
		t.Fatalf("this test reads the repository it stands in: %v", err)
	}
	tree, err := houserules.Read(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Go) < 10 {
		t.Fatalf("only %d Go files were read", len(tree.Go))
	}
	rules := houserules.Rules()
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		t.Run(name, func(t *testing.T) {
			for _, f := range rules[name](tree) {
				t.Error(f)
			}
		})
	}
}

// good is a small tree that keeps every rule.
func good() map[string]string {
	return map[string]string{
		".gitignore":               "/bin/\n*.db\nnode_modules/\n",
		"go.mod":                   "module github.com/bellhop-chat/bellhop\n",
		"bin/anything.go":          "package util\n",
		"left.db":                  "",
		"core/doc.go":              doc + "package core\n\nimport \"net/url\"\n\nvar _ url.URL\n",
		"core/wait.go":             "package core\n\nimport \"time\"\n\nconst wait = 15 * time.Minute\n",
		"core/wait_test.go":        "package core\n\nimport (\n\t\"os\"\n\t\"time\"\n)\n\nvar _, _ = os.Args, time.Now\n",
		"core/storetest/s.go":      doc + "package storetest\n\nimport _ \"github.com/google/go-cmp/cmp\"\n",
		"bridge/doc.go":            doc + "package bridge\n\nimport (\n\t_ \"github.com/bellhop-chat/bellhop/core\"\n\t_ \"golang.org/x/sync/errgroup\"\n)\n",
		"bridge/a_test.go":         "package bridge\n\nimport _ \"github.com/bellhop-chat/bellhop/adapters/sqlite\"\n",
		"migrations/doc.go":        doc + "package migrations\n\nimport _ \"embed\"\n",
		"adapters/sqlite/s.go":     doc + "package sqlite\n\nimport _ \"github.com/bellhop-chat/bellhop/adapters/sqlstore\"\n",
		"adapters/web/web.go":      doc + "package web\n\nimport (\n\t_ \"github.com/bellhop-chat/bellhop/adapters/markup\"\n\t_ \"github.com/bellhop-chat/bellhop/bridge\"\n)\n",
		"adapters/web/pgtest/a.go": doc + "package pgtest\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc absent(t testing.TB) {\n\tif os.Getenv(\"CI\") == \"true\" {\n\t\tt.Fatal()\n\t}\n\tt.Skip()\n}\n",
		"cmd/bellhop/main.go":      doc + "package main\n\nimport _ \"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack\"\n",
	}
}

const doc = "// Package p is for\n// something, and it may\n// not do another.\n"

func find(t *testing.T, rule string, files map[string]string) []houserules.Finding {
	t.Helper()
	root := fstest.MapFS{}
	for name, text := range files {
		root[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, err := houserules.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	return houserules.Rules()[rule](tree)
}

func TestATreeThatKeepsTheRulesIsLeftInPeace(t *testing.T) {
	for name := range houserules.Rules() {
		if found := find(t, name, good()); len(found) > 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
}

func TestAPlantedFaultIsFound(t *testing.T) {
	tried := map[string]bool{}
	for _, fault := range faults() {
		tried[fault.rule] = true
		t.Run(fault.rule+" "+fault.file, func(t *testing.T) {
			files := good()
			files[fault.file] = fault.text
			found := find(t, fault.rule, files)
			if len(found) != 1 || !strings.Contains(found[0].String(), fault.want) {
				t.Errorf("found %v, want one that says %q", found, fault.want)
			}
		})
	}
	for name := range houserules.Rules() {
		if !tried[name] {
			t.Errorf("nothing shows that the rule %q can fail", name)
		}
	}
}

func TestAFileThatIsNotGoIsReported(t *testing.T) {
	_, err := houserules.Read(fstest.MapFS{"core/x.go": {Data: []byte("packige")}})
	if err == nil || !strings.Contains(err.Error(), "core/x.go") {
		t.Errorf("%v, want the file named", err)
	}
}
