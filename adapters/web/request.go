package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/go-chi/chi/v5"
)

// requestKey is the context key of a request's id.
type requestKey struct{}

func requestID(r *http.Request) string {
	id, _ := r.Context().Value(requestKey{}).(string)
	return id
}

// routeOf is the route's pattern: unlike the path, it holds nothing of a
// visitor.
func routeOf(r *http.Request) string {
	if c := chi.RouteContext(r.Context()); c != nil && c.RoutePattern() != "" {
		return c.RoutePattern()
	}
	return "none"
}

// watched gives every request an id, turns panics into problems and writes the
// log's line: the route, never the body, the query or a header.
func (s *Server) watched(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		id := rand.Text()[:16]
		r = r.WithContext(context.WithValue(r.Context(), requestKey{}, id))
		seen := &witness{ResponseWriter: w}
		w.Header().Set("X-Request-Id", id)
		defer func() {
			if cause := recover(); cause != nil {
				s.panicked(seen, r, cause)
			}
			if seen.status == 0 {
				seen.status = http.StatusOK // nothing written, or taken over
			}
			s.Log.Debug("request", "request", id, "method", r.Method, "route", routeOf(r),
				"status", seen.status, "took", time.Since(began).Round(time.Microsecond).String())
		}()
		next.ServeHTTP(seen, r)
	})
}

// panicked answers a panic, or cuts an answer that has begun.
func (s *Server) panicked(w *witness, r *http.Request, cause any) {
	if cause == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so
		panic(cause)
	}
	s.Log.Error("panic", "request", requestID(r), "route", routeOf(r), "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
	if w.status != 0 {
		panic(http.ErrAbortHandler)
	}
	known(nil).answer(w)
}

// witness remembers the status of an answer.
type witness struct {
	http.ResponseWriter
	status int
}

func (w *witness) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *witness) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *witness) Unwrap() http.ResponseWriter { return w.ResponseWriter }
