package web

import (
	"net/http"

	"github.com/go-chi/chi/v5/middleware"
)

// private hides what is for operators: to clients from elsewhere than this
// machine and private networks, there is nothing at /metrics, by any method.
func (s *Server) private(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/metrics" && !s.near(r) {
			s.nothing(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// near tells whether the client is on this machine or in a private network. A
// proxy mostly is, so a forwarded call counts only where trusted proxies say
// from whom it is.
func (s *Server) near(r *http.Request) bool {
	a := clientOf(r)
	if len(r.Header.Values("X-Forwarded-For")) > 0 {
		if !s.trusts(r) {
			return false
		}
		a = middleware.GetClientIPAddr(r.Context())
	}
	return a.IsLoopback() || a.IsPrivate()
}
