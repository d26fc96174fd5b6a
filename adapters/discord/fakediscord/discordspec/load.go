package discordspec

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const (
	restFile    = "discord-openapi.json"
	gatewayFile = "discord-gateway.schema.json"
)

// Available says whether the schemas are at hand.
func Available() bool { return folder() != "" }

// folder finds the schemas by walking up from the working directory, which in tests is the package's.
func folder() string {
	if dir := os.Getenv("BELLHOP_DISCORD_SPECS"); dir != "" {
		return complete(dir)
	}
	at, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return complete(filepath.Join(at, "..", "shared", "specs"))
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
	for _, name := range []string{restFile, gatewayFile} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			return ""
		}
	}
	return dir
}

func need(t testing.TB) string {
	t.Helper()
	dir := folder()
	if dir == "" {
		t.Skip("Discord's schemas are not beside the repository (../shared/specs): nothing to check against")
	}
	return dir
}

// vendor is the two files, read once, and what was compiled of them.
type vendor struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	rest     map[string]any
	gateway  map[string]any
	compiled map[string]*jsonschema.Schema
}

// read keeps the vendor's files for the life of the test binary: reading and compiling them takes tens of milliseconds.
var read sync.Map // of string to func() (*vendor, error)

func vendorIn(t testing.TB) *vendor {
	t.Helper()
	dir := need(t)
	once, _ := read.LoadOrStore(dir, sync.OnceValues(func() (*vendor, error) { return open(dir) }))
	v, err := once.(func() (*vendor, error))()
	if err != nil {
		t.Fatalf("Discord's schemas: %v", err)
	}
	return v
}

func open(dir string) (*vendor, error) {
	v := &vendor{compiler: jsonschema.NewCompiler(), compiled: map[string]*jsonschema.Schema{}}
	v.compiler.DefaultDraft(jsonschema.Draft2020)
	v.compiler.AssertFormat()
	for _, name := range []string{"snowflake", "nonce", "int32", "int64", "double"} {
		v.compiler.RegisterFormat(&jsonschema.Format{Name: name, Validate: func(any) error { return nil }})
	}
	for name, into := range map[string]*map[string]any{restFile: &v.rest, gatewayFile: &v.gateway} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(b, into); err != nil {
			return nil, err
		}
	}
	loosen(v.gateway)
	for name, doc := range map[string]any{restFile: v.rest, gatewayFile: v.gateway} {
		if err := v.compiler.AddResource("https://discord.invalid/"+name, doc); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// schema compiles the part of a file at a JSON pointer given as steps.
func (v *vendor) schema(file string, steps ...string) (*jsonschema.Schema, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	ref := "https://discord.invalid/" + file + "#"
	for _, s := range steps {
		ref += "/" + escaped(s)
	}
	if s, ok := v.compiled[ref]; ok {
		return s, nil
	}
	s, err := v.compiler.Compile(ref)
	if err == nil {
		v.compiled[ref] = s
	}
	return s, err
}

// escaped is a step of a JSON pointer inside an address.
func escaped(step string) string {
	return strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D", "@", "%40").Replace(step)
}
