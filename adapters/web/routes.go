package web

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// routes is the one list of what can be called.
func (s *Server) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(s.watched, addressed(s.TrustedProxies), guarded, s.shared, s.private, s.optioned(r), middleware.GetHead)
	r.NotFound(s.nothing)
	r.MethodNotAllowed(s.wrongMethod(r))

	r.Post("/v1/visitors", s.call(s.arrive))
	r.Get("/v1/conversation", s.call(s.visitor("conversation", s.conversation)))
	r.Get("/v1/stream", s.long(s.visitor("stream", s.stream)))
	r.Post("/v1/messages", s.call(s.visitor(sending, s.say)))
	r.Patch("/v1/messages/{seq}", s.call(s.visitor(sending, s.amend)))
	r.Delete("/v1/messages/{seq}", s.call(s.visitor(sending, s.withdraw)))
	r.Post("/v1/handoff", s.call(s.visitor("handoff", s.handoff)))
	r.Post("/v1/details", s.call(s.visitor("details", s.details)))
	r.Post("/v1/typing", s.call(s.visitor("typing", s.typing)))
	r.Post("/v1/read", s.call(s.visitor("read", s.markRead)))
	r.Post("/v1/end", s.call(s.visitor("end", s.end)))
	r.Post("/v1/files", s.long(s.visitor(uploading, s.upload)))
	r.Get("/v1/files/{id}/{name}", s.long(s.file))
	r.Get("/v1/pictures/{id}", s.call(s.picture))

	r.Get("/", s.front)
	r.Get("/widget.js", s.script.ServeHTTP)
	r.Get("/robots.txt", robots)
	r.Get("/healthz", alive)
	r.Get("/readyz", s.ready)
	if s.Metrics != nil {
		r.Method(http.MethodGet, "/metrics", s.Metrics)
	}
	if s.Slack != nil {
		r.Handle("/slack/*", s.Slack)
	}
	return r
}

// nothing answers a path nobody knows.
func (s *Server) nothing(w http.ResponseWriter, r *http.Request) {
	s.refuse(w, r, &problem{Code: CodeNotFound, Detail: "There is nothing at this address."})
}

// wrongMethod answers a method that a path does not have.
func (s *Server) wrongMethod(routes chi.Routes) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		allow := allowed(routes, r)
		w.Header().Set("Allow", allow)
		s.refuse(w, r, &problem{Code: CodeMethodNotAllowed, Detail: "This address can be called with " + allow + "."})
	}
}

// optioned answers OPTIONS where we have a route; preflights were answered
// before.
func (s *Server) optioned(routes chi.Routes) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodOptions || strings.HasPrefix(r.URL.Path, "/slack/") {
				next.ServeHTTP(w, r)
				return
			}
			allow := allowed(routes, r)
			if allow == "" {
				s.nothing(w, r)
				return
			}
			w.Header().Set("Allow", allow)
			w.WriteHeader(http.StatusNoContent)
		})
	}
}

// allowed lists the methods of a path.
func allowed(routes chi.Routes, r *http.Request) string {
	var out []string
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete} {
		if !routes.Match(chi.NewRouteContext(), method, r.URL.Path) {
			continue
		}
		if out = append(out, method); method == http.MethodGet {
			out = append(out, http.MethodHead)
		}
	}
	if len(out) > 0 {
		out = append(out, "OPTIONS")
	}
	return strings.Join(out, ", ")
}
