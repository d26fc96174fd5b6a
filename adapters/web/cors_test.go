package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestPagesOfASiteMayCallAndOthersMayNot(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	for _, c := range []struct {
		name, method, path, origin, body string
		status                           int
		echoed                           bool
	}{
		{"its own page", "GET", "/v1/conversation", shop, "", 200, true},
		{"another site's page", "GET", "/v1/conversation", other, "", 403, true},
		{"a strange page", "GET", "/v1/conversation", "https://evil.example", "", 403, false},
		{"a page without an origin of its own", "GET", "/v1/conversation", "null", "", 403, false},
		{"another scheme", "GET", "/v1/conversation", "http://shop.example", "", 403, false},
		{"another port", "GET", "/v1/conversation", shop + ":8443", "", 403, false},
		{"a longer name", "GET", "/v1/conversation", shop + ".evil.example", "", 403, false},
		{"a stream of its own page", "HEAD", "/v1/stream", shop, "", 200, true},
		{"a stream of a strange page", "GET", "/v1/stream", "https://evil.example", "", 403, false},
		{"arriving", "POST", "/v1/visitors", shop, `{"site":"shop"}`, 201, true},
		{"arriving from another site's page", "POST", "/v1/visitors", other, `{"site":"shop"}`, 403, true},
		{"arriving from a strange page", "POST", "/v1/visitors", "https://evil.example", `{"site":"shop"}`, 403, false},
		{"no browser", "GET", "/v1/conversation", "", "", 200, false},
		{"bad input", "POST", "/v1/messages", shop, `{`, 400, true},
		{"an unknown path", "GET", "/v1/nothing", shop, "", 404, true},
		{"a wrong method", "PATCH", "/v1/conversation", shop, "", 405, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := &house{T: t, url: h.url}
			var header []string
			if c.origin != "" {
				header = []string{"Origin", c.origin}
			}
			a := h.call(c.method, c.path, token, c.body, header...)
			if a.Status != c.status {
				t.Errorf("answered %d %s, want %d", a.Status, a.Body, c.status)
			}
			if c.status == http.StatusForbidden {
				if p := a.problem(t); p.Code != "origin_not_allowed" {
					t.Errorf("code %q", p.Code)
				}
			}
			want := ""
			if c.echoed {
				want = c.origin
			}
			if got := a.Header.Get("Access-Control-Allow-Origin"); got != want {
				t.Errorf("allows %q, want %q", got, want)
			}
			if c.echoed && a.Header.Get("Access-Control-Expose-Headers") != "Retry-After" {
				t.Errorf("exposes %q", a.Header.Get("Access-Control-Expose-Headers"))
			}
			if !slices.Contains(a.Header.Values("Vary"), "Origin") {
				t.Errorf("varies by %v", a.Header.Values("Vary"))
			}
		})
	}
}

func TestAPreflightIsAnsweredAndCacheable(t *testing.T) {
	h := build(t, nil)
	for _, path := range []string{"/v1/visitors", "/v1/stream", "/v1/messages", "/v1/nothing"} {
		for _, method := range []string{"GET", "POST"} {
			a := h.call("OPTIONS", path, "", "", "Origin", shop, "Access-Control-Request-Method", method,
				"Access-Control-Request-Headers", "authorization,content-type,last-event-id")
			if a.Status != 204 || len(a.Body) != 0 || a.Header.Get("Access-Control-Allow-Origin") != shop ||
				a.Header.Get("Access-Control-Allow-Methods") != method || a.Header.Get("Access-Control-Max-Age") != "7200" ||
				!strings.EqualFold(a.Header.Get("Access-Control-Allow-Headers"), "Authorization, Content-Type, Last-Event-ID") {
				t.Errorf("%s %s: %d %v", method, path, a.Status, a.Header)
			}
			for _, name := range []string{"Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"} {
				if !slices.Contains(a.Header.Values("Vary"), name) {
					t.Errorf("%s: varies by %v", path, a.Header.Values("Vary"))
				}
			}
		}
	}
	for _, origin := range []string{"https://evil.example", "null"} {
		a := h.call("OPTIONS", "/v1/visitors", "", "", "Origin", origin, "Access-Control-Request-Method", "POST")
		if a.Status != 403 || a.Header.Get("Access-Control-Allow-Origin") != "" || a.Header.Get("Access-Control-Allow-Methods") != "" {
			t.Errorf("%s: %d %v", origin, a.Status, a.Header)
		}
		if p := a.problem(t); p.Code != "origin_not_allowed" {
			t.Errorf("code %q", p.Code)
		}
	}
}

