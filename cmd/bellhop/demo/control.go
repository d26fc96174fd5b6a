package demo

import (
	"net/http"
	"time"
)

const maxSkip = 24 * 60 // minutes

// state is what the page's top bar shows.
type state struct {
	Channel string `json:"channel"`
	Away    bool   `json:"away"`
	Skipped int64  `json:"skipped_seconds"`
}

func (s *site) serveState(w http.ResponseWriter, _ *http.Request) { s.sendState(w) }

func (s *site) sendState(w http.ResponseWriter) {
	c := s.cfg.Controls
	send(w, http.StatusOK, state{Channel: s.cfg.Channel, Away: c.Away(), Skipped: int64(c.Skipped() / time.Second)})
}

func (s *site) skip(w http.ResponseWriter, r *http.Request) {
	var ask struct {
		Minutes *int `json:"minutes"`
	}
	if !read(w, r, &ask) {
		return
	}
	if ask.Minutes == nil || *ask.Minutes < 1 || *ask.Minutes > maxSkip {
		refuse(w, http.StatusBadRequest, "minutes must be a whole number from 1 to 1440")
		return
	}
	s.cfg.Controls.Skip(time.Duration(*ask.Minutes) * time.Minute)
	s.sendState(w)
}

func (s *site) setAway(w http.ResponseWriter, r *http.Request) {
	var ask struct {
		Away *bool `json:"away"`
	}
	if !read(w, r, &ask) {
		return
	}
	if ask.Away == nil {
		refuse(w, http.StatusBadRequest, "away must be true or false")
		return
	}
	if err := s.cfg.Controls.SetAway(*ask.Away); err != nil {
		s.log.ErrorContext(r.Context(), "cannot change who is away", "away", *ask.Away, "err", err)
		refuse(w, http.StatusInternalServerError, "could not change who is away; the server's log says why")
		return
	}
	s.sendState(w)
}
