package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// site is somebody's website with the widget on every page, under a policy that
// allows the widget's server and nothing else: no inline script, no style of
// the page's own, no picture from elsewhere.
type site struct {
	URL string

	mu   sync.Mutex
	host string // the widget's server, as the page sees it
	tag  string // further attributes of the script tag
}

// website starts a site that has no widget yet.
func website(t *testing.T) *site {
	t.Helper()
	s := &site{}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

// carry puts the widget of a server on the pages.
func (s *site) carry(host string, attributes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.host, s.tag = host, strings.Join(attributes, " ")
}

// origins is the setting that lets this site's pages in.
func (s *site) origins() string { return "BELLHOP_SITE_ORIGINS=" + s.URL }

// ServeHTTP serves /early.js, which calls the widget before it is there, and
// pages: / with the widget, /early with early.js before it, /trusted under
// trusted types, /bare without the widget.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	host, tag := s.host, s.tag
	s.mu.Unlock()
	scripts := fmt.Sprintf(`<script src="%s/widget.js" data-site="main" %s async></script>`, host, tag)
	switch r.URL.Path {
	case "/early.js":
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = fmt.Fprint(w, `window.bellhop = window.bellhop || function () { (bellhop.q = bellhop.q || []).push(arguments) }
			bellhop("identify", { name: "Grace Hopper", email: "grace@navy.example", attributes: { plan: "gold" } })
			bellhop("open")`)
		return
	case "/early":
		scripts = `<script src="/early.js"></script>` + scripts
	case "/bare":
		scripts = ""
	}
	more := ""
	if r.URL.Path == "/trusted" {
		more = "; require-trusted-types-for 'script'; trusted-types bellhop"
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", fmt.Sprintf(
		"default-src 'none'; script-src %[1]s 'self'; connect-src %[1]s; img-src %[1]s; style-src 'none'%[2]s", host, more))
	_, _ = fmt.Fprintf(w, `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, initial-scale=1">
		<title>Garden tools</title>%s<h1>Garden tools</h1><p><a href="/bare">A link before the chat</a></p>`, scripts)
}
