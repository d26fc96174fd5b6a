package main

import (
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/url"
)

// front is what listens on the demo's address: the page, and everything else
// carried to the server behind it. While there is none, calls end as they do
// when nobody listens: without an answer.
func front(page http.Handler, where func() string, log *slog.Logger) http.Handler {
	carry := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: where()})
			r.Out.Host = r.In.Host // the server answers for the address that browsers know
		},
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
		ErrorLog:     slog.NewLogLogger(log.Handler(), slog.LevelDebug), // that a server was killed is no news
	}
	mux := http.NewServeMux()
	mux.Handle("/{$}", page)
	mux.Handle("/demo/", page)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if where() == "" {
			panic(http.ErrAbortHandler)
		}
		carry.ServeHTTP(w, r)
	})
	return mux
}
