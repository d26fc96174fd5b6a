package slackspec

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Available says whether the schemas are at hand.
func Available() bool { return folder() != "" }

// folder finds the schemas by walking up from the working directory, which in tests is the package's.
func folder() string {
	if dir := os.Getenv("BELLHOP_SLACK_SPECS"); dir != "" {
		return complete(dir)
	}
	at, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return complete(filepath.Join(at, "..", "shared", "specs", "slack"))
		}
		up := filepath.Dir(at)
		if up == at {
			return ""
		}
		at = up
	}
}

// complete is dir if the schemas are in it, else nothing.
func complete(dir string) string {
	if _, err := os.Stat(filepath.Join(dir, "events.schema.json")); err != nil {
		return ""
	}
	return dir
}

func need(t testing.TB) string {
	t.Helper()
	dir := folder()
	if dir == "" {
		t.Skip("Slack's schemas are not beside the repository (../shared/specs/slack): nothing to check against")
	}
	return dir
}

// loaded keeps each compiled schema for the life of the test binary: compiling one takes tens of milliseconds.
var loaded sync.Map // of string to func() (*jsonschema.Schema, error)

// schema compiles one definition of one file; nil if the vendor has no such file.
func schema(t testing.TB, file, definition string) *jsonschema.Schema {
	t.Helper()
	path := filepath.Join(need(t), file+".schema.json")
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	ref := "file://" + filepath.ToSlash(path)
	if definition != "" {
		ref += "#/definitions/" + definition
	}
	once, _ := loaded.LoadOrStore(ref, sync.OnceValues(func() (*jsonschema.Schema, error) {
		return jsonschema.NewCompiler().Compile(ref)
	}))
	s, err := once.(func() (*jsonschema.Schema, error))()
	if err != nil {
		t.Errorf("schema %s: %v", ref, err)
		return nil
	}
	return s
}

// Covered says whether a request to, or an answer of, a method has a schema.
func Covered(t testing.TB, kind, method string) bool {
	t.Helper()
	_, err := os.Stat(filepath.Join(need(t), kind+"_"+underscored(method)+".schema.json"))
	return err == nil
}

func underscored(method string) string { return strings.ReplaceAll(method, ".", "_") }