func TestAPageMayChangeAndDeleteMessages(t *testing.T) {
	h := build(t, nil)
	for _, method := range []string{"PATCH", "DELETE"} {
		a := h.call("OPTIONS", "/v1/messages/7", "", "", "Origin", shop, "Access-Control-Request-Method", method,
			"Access-Control-Request-Headers", "authorization,content-type")
		if a.Status != 204 || a.Header.Get("Access-Control-Allow-Origin") != shop || a.Header.Get("Access-Control-Allow-Methods") != method {
			t.Errorf("%s: %d %v", method, a.Status, a.Header)
		}
		token := h.arrive()
		h.say(token, "a", "one")
		a = h.call(method, "/v1/messages/1", token, `{"client_id":"e","text":"two"}`, "Origin", shop)
		if a.Status != 202 || a.Header.Get("Access-Control-Allow-Origin") != shop {
			t.Errorf("%s: %d %s %v", method, a.Status, a.Body, a.Header)
		}
	}
}

func TestAPreflightForMoreThanPagesMayDoAllowsNothing(t *testing.T) {
	h := build(t, nil)
	for method, header := range map[string]string{"DELETE": "authorization", "PATCH": "", "POST": "x-secret", "GET": "authorization,cookie"} {
		a := h.call("OPTIONS", "/v1/conversation", "", "", "Origin", shop, "Access-Control-Request-Method", method, "Access-Control-Request-Headers", header)
		if a.Status != 204 || a.Header.Get("Access-Control-Allow-Origin") != "" || a.Header.Get("Access-Control-Allow-Methods") != "" ||
			a.Header.Get("Access-Control-Allow-Headers") != "" {
			t.Errorf("%s with %q: %d %v", method, header, a.Status, a.Header)
		}
	}
}

func TestAStreamThatIsTakenOverMayBeReadByItsPage(t *testing.T) {
	h := build(t, nil)
	res := h.open("GET", "/v1/stream", h.arrive(), "", "Origin", shop)
	defer res.Body.Close() // it has no end
	if res.StatusCode != 200 || res.Header.Get("Access-Control-Allow-Origin") != shop || !slices.Contains(res.Header.Values("Vary"), "Origin") ||
		res.Header.Get("Access-Control-Expose-Headers") != "Retry-After" || h.web.Streams() != 1 {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
}

func TestSlackAndHealthAreNoMatterOfOrigins(t *testing.T) {
	h := build(t, func(c *Config) {
		c.Slack = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	})
	for _, path := range []string{"/slack/events", "/healthz"} {
		for _, method := range []string{"GET", "OPTIONS"} {
			a := h.call(method, path, "", "", "Origin", shop, "Access-Control-Request-Method", "POST")
			if a.Header.Get("Access-Control-Allow-Origin") != "" || a.Header.Get("Vary") != "" || strings.HasPrefix(path, "/slack/") != (a.Status == http.StatusTeapot) {
				t.Errorf("%s %s: %d %v", method, path, a.Status, a.Header)
			}
		}
	}
}

func TestASiteThatAllowsEveryOriginGetsTheExactOneEchoed(t *testing.T) {
	h := build(t, nil)
	h.install(t, "open", "*")
	a := h.call("POST", "/v1/visitors", "", `{"site":"open"}`, "Origin", "null")
	if a.Status != 201 || a.Header.Get("Access-Control-Allow-Origin") != "null" {
		t.Errorf("%d %v %s", a.Status, a.Header, a.Body)
	}
}

func TestFilesForEverybodyMayBeReadByEverybody(t *testing.T) {
	h := build(t, nil)
	for _, path := range []string{"/widget.js", "/v1/pictures/unknown"} {
		a := h.call("GET", path, "", "", "Origin", "https://evil.example")
		if a.Header.Get("Access-Control-Allow-Origin") != "*" || a.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
			t.Errorf("%s: %v", path, a.Header)
		}
	}
}
