package browsertest_test

import (
	"bytes"
	"context"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

const counter = `<!doctype html><title>count</title><link rel="icon" href="data:,">
<button onclick="this.textContent = +this.textContent + 1">0</button>`

// serve runs a server with one page until the test ends.
func serve(t *testing.T, html string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, html)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// ask evaluates one expression on a page.
func ask[T any](t *testing.T, page context.Context, expression string) T {
	t.Helper()
	got, err := chromedp.Run(page, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return got
}

func TestAButtonOnAPageCanBeClicked(t *testing.T) {
	page := browsertest.Open(t)
	button := chromedp.CSS("button")
	if err := chromedp.Do(page, chromedp.Navigate(serve(t, counter)), chromedp.Click(button), chromedp.Click(button)); err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(page, chromedp.Text(button))
	if err != nil || got != "2" {
		t.Fatalf("the button says %q, %v; want 2", got, err)
	}
}

func TestAPhoneInTheDarkLooksLikeOne(t *testing.T) {
	page := browsertest.Open(t, browsertest.Phone, browsertest.Dark, browsertest.ReducedMotion)
	html := counter + `<meta name="viewport" content="width=device-width">`
	if err := chromedp.Do(page, chromedp.Navigate(serve(t, html))); err != nil {
		t.Fatal(err)
	}
	for expression, want := range map[string]bool{
		"innerWidth === 390 && innerHeight === 844":                     true,
		"matchMedia('(prefers-color-scheme: dark)').matches":            true,
		"matchMedia('(prefers-reduced-motion: reduce)').matches":        true,
		"matchMedia('(pointer: coarse)').matches":                       true,
		"matchMedia('(prefers-reduced-motion: no-preference)').matches": false,
	} {
		if got := ask[bool](t, page, expression); got != want {
			t.Errorf("%s is %v", expression, got)
		}
	}
	file := filepath.Join(t.TempDir(), "shots", "phone.png")
	if err := browsertest.Screenshot(page, file); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil || picture.Width != 3*390 || picture.Height != 3*844 {
		t.Errorf("the picture is %d×%d, %v; want 1170×2532", picture.Width, picture.Height, err)
	}
}

func TestATabSharesStorageAndASecondBrowserDoesNot(t *testing.T) {
	url := serve(t, counter)
	first := browsertest.Open(t)
	if err := chromedp.Do(first, chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	ask[string](t, first, `localStorage.visitor = "ann"`)
	for name, page := range map[string]struct {
		page context.Context
		want string
	}{
		"tab":     {browsertest.Tab(t, first), "ann"},
		"browser": {browsertest.Open(t), ""},
	} {
		if err := chromedp.Do(page.page, chromedp.Navigate(url)); err != nil {
			t.Fatal(err)
		}
		if got := ask[string](t, page.page, `localStorage.visitor || ""`); got != page.want {
			t.Errorf("%s: the visitor is %q, want %q", name, got, page.want)
		}
	}
}

func TestNothingBeyondLoopbackIsReachable(t *testing.T) {
	page := browsertest.Open(t, browsertest.AllowConsole("ERR_NAME_NOT_RESOLVED", "ERR_ADDRESS_INVALID", "ERR_CONNECTION", "Failed to load"))
	url := strings.Replace(serve(t, counter), "127.0.0.1", "shop.localhost", 1)
	if err := chromedp.Do(page, chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	if ask[bool](t, page, `fetch("http://example.com/", {mode: "no-cors"}).then(() => true, () => false)`) {
		t.Error("example.com answered")
	}
}

func TestWithoutABrowserATestIsSkippedAndFailsWhereCIIsTrue(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for ci, want := range map[string]string{"true": "must not be skipped", "": "skipped: no Chromium"} {
		cmd := exec.CommandContext(t.Context(), self, "-test.v", "-test.run=^TestAButton")
		cmd.Env = []string{"CI=" + ci, "BELLHOP_TEST_CHROMIUM=none"}
		out, err := cmd.CombinedOutput()
		if !strings.Contains(string(out), want) || (ci == "true") != (err != nil) {
			t.Errorf("CI=%q: %v, want %q in:\n%s", ci, err, want, out)
		}
	}
}
