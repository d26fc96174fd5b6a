package demo

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strings"
)

//go:embed pages
var pages embed.FS

// policy allows what stands in files of this origin and nothing else; "bellhop" is the widget's trusted-types policy.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"frame-src 'self'",
	"frame-ancestors 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types bellhop",
}, "; ")

// page serves one of the HTML pages. They are templates: {{.SiteKey}} and {{.Channel}}.
func (s *site) page(name string) http.HandlerFunc {
	t := template.Must(template.ParseFS(pages, name))
	return func(w http.ResponseWriter, _ *http.Request) {
		var b bytes.Buffer
		if err := t.Execute(&b, s.cfg); err != nil {
			s.log.Error("cannot render the demo page", "page", name, "err", err)
			http.Error(w, "cannot render the page", http.StatusInternalServerError)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Frame-Options", "SAMEORIGIN")
		h.Set("Cache-Control", "no-store")
		_, _ = w.Write(b.Bytes()) // the reader left: nothing to tell anyone
	}
}
