package web

import (
	"net/http"
	"strings"

	"github.com/go-chi/cors"
)

// preflightFor is how many seconds browsers may remember what pages may do, as
// long as they let us (Chrome: 2 h).
const preflightFor = 7200

// shared tells pages which answers they may read. It stands before routing, so
// that every answer under /v1 is treated the same, errors included. Files that
// belong to everybody are for everybody.
func (s *Server) shared(next http.Handler) http.Handler {
	rules := cors.Options{
		AllowOriginFunc:    s.knows,
		AllowedMethods:     []string{http.MethodGet, http.MethodHead, http.MethodPost},
		AllowedHeaders:     []string{"Authorization", "Content-Type", "Last-Event-ID"},
		ExposedHeaders:     []string{"Retry-After"},
		MaxAge:             preflightFor,
		OptionsPassthrough: true, // answers to OPTIONS are ours
	}
	preflights := cors.Handler(rules)(http.HandlerFunc(s.preflight))
	rules.AllowedMethods = []string{http.MethodPatch, http.MethodDelete}
	changes := cors.Handler(rules)(http.HandlerFunc(s.preflight))
	rules.AllowedMethods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} // a wrong method is told so
	calls := cors.Handler(rules)(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/widget.js", strings.HasPrefix(r.URL.Path, "/v1/pictures/"), strings.HasPrefix(r.URL.Path, "/v1/files/"):
			w.Header().Set("Access-Control-Allow-Origin", "*")
			w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
			next.ServeHTTP(w, r)
		case !strings.HasPrefix(r.URL.Path, "/v1/"):
			next.ServeHTTP(w, r)
		case r.Method == http.MethodOptions && r.Header.Get("Origin") != "" && r.Header.Get("Access-Control-Request-Method") != "":
			if strings.HasPrefix(r.URL.Path, "/v1/messages/") {
				changes.ServeHTTP(w, r)
				return
			}
			preflights.ServeHTTP(w, r)
		default:
			calls.ServeHTTP(w, r)
		}
	})
}

// knows tells whether some site allows calls from the origin.
func (s *Server) knows(r *http.Request, origin string) bool {
	return origin != "" && s.origins.allowed(r.Context(), origin)
}

// preflight answers what browsers ask before a call. What may be done is in the
// headers by now; where it is not what was asked for, the browser does not call.
func (s *Server) preflight(w http.ResponseWriter, r *http.Request) {
	if !s.knows(r, r.Header.Get("Origin")) {
		s.refuse(w, r, &problem{Code: CodeOriginNotAllowed, Detail: "No site allows calls from the page's origin."})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
