package demo

import "net/http"

// Report is how things stand, as the operator's command tells it.
type Report struct {
	Text   string `json:"text"`   // what the command prints
	Works  bool   `json:"works"`  // every connection works
	Untold int    `json:"untold"` // how much waits to be told
}

// serveReport answers the state and what the operator is told, which a page asks for again and again.
func (s *site) serveReport(w http.ResponseWriter, r *http.Request) {
	report, err := s.cfg.Controls.Report(r.Context())
	if err != nil {
		s.log.ErrorContext(r.Context(), "cannot tell how things stand", "err", err)
		refuse(w, http.StatusInternalServerError, "the status cannot be told; the server's log says why")
		return
	}
	send(w, http.StatusOK, struct {
		Report
		State state `json:"state"`
	}{report, s.now()})
}

func (s *site) retry(w http.ResponseWriter, r *http.Request) {
	if !read(w, r, &struct{}{}) {
		return
	}
	n, err := s.cfg.Controls.Retry(r.Context())
	if err != nil {
		s.log.ErrorContext(r.Context(), "cannot retry", "err", err)
		refuse(w, http.StatusInternalServerError, "could not send again; the server's log says why")
		return
	}
	send(w, http.StatusOK, map[string]int64{"due": n})
}
