package houserules

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

const (
	// maxLines is how long a hand-written file may be.
	maxLines = 300
	// minDocLines is how much a package says of itself at least.
	minDocLines = 3
)

// fileSizes finds files that have grown into something nobody reads.
func fileSizes(t *Tree) []Finding {
	generated := map[string]bool{}
	for _, f := range t.Go {
		generated[f.Name] = f.Generated()
	}
	var found []Finding
	for _, name := range slices.Sorted(maps.Keys(t.Texts)) {
		if generated[name] || !measured(name) {
			continue
		}
		if n := strings.Count(t.Texts[name], "\n"); n > maxLines {
			found = append(found, Finding{name, 0, fmt.Sprintf("%d lines, at most %d: split it by noun or verb", n, maxLines)})
		}
	}
	return found
}

// measured reports whether a file is source that people read, tests apart.
func measured(name string) bool {
	if !slices.Contains([]string{".go", ".ts", ".tsx"}, path.Ext(name)) {
		return false
	}
	stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
	return !strings.HasSuffix(stem, "_test") && !strings.HasSuffix(stem, ".test") && !strings.Contains("/"+name, "/dist/")
}

// packageDocs finds packages that do not say what they are for.
func packageDocs(t *Tree) []Finding {
	said := map[string]int{}
	for _, f := range t.Go {
		if f.Test() {
			continue
		}
		lines := 0
		if f.Syntax.Doc != nil {
			lines = strings.Count(strings.TrimSpace(f.Syntax.Doc.Text()), "\n") + 1
		}
		said[f.Dir()] = max(said[f.Dir()], lines)
	}
	var found []Finding
	for _, dir := range slices.Sorted(maps.Keys(said)) {
		if n := said[dir]; n < minDocLines {
			found = append(found, Finding{dir, 0, fmt.Sprintf("a package doc of %d lines, at least %d: what it is for, what it may not do", n, minDocLines)})
		}
	}
	return found
}

// packageNames finds packages named after nothing in particular.
func packageNames(t *Tree) []Finding {
	vague := []string{"util", "utils", "common", "helper", "helpers", "model", "models", "manager", "misc", "shared", "base"}
	var found []Finding
	for _, f := range t.Go {
		name := strings.TrimSuffix(f.Syntax.Name.Name, "_test")
		if slices.Contains(vague, name) || slices.Contains(vague, path.Base(f.Dir())) {
			found = append(found, f.finding(f.Syntax.Name, "package %s says nothing: name it for what it does", name))
		}
	}
	return found
}

// registries are hosts that an installation may replace by its own, so that no
// file of ours should know them. They are written in two parts to stay out of
// what this rule finds.
func registries() []string {
	return []string{
		"proxy." + "golang.org", "sum." + "golang.org", "registry." + "npmjs.org", "registry." + "yarnpkg.com",
		"files." + "pythonhosted.org", "static." + "crates.io", "index." + "crates.io", "deb." + "debian.org",
		"archive." + "ubuntu.com", "gcr" + ".io", "ghcr" + ".io", "docker" + ".io", "quay" + ".io", "goproxy" + ".io",
	}
}

// foreignNames finds hosts of package registries and paths of one machine.
func foreignNames(t *Tree) []Finding {
	hosts := strings.ReplaceAll(strings.Join(registries(), "|"), ".", `\.`)
	host := regexp.MustCompile(`\b(` + hosts + `)\b`)
	machine := regexp.MustCompile(`(^|[\s"'` + "`" + `(=:])/(wo` + `rk|home/\w+|Users/\w+|root)/[\w.]`)
	var found []Finding
	for _, name := range slices.Sorted(maps.Keys(t.Texts)) {
		for i, line := range strings.Split(t.Texts[name], "\n") {
			if host.MatchString(line) {
				found = append(found, Finding{name, i + 1, "names the host of a package registry"})
			}
			if machine.MatchString(line) {
				found = append(found, Finding{name, i + 1, "names a folder of somebody's machine"})
			}
		}
	}
	return found
}
