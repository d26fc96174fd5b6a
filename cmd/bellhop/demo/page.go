package demo

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
)

//go:embed pages
var pages embed.FS

// Both pages take what stands in files of this origin and nothing else.
const strict = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

// The page itself writes no markup at all, and frames the shop. The shop is what a careful owner of a site would have.
const (
	pagePolicy = strict + "; frame-src 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	shopPolicy = strict + "; frame-ancestors 'self'"
)

// page serves one of the HTML pages. They are templates: {{.SiteKey}} and {{.Channel}}.
func (s *site) page(name, policy string) http.HandlerFunc {
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
		h.Set("Cache-Control", "no-store")
		_, _ = w.Write(b.Bytes()) // the reader left: nothing to tell anyone
	}
}
