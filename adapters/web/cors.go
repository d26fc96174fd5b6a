package web

import (
	"net/http"
	"strings"
)

// What pages may do, cached by browsers as long as they let us (Chrome: 2 h).
const (
	corsMethods = "GET, POST"
	corsHeaders = "Authorization, Content-Type, Last-Event-ID"
	corsExposes = "Retry-After"
	corsMaxAge  = "7200"
)

// shared tells pages which answers they may read. It stands before routing, so
// that every answer under /v1 is treated the same, errors included. Files that
// belong to everybody are for everybody.
func (s *Server) shared(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/widget.js", strings.HasPrefix(r.URL.Path, "/v1/pictures/"):
			w.Header().Set("Access-Control-Allow-Origin", "*")
			w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		case strings.HasPrefix(r.URL.Path, "/v1/"):
			if !s.greets(w, r) {
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// greets sets the headers for the page's origin and answers preflights. It
// tells whether the call goes on.
func (s *Server) greets(w http.ResponseWriter, r *http.Request) bool {
	h := w.Header()
	h.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	allowed := s.origins.allowed(r.Context(), origin)
	if allowed {
		h.Set("Access-Control-Allow-Origin", origin)
		h.Set("Access-Control-Expose-Headers", corsExposes)
	}
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return true
	}
	h.Add("Vary", "Access-Control-Request-Method")
	h.Add("Vary", "Access-Control-Request-Headers")
	if !allowed {
		s.refuse(w, r, &problem{Code: CodeOriginNotAllowed, Detail: "No site allows calls from the page's origin."})
		return false
	}
	h.Set("Access-Control-Allow-Methods", corsMethods)
	h.Set("Access-Control-Allow-Headers", corsHeaders)
	h.Set("Access-Control-Max-Age", corsMaxAge)
	w.WriteHeader(http.StatusNoContent)
	return false
}
