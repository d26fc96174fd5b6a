package web

import (
	"context"
	"net/http"
	"time"
)

// readyWithin is how long the store may take to answer before we count as not
// ready.
const readyWithin = 2 * time.Second

// alive is GET /healthz: the process runs.
func alive(w http.ResponseWriter, _ *http.Request) { plain(w, "ok\n") }

// ready is GET /readyz: what comes in can be stored. The cause of a no is in
// the log, not in the answer.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	if err := s.Bridge.Ready(ctx); err != nil {
		s.refuse(w, r, &problem{Code: CodeUnavailable, Detail: "Not ready.", Retry: time.Second, Cause: err})
		return
	}
	plain(w, "ready\n")
}

// robots is GET /robots.txt.
func robots(w http.ResponseWriter, _ *http.Request) { plain(w, "User-agent: *\nDisallow: /\n") }

func plain(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(text)) // the client may be gone; there is nobody else to tell
}
