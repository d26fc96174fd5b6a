package browsertest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

// verdict is a test that remembers its errors instead of failing by them.
type verdict struct {
	testing.TB
	errors []string
}

func (v *verdict) Errorf(format string, args ...any) {
	v.errors = append(v.errors, fmt.Sprintf(format, args...))
}

// visit opens html in a test of its own and returns what that test failed by.
func visit(t *testing.T, html string, options ...browsertest.Option) []string {
	t.Helper()
	v := &verdict{}
	t.Run("visit", func(t *testing.T) {
		v.TB = t
		page := browsertest.Open(v, options...)
		if err := chromedp.Do(page, chromedp.Navigate(serve(t, counter+html))); err != nil {
			t.Fatal(err)
		}
	})
	return v.errors
}

func TestWhatThePageComplainsOfFailsTheTest(t *testing.T) {
	html := `<script>
		console.log("fine"); console.warn("careful")
		console.error("broken %s", "door")
		Promise.reject(new Error("nobody listens"))
		nothing.here()
	</script><img src="http://127.0.0.1:1/gone.png">`
	got := strings.Join(visit(t, html), "\n")
	for _, want := range []string{"broken door", "nobody listens", "nothing is not defined", "Failed to load resource"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
	if n := strings.Count(got, "the page's console"); n != 4 {
		t.Errorf("%d complaints, want 4:\n%s", n, got)
	}
}

func TestAnAllowedErrorDoesNotFailTheTest(t *testing.T) {
	html := `<script>console.error("broken door")</script>`
	if got := visit(t, html, browsertest.AllowConsole("broken")); len(got) > 0 {
		t.Errorf("failed by %q", got)
	}
	if got := visit(t, html, browsertest.AllowConsole("window")); len(got) != 1 {
		t.Errorf("failed by %q, want the broken door", got)
	}
}

func TestABrokenContentSecurityPolicyFailsTheTest(t *testing.T) {
	html := `<meta http-equiv="Content-Security-Policy" content="script-src 'none'"><script>1</script>`
	if got := strings.Join(visit(t, html), "\n"); !strings.Contains(got, "Content Security Policy") {
		t.Errorf("failed by %q, want the policy named", got)
	}
}
