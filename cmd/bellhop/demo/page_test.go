package demo_test

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

var htmlPages = []string{"/", "/demo/shop"}

func TestThePagesAllowNothingInline(t *testing.T) {
	w := open(t)
	for _, page := range htmlPages {
		got := w.call(t, "GET", page, "")
		policy := got.header.Get("Content-Security-Policy")
		if got.status != 200 || got.header.Get("Content-Type") != "text/html; charset=utf-8" || got.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %v", page, got.status, got.header)
		}
		for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors ", "base-uri 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy lacks %s: %s", page, want, policy)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") || strings.Contains(policy, "*") {
			t.Errorf("%s: the policy is loose: %s", page, policy)
		}
		if got.header.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", page)
		}
		for _, e := range elements(t, got.body) {
			if e.name == "style" || e.name == "script" && (e.attr["src"] == "" || e.words != "") {
				t.Errorf("%s: <%s> holds its words in the page", page, e.name)
			}
			for name := range e.attr {
				if name == "style" || strings.HasPrefix(name, "on") {
					t.Errorf("%s: <%s %s=…> is inline", page, e.name, name)
				}
			}
		}
	}
}

func TestTheShopLoadsTheWidgetWithItsKey(t *testing.T) {
	w := open(t)
	found := false
	for _, e := range elements(t, w.call(t, "GET", "/demo/shop", "").body) {
		found = found || e.name == "script" && e.attr["src"] == "/widget.js" && e.attr["data-site"] == "site&key"
	}
	if !found {
		t.Error("no script tag of the widget with the site's key")
	}
}

var (
	cssURL   = regexp.MustCompile(`url\(["']?([^"')#][^"')]*)`)
	jsImport = regexp.MustCompile(`(?m)^(?:import|export) .*from "([^"]+)";`)
	jsPath   = regexp.MustCompile(`"(/demo/assets/[^"]+)"`)
)

func TestEveryFileThatIsReferredToIsServedWithItsType(t *testing.T) {
	w := open(t)
	wanted := map[string]string{} // file: who refers to it
	for _, page := range htmlPages {
		for _, e := range elements(t, w.call(t, "GET", page, "").body) {
			for _, target := range []string{e.attr["src"], e.attr["href"]} {
				if strings.HasPrefix(target, "/demo/assets/") {
					wanted[target] = page
				}
			}
		}
	}
	for _, u := range w.slack.Users() {
		if i := strings.Index(u.Image, "/demo/assets/"); i > 0 {
			wanted[u.Image[i:]] = u.Name
		}
	}
	files := embedded(t)
	for file, body := range files {
		for _, re := range []*regexp.Regexp{cssURL, jsImport, jsPath} {
			for _, m := range re.FindAllStringSubmatch(body, -1) {
				target := m[1]
				if !strings.HasPrefix(target, "/") {
					target = path.Join(path.Dir(file), target)
				}
				wanted[target] = file
			}
		}
	}
	types := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png"}
	for file, by := range wanted {
		got := w.call(t, "GET", file, "")
		if got.status != 200 || got.header.Get("Content-Type") != types[path.Ext(file)] {
			t.Errorf("%s, wanted by %s: %d %s", file, by, got.status, got.header.Get("Content-Type"))
		}
	}
	for file := range files {
		if wanted[file] == "" {
			t.Errorf("%s is embedded and nobody refers to it", file)
		}
	}
}

func TestNothingIsFetchedFromElsewhere(t *testing.T) {
	elsewhere := regexp.MustCompile(`(?:https?:)?//[a-z0-9-]+\.[a-z0-9.]+`)
	for file, body := range embedded(t) {
		for _, found := range elsewhere.FindAllString(body, -1) {
			if found != "http://www.w3.org" { // the name of a namespace
				t.Errorf("%s names %s", file, found)
			}
		}
	}
}

func TestAnAssetIsAskedForOnceWhileItStaysTheSame(t *testing.T) {
	w := open(t)
	first := w.call(t, "GET", "/demo/assets/main.js", "")
	tag := first.header.Get("ETag")
	if again := w.call(t, "GET", "/demo/assets/main.js", "", "If-None-Match", tag); tag == "" || again.status != 304 || again.body != "" {
		t.Errorf("with %q: %d %q", tag, again.status, again.body)
	}
}

func TestWhatIsNoAssetIsNotFound(t *testing.T) {
	w := open(t)
	for _, name := range []string{"/demo/assets/", "/demo/assets/slack", "/demo/assets/none.js", "/demo/assets/%2e%2e/pages/index.html", "/demo/nothing", "/other"} {
		if got := w.call(t, "GET", name, ""); got.status != 404 {
			t.Errorf("%s: %d", name, got.status)
		}
	}
}

func TestThePicturesOfPeopleAreOnThisOrigin(t *testing.T) {
	w := open(t)
	for _, name := range []string{"/demo/avatars/U0BOT.png?s=72", "/demo/small-slack/avatars/U0BOT.png?s=72", "/demo/assets/people/anna.png"} {
		if got := w.call(t, "GET", name, ""); got.status != 200 || got.header.Get("Content-Type") != "image/png" {
			t.Errorf("%s: %d %s", name, got.status, got.header.Get("Content-Type"))
		}
	}
}

// embedded are the asset files by the address they are served under.
func embedded(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS("."), "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name) //nolint:gosec // our own folder, which nobody changes meanwhile
		out["/demo/"+name] = string(b)
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("reading the assets: %v", err)
	}
	return out
}

// element is a start tag of a page, with the words right after it.
type element struct {
	name, words string
	attr        map[string]string
}

func elements(t *testing.T, page string) []element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var out []element
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && len(out) > 0 {
			return out
		}
		if err != nil {
			t.Fatalf("reading the page: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			out = append(out, e)
		case xml.CharData:
			if n := len(out); n > 0 {
				out[n-1].words += strings.TrimSpace(string(token))
			}
		}
	}
}
