package houserules

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"
)

// File is one Go file.
type File struct {
	Name   string // path from the root
	Syntax *ast.File
	lines  *token.FileSet
}

func parse(name, text string) (*File, error) {
	lines := token.NewFileSet()
	syntax, err := parser.ParseFile(lines, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("not Go: %w", err)
	}
	return &File{Name: name, Syntax: syntax, lines: lines}, nil
}

// Dir is the folder the file stands in.
func (f *File) Dir() string { return path.Dir(f.Name) }

// Test reports whether only `go test` sees the file.
func (f *File) Test() bool { return strings.HasSuffix(f.Name, "_test.go") }

// Generated reports whether a program wrote the file.
func (f *File) Generated() bool { return ast.IsGenerated(f.Syntax) }

// Imports are the paths the file imports, each with the line it stands on.
func (f *File) Imports() map[string]int {
	found := map[string]int{}
	for _, spec := range f.Syntax.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			found[p] = f.line(spec)
		}
	}
	return found
}

func (f *File) line(node ast.Node) int { return f.lines.Position(node.Pos()).Line }

func (f *File) finding(node ast.Node, format string, args ...any) Finding {
	return Finding{f.Name, f.line(node), fmt.Sprintf(format, args...)}
}

// local is the name by which the file calls a package of the standard library.
func (f *File) local(imported string) string {
	for _, spec := range f.Syntax.Imports {
		if spec.Path.Value == strconv.Quote(imported) {
			if spec.Name != nil {
				return spec.Name.Name
			}
			return path.Base(imported)
		}
	}
	return ""
}

// within reports whether dir is folder or lies in it.
func within(dir, folder string) bool {
	return dir == folder || strings.HasPrefix(dir, folder+"/")
}
