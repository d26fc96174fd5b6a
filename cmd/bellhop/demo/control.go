package demo

import (
	"context"
	"net/http"
	"time"
)

// Controls are what the page can do to the demo's world. They are called from any goroutine.
type Controls interface {
	// Skip moves the clock ahead, by a minute at least and a day at most.
	Skip(d time.Duration)
	// SetAway makes every agent away, or present again. An error changes nothing; it is logged, and the page told that it failed.
	SetAway(away bool) error
	// Away says whether everyone was made away.
	Away() bool
	// Skipped is how far the clock is ahead of the real one.
	Skipped() time.Duration

	// Troubles lists what can be broken, in the order the page shows it.
	Troubles() []Trouble
	// Break breaks something, or repairs it; ErrUnknown when there is no such trouble. The sentence of another error is for the page.
	Break(id string, on bool) error
	// Serves says whether the server runs just now.
	Serves() bool
	// Report is what the operator's command says. An error is logged.
	Report(ctx context.Context) (Report, error)
	// Retry makes what is held or refused due now and answers how many that were. An error is logged.
	Retry(ctx context.Context) (int64, error)
}

const maxSkip = 24 * 60 // minutes

// state is what the page's top bar and its menu show.
type state struct {
	Channel  string    `json:"channel"`
	Away     bool      `json:"away"`
	Skipped  int64     `json:"skipped_seconds"`
	Serves   bool      `json:"serves"`
	Troubles []Trouble `json:"troubles"`
}

func (s *site) serveState(w http.ResponseWriter, _ *http.Request) { s.sendState(w) }

func (s *site) sendState(w http.ResponseWriter) { send(w, http.StatusOK, s.now()) }

func (s *site) now() state {
	c := s.cfg.Controls
	return state{Channel: s.cfg.Channel, Away: c.Away(), Skipped: int64(c.Skipped() / time.Second), Serves: c.Serves(), Troubles: c.Troubles()}
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
