package houserules

import (
	"go/ast"
	"slices"
	"strings"
)

// impure are packages that reach outside the program; what lies below one of
// them is impure too unless it stands in pure.
func impure() []string {
	return []string{"os", "net", "syscall", "database/sql", "io/ioutil", "log", "runtime", "plugin", "crypto/rand", "math/rand", "embed"}
}

// pure are packages below impure ones that only compute.
func pure() []string { return []string{"net/url", "net/mail", "net/netip"} }

// clockwork are the names of package time that read or start a clock.
func clockwork() []string {
	return []string{"Now", "Since", "Until", "After", "AfterFunc", "NewTimer", "NewTicker", "Tick", "Sleep"}
}

// purity holds the core to computing: no I/O, no chance, no goroutine, no clock.
// Its tests and the suites in it are free.
func purity(t *Tree) []Finding {
	var found []Finding
	for _, f := range t.Go {
		if !within(f.Dir(), "core") || f.Test() || suite(f.Dir()) {
			continue
		}
		for target, line := range f.Imports() {
			if reachesOut(target) {
				found = append(found, Finding{f.Name, line, "the core has no I/O and no chance, so not " + target})
			}
		}
		found = append(found, activity(f)...)
	}
	return found
}

func reachesOut(target string) bool {
	below := func(p string) bool { return within(target, p) }
	return slices.ContainsFunc(impure(), below) && !slices.ContainsFunc(pure(), below)
}

// activity finds goroutines and clocks.
func activity(f *File) []Finding {
	var found []Finding
	clock := f.local("time")
	ast.Inspect(f.Syntax, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.GoStmt:
			found = append(found, f.finding(n, "the core starts no goroutine"))
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && clock != "" && x.Name == clock && slices.Contains(clockwork(), n.Sel.Name) {
				found = append(found, f.finding(n, "the core has no clock, so not %s.%s: take the time as an argument", clock, n.Sel.Name))
			}
		}
		return true
	})
	return found
}

// noInit keeps packages from filling themselves in.
func noInit(t *Tree) []Finding {
	var found []Finding
	for _, f := range t.Go {
		for _, decl := range f.Syntax.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if ok && fn.Recv == nil && fn.Name.Name == "init" && !f.Generated() {
				found = append(found, f.finding(fn, "no init functions: say in cmd what is wired to what"))
			}
		}
	}
	return found
}

// skips finds tests that may be skipped without anyone noticing. A skip is in
// order inside a function that looks at CI, or for the vendors' schemas.
func skips(t *Tree) []Finding {
	var found []Finding
	for _, f := range t.Go {
		for _, decl := range f.Syntax.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil || mentions(fn, `"CI"`) {
				continue
			}
			ast.Inspect(fn.Body, func(node ast.Node) bool {
				call, ok := node.(*ast.CallExpr)
				if ok && isSkip(call) && !mentions(call, "shared/specs") && !mentions(fn, "shared/specs") {
					found = append(found, f.finding(call, "a skip that CI=true does not fail: see absent in pgtest and browsertest"))
				}
				return true
			})
		}
	}
	return found
}

func isSkip(call *ast.CallExpr) bool {
	s, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, s.Sel.Name) {
		return false
	}
	on, ok := s.X.(*ast.Ident) // a test's own, and not somebody's method of that name
	return ok && slices.Contains([]string{"t", "b", "tb", "f"}, on.Name)
}

// mentions reports whether a literal somewhere in node contains text.
func mentions(node ast.Node, text string) bool {
	found := false
	ast.Inspect(node, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && strings.Contains(literal.Value, text) {
			found = true
		}
		return !found
	})
	return found
}
