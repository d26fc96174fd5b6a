package demo

import (
	"errors"
	"net/http"
)

// ErrUnknown says that there is no such trouble.
var ErrUnknown = errors.New("there is nothing of that name to break")

// TroubleState says how far a trouble is.
type TroubleState string

// The states of a trouble.
const (
	Off   TroubleState = "off"
	On    TroubleState = "on"
	Armed TroubleState = "armed" // it meets the next call and is over then
)

// Trouble is one thing that can be broken, as the page explains and shows it.
type Trouble struct {
	ID    string       `json:"id"`
	Icon  string       `json:"icon"`           // one of the page's own
	Title string       `json:"title"`          // what the button says
	Undo  string       `json:"undo,omitempty"` // what it says while the trouble lasts; empty when it ends by itself
	Watch string       `json:"watch"`          // what to try and look at, a sentence or three
	State TroubleState `json:"state"`
	Left  int64        `json:"left_seconds,omitempty"` // how long it lasts, when that is known
	Met   int64        `json:"met,omitempty"`          // how many calls met it, since it was last broken
}

func (s *site) breakIt(w http.ResponseWriter, r *http.Request) {
	var ask struct {
		Trouble string `json:"trouble"`
		On      *bool  `json:"on"`
	}
	if !read(w, r, &ask) {
		return
	}
	if ask.On == nil {
		refuse(w, http.StatusBadRequest, "on must be true or false")
		return
	}
	switch err := s.cfg.Controls.Break(ask.Trouble, *ask.On); {
	case errors.Is(err, ErrUnknown):
		refuse(w, http.StatusNotFound, err.Error())
	case err != nil:
		refuse(w, http.StatusConflict, err.Error())
	default:
		s.sendState(w)
	}
}
