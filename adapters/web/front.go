package web

import (
	"html"
	"net/http"
	"strings"
)

const frontPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Bellhop</title>
<style>
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1rem; color-scheme: light dark }
pre { padding: 1rem; border: 1px solid; border-radius: .5rem; white-space: pre-wrap; overflow-wrap: anywhere }
</style>
<h1>Bellhop</h1>
<p>Bellhop carries words between a website’s visitors and the people who can help them. It is running here.</p>
<p>To put the widget on a page, add this before <code>&lt;/body&gt;</code>, with your site’s key:</p>
<pre><code>&lt;script src="BASE/widget.js" data-site="YOUR_SITE_KEY" async&gt;&lt;/script&gt;</code></pre>
<p>The page’s origin must be among the site’s allowed origins.</p>
</html>
`

// front is GET /: a page that says what this is and how to embed the widget.
func (s *Server) front(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("Cache-Control", "no-store")
	page := strings.ReplaceAll(frontPage, "BASE", html.EscapeString(s.baseOf(r)))
	_, _ = w.Write([]byte(page)) // the client may be gone; there is nobody else to tell
}
