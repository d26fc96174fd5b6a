package houserules

import (
	"slices"
)

// rootEntries are what the top of the repository may hold; folders end in a slash.
func rootEntries() []string {
	return []string{
		"cmd/", "bridge/", "adapters/", "core/", "migrations/",
		"go.mod", "go.sum", "README.md", "LICENSE", "CHANGELOG.md",
		"Makefile", "Dockerfile", "compose.yaml",
		".github/", ".ci/", ".golangci.yml", ".gitignore",
	}
}

// topLevel finds what has no place at the top.
func topLevel(t *Tree) []Finding {
	var found []Finding
	for _, entry := range t.Top {
		if !slices.Contains(rootEntries(), entry) {
			found = append(found, Finding{entry, 0, "does not belong at the top of the repository"})
		}
	}
	return found
}
