package web

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

func noView() bridge.View { return bridge.View{} }

func TestTheWidgetIsServedSmallAndChecked(t *testing.T) {
	script := []byte(strings.Repeat("console.log('bellhop');", 100))
	h := build(t, func(c *Config) { c.Widget = script })
	plain := h.call("GET", "/widget.js", "", "", "Accept-Encoding", "identity")
	small := h.call("GET", "/widget.js", "", "", "Accept-Encoding", "br, gzip;q=0.8")
	if !bytes.Equal(plain.Body, script) || plain.Header.Get("Content-Encoding") != "" {
		t.Errorf("plain: %v", plain.Header)
	}
	z, err := gzip.NewReader(bytes.NewReader(small.Body))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, script) || small.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("small: %v %v", err, small.Header)
	}
	for _, a := range []answer{plain, small} {
		if a.Header.Get("Cache-Control") != "public, max-age=300, must-revalidate" || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/javascript") ||
			a.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("headers %v", a.Header)
		}
	}
	if plain.Header.Get("ETag") == small.Header.Get("ETag") {
		t.Error("two encodings, one tag")
	}
	again := h.call("GET", "/widget.js", "", "", "Accept-Encoding", "gzip", "If-None-Match", "W/"+small.Header.Get("ETag"))
	if again.Status != http.StatusNotModified || len(again.Body) != 0 {
		t.Errorf("asked again: %d", again.Status)
	}
}

func TestTheWidgetOfThePackageIsServed(t *testing.T) {
	h := build(t, nil)
	if a := h.call("GET", "/widget.js", "", ""); a.Status != 200 || len(a.Body) < 1000 {
		t.Errorf("%d with %d bytes", a.Status, len(a.Body))
	}
}

func TestAPictureNobodyHasIsANeutralAnswer(t *testing.T) {
	h := build(t, nil)
	for _, id := range []string{"unknown", strings.Repeat("x", 500), "%2e%2e%2fsecret", "a%00b"} {
		a := h.call("GET", "/v1/pictures/"+id, "", "")
		if p := a.problem(t); a.Status != 404 || p.Code != "not_found" || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", id, a.Status, a.Header)
		}
	}
}

func TestOnlyPicturesAreServedAsPictures(t *testing.T) {
	for kind, want := range map[string]bool{"image/png": true, "image/webp": true, "image/svg+xml": false, "text/html": false, "": false} {
		if got := showable(core.Picture{Type: kind, Bytes: []byte("x")}); got != want {
			t.Errorf("%q: %v", kind, got)
		}
	}
	if showable(core.Picture{Type: "image/png"}) {
		t.Error("a picture of nothing")
	}
}

func TestHealthIsThatOfTheProcessAndReadinessThatOfTheStore(t *testing.T) {
	h := build(t, func(c *Config) {
		c.Metrics = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("bellhop_up 1\n")) })
	})
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": "ready\n", "/metrics": "bellhop_up 1\n", "/robots.txt": "User-agent: *\nDisallow: /\n"} {
		if a := h.call("GET", path, "", ""); a.Status != 200 || string(a.Body) != want {
			t.Errorf("%s: %d %s", path, a.Status, a.Body)
		}
	}
	if err := h.store.Close(); err != nil {
		t.Fatal(err)
	}
	if a := h.call("GET", "/healthz", "", ""); a.Status != 200 {
		t.Errorf("alive: %d", a.Status)
	}
	if a := h.call("GET", "/readyz", "", ""); a.Status != 503 || bytes.Contains(a.Body, []byte("sql")) {
		t.Errorf("ready without a store: %d %s", a.Status, a.Body)
	}
}

func TestTheFrontPageShowsHowToEmbedTheWidget(t *testing.T) {
	h := build(t, func(c *Config) { c.PublicURL = `https://chat.example/?"<x>/` })
	a := h.call("GET", "/", "", "")
	if a.Status != 200 || !bytes.Contains(a.Body, []byte(`src="https://chat.example/?&#34;&lt;x&gt;/widget.js"`)) || !strings.Contains(a.Header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("%d %v %s", a.Status, a.Header, a.Body)
	}
}

func TestSlackGetsItsPathsWhole(t *testing.T) {
	var got []string
	h := build(t, func(c *Config) {
		c.Slack = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			got = append(got, r.Method+" "+r.URL.Path+" "+string(body))
			w.WriteHeader(http.StatusTeapot)
		})
	})
	if a := h.call("POST", "/slack/events", "", "raw body"); a.Status != http.StatusTeapot || len(got) != 1 || got[0] != "POST /slack/events raw body" {
		t.Errorf("%d %v", a.Status, got)
	}
}

func TestAPanicIsAProblemThatLeaksNothing(t *testing.T) {
	h := build(t, func(c *Config) {
		c.Metrics = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(errors.New("secret of the house")) })
	})
	a := h.call("GET", "/metrics", "", "")
	if p := a.problem(t); a.Status != 500 || p.Code != "internal" || bytes.Contains(a.Body, []byte("secret")) {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	h := build(t, nil)
	for _, path := range []string{"/", "/widget.js", "/v1/nothing", "/healthz", "/nothing"} {
		a := h.call("GET", path, "", "")
		if a.Header.Get("X-Content-Type-Options") != "nosniff" || a.Header.Get("X-Frame-Options") != "DENY" || a.Header.Get("X-Request-Id") == "" {
			t.Errorf("%s: %v", path, a.Header)
		}
	}
}

func TestAServerNeedsABridge(t *testing.T) {
	if _, err := New(Config{}); err == nil {
		t.Error("made without a bridge")
	}
}
