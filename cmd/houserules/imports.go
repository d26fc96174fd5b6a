package houserules

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// rooms are the folders of the house, each with our own packages that its code
// (not its tests) may import, apart from what lies in the room itself.
func rooms() map[string][]string {
	return map[string][]string{
		"core":       {},
		"bridge":     {"core"},
		"migrations": {},
		"cmd":        {"core", "bridge", "adapters", "migrations"},
	}
}

// adapterNeeds are the packages that an adapter may import beside core, markup
// and its own folder.
func adapterNeeds() map[string][]string {
	return map[string][]string{
		"adapters/web":      {"bridge"},
		"adapters/sqlite":   {"adapters/sqlstore", "migrations"},
		"adapters/postgres": {"adapters/sqlstore", "migrations"},
		"adapters/sqlstore": {"migrations"},
	}
}

// libraries are the modules that a strict room may use; rooms that are not here
// choose for themselves, with a reason in the commit.
func libraries() map[string][]string {
	return map[string][]string{
		"core":       {},
		"bridge":     {"github.com/google/uuid", "github.com/prometheus/client_golang", "golang.org/x/sync", "golang.org/x/time"},
		"migrations": {"github.com/pressly/goose"},
	}
}

// testLibraries are what tests and test suites may use anywhere.
func testLibraries() []string {
	return []string{"github.com/google/go-cmp", "pgregory.net/rapid", "go.uber.org/goleak"}
}

// imports checks every import against the plan of the house.
func imports(t *Tree) []Finding {
	var found []Finding
	for _, f := range t.Go {
		for target, line := range f.Imports() {
			if why := forbidden(f, target); why != "" {
				found = append(found, Finding{f.Name, line, fmt.Sprintf("imports %s: %s", target, why)})
			}
		}
	}
	return found
}

// forbidden says why a file may not import target, or nothing.
func forbidden(f *File, target string) string {
	testing := f.Test() || suite(f.Dir())
	own, ours := strings.CutPrefix(target, module+"/")
	switch {
	case ours:
		return forbiddenRoom(f, own, testing)
	case !strings.Contains(strings.Split(target, "/")[0], "."): // the standard library
		return ""
	case strings.HasPrefix(target, "github.com/evanw/esbuild") && (f.Syntax.Name.Name != "main" || within(f.Dir(), "cmd/bellhop")) && !f.Test():
		return "the bundler belongs in programs that generate, not in the server"
	}
	allowed, strict := libraries()[roomOf(f.Dir())]
	if testing {
		allowed = slices.Concat(allowed, testLibraries())
	}
	if strict && !slices.ContainsFunc(allowed, func(lib string) bool { return within(target, lib) }) {
		return roomOf(f.Dir()) + " does not use this library"
	}
	return ""
}

// forbiddenRoom says why a file may not import our own package at target, or nothing.
func forbiddenRoom(f *File, target string, testing bool) string {
	from, dir := roomOf(f.Dir()), f.Dir()
	switch {
	case !testing && suite(target):
		return "test suites are for tests"
	case !testing && fake(target) && !fake(dir) && from != "cmd":
		return "fakes are for tests, other fakes and cmd"
	case testing && from == "core" && roomOf(target) != "core":
		return "the core is tested by itself"
	case testing || within(target, from):
		return ""
	case strings.HasPrefix(from, "adapters/"):
		needs := append(adapterNeeds()[from], "core", "adapters/markup")
		if !slices.ContainsFunc(needs, func(n string) bool { return within(target, n) }) {
			return from + " may import core, markup and its own folder" + beside(adapterNeeds()[from])
		}
	default:
		needs, known := rooms()[from]
		if !known || !slices.ContainsFunc(needs, func(n string) bool { return within(target, n) }) {
			return "imports run one way: cmd, then adapters and bridge, then core"
		}
	}
	return ""
}

func beside(needs []string) string {
	if len(needs) == 0 {
		return ""
	}
	return " (and " + strings.Join(needs, ", ") + ")"
}

// roomOf is the first folder of a path, or the first two for an adapter.
func roomOf(dir string) string {
	parts := strings.SplitN(dir, "/", 3)
	if parts[0] == "adapters" && len(parts) > 1 {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// suite reports whether a package exists for tests alone: storetest, pgtest, …
func suite(dir string) bool {
	return strings.HasSuffix(path.Base(dir), "test")
}

// fake reports whether a package plays another program, or lies inside one that does.
func fake(dir string) bool {
	return slices.ContainsFunc(strings.Split(dir, "/"), func(part string) bool { return strings.HasPrefix(part, "fake") })
}
