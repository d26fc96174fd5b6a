package slack

import (
	"errors"
	"io"
	"net/http"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// The limits of the doors. Slack waits 3 s for an answer.
const (
	maxType     = 60                      // characters of a type that are kept
	maxCall     = 1 << 20                 // bytes of a call's body
	speakWithin = 2500 * time.Millisecond // for commands
)

// doors take Slack's calls in.
type doors struct {
	intake
}

// Doors answers POST /slack/events, /slack/interactions and /slack/commands.
// Every call is verified on its raw body and answered 401 when it is not
// Slack's. Events and interactions are stored before they are acknowledged: 503
// with Retry-After when that takes longer than 2 s, 200 when it is done, also
// for what nobody can read, which is kept for the operator.
func (s *Slack) Doors(r core.Receiver, c core.Commander) http.Handler {
	d := &doors{intake{s: s, r: r, c: c}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /slack/events", d.signed(d.events))
	mux.HandleFunc("POST /slack/interactions", d.signed(d.interactions))
	mux.HandleFunc("POST /slack/commands", d.signed(d.commands))
	return mux
}

// signed passes on the bodies that Slack signed.
func (d *doors) signed(next func(http.ResponseWriter, *http.Request, []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCall))
		var tooLong *http.MaxBytesError
		switch {
		case errors.As(err, &tooLong):
			http.Error(w, "body over 1 MiB", http.StatusRequestEntityTooLarge)
			return
		case err != nil:
			http.Error(w, "body not readable", http.StatusBadRequest)
			return
		}
		if err := d.verify(r.Header, body); err != nil {
			d.s.log.Warn("a call to Slack's door was not Slack's", "path", r.URL.Path, "err", err)
			http.Error(w, "not signed by Slack", http.StatusUnauthorized)
			return
		}
		if reason := r.Header.Get("X-Slack-Retry-Reason"); reason != "" && reason != "http_error" {
			d.r.Missed(core.Slack) // Slack did not reach us; what it gave up is read
		}
		next(w, r, body)
	}
}

func (d *doors) verify(h http.Header, body []byte) error {
	v, err := slackgo.NewSecretsVerifier(h, d.s.secret)
	if err != nil {
		return err
	}
	if _, err := v.Write(body); err != nil {
		return err
	}
	return v.Ensure()
}

// answer acknowledges what is stored, and nothing else.
func (d *doors) answer(w http.ResponseWriter, err error) {
	if err != nil {
		d.s.log.Error("an event of Slack's could not be stored; Slack is asked to deliver it again", "err", err)
		w.Header().Set("Retry-After", "1")
		http.Error(w, "could not be stored in time", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusOK)
}
