package houserules

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// module is the path of our own module.
const module = "github.com/bellhop-chat/bellhop"

// Finding is one place that breaks a rule.
type Finding struct {
	File string // slash-separated, from the root of the repository
	Line int    // from 1; 0 where the whole file or folder is meant
	Text string // a sentence that says what is wrong
}

// String gives the finding as editors like to read it.
func (f Finding) String() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.File, f.Text)
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Text)
}

// Rule finds what breaks it in a tree.
type Rule func(*Tree) []Finding

// Rules are all rules by name.
func Rules() map[string]Rule {
	return map[string]Rule{
		"imports":       imports,
		"purity":        purity,
		"package docs":  packageDocs,
		"package names": packageNames,
		"file sizes":    fileSizes,
		"no init":       noInit,
		"skips":         skips,
		"top level":     topLevel,
		"foreign names": foreignNames,
	}
}

// Tree is a repository, read once.
type Tree struct {
	Top   []string          // names at the root, folders with a slash
	Texts map[string]string // every text file by its path
	Go    []*File           // every Go file, in order of path
}

// Read reads a tree. What git ignores at the root, and other checkouts inside, is left out.
func Read(root fs.FS) (*Tree, error) {
	ignored, err := ignoredAtRoot(root)
	if err != nil {
		return nil, err
	}
	t := &Tree{Texts: map[string]string{}}
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // gone since its folder was listed
		case err != nil || name == ".":
			return err
		case ignored(name, entry):
			return skipped(entry)
		}
		if !strings.Contains(name, "/") {
			t.Top = append(t.Top, name+slash(entry))
		}
		if entry.Type().IsRegular() {
			return t.add(root, name)
		}
		return nil
	})
	return t, err
}

func skipped(entry fs.DirEntry) error {
	if entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func slash(entry fs.DirEntry) string {
	if entry.IsDir() {
		return "/"
	}
	return ""
}

// add reads one file; what is not text is left out.
func (t *Tree) add(root fs.FS, name string) error {
	data, err := fs.ReadFile(root, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	if slices.Contains(data, 0) {
		return nil
	}
	t.Texts[name] = string(data)
	if path.Ext(name) != ".go" {
		return nil
	}
	f, err := parse(name, string(data))
	if err != nil {
		return err
	}
	t.Go = append(t.Go, f)
	return nil
}

// ignoredAtRoot understands the part of .gitignore that we use: names, globs of
// names, and both bound to the root by a leading slash.
func ignoredAtRoot(root fs.FS) (func(string, fs.DirEntry) bool, error) {
	data, err := fs.ReadFile(root, ".gitignore")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading .gitignore: %w", err)
	}
	lines := strings.Fields(string(data))
	return func(name string, entry fs.DirEntry) bool {
		if path.Base(name) == ".git" {
			return true
		}
		return slices.ContainsFunc(lines, func(line string) bool {
			pattern, folder := strings.CutSuffix(line, "/")
			if folder && !entry.IsDir() {
				return false
			}
			subject := path.Base(name)
			if bound, ok := strings.CutPrefix(pattern, "/"); ok {
				pattern, subject = bound, name
			}
			match, err := path.Match(pattern, subject)
			return err == nil && match
		})
	}, nil
}
