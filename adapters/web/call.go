package web

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// callWithin is how long a call may take before the visitor is told to try
// again.
const callWithin = 10 * time.Second

// sending is the kind of call that has a limit of its own.
const sending = "messages"

// answerer answers, or says why not and has written nothing.
type answerer func(w http.ResponseWriter, r *http.Request) error

// call makes a handler of a function that is done within callWithin.
func (s *Server) call(fn answerer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), callWithin)
		defer cancel()
		if err := fn(w, r.WithContext(ctx)); err != nil {
			s.refuse(w, r, err)
		}
	}
}

// long makes a handler like call does, of a function that may stay.
func (s *Server) long(fn answerer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := fn(w, r); err != nil {
			s.refuse(w, r, err)
		}
	}
}

// visitor lets only visitors through who show their token and do not call too
// often.
func (s *Server) visitor(kind string, fn func(w http.ResponseWriter, r *http.Request, who bridge.Session) error) answerer {
	return func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Cache-Control", "no-store")
		who, err := s.authenticate(w, r)
		if err != nil {
			return err
		}
		if err := s.allow(w, r, who.Visitor.ID, kind); err != nil {
			return err
		}
		return fn(w, r, who)
	}
}

// authenticate finds who is calling. Wrong tokens are counted per address.
func (s *Server) authenticate(w http.ResponseWriter, r *http.Request) (bridge.Session, error) {
	token, err := bearer(r)
	if err != nil {
		return bridge.Session{}, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), callWithin)
	defer cancel()
	who, err := s.Bridge.Authenticate(ctx, token, r.Header.Get("Origin"))
	if err != nil && problemOf(err).Code == CodeUnauthorized {
		return who, s.missed(w, r, err)
	}
	who.Address = s.askerOf(r)
	return who, err
}

// bearer reads the token.
func bearer(r *http.Request) (string, error) {
	values := r.Header.Values("Authorization")
	if len(values) == 0 {
		return "", &problem{Code: CodeUnauthorized, Detail: "A token is needed: Authorization: Bearer and the token of POST /v1/visitors."}
	}
	scheme, token, _ := strings.Cut(values[0], " ")
	token = strings.TrimSpace(token)
	if len(values) > 1 || !strings.EqualFold(scheme, "Bearer") || token == "" || len(token) > 200 {
		return "", &problem{Code: CodeUnauthorized, Detail: "The Authorization header must be Bearer and the token of POST /v1/visitors."}
	}
	return token, nil
}

// allow counts a visitor's call.
func (s *Server) allow(w http.ResponseWriter, r *http.Request, who core.VisitorID, kind string) error {
	switch kind {
	case sending:
		return s.messages.take(w, r, string(who))
	case uploading:
		return s.uploads.take(w, r, string(who))
	}
	return s.calls.take(w, r, string(who)+" "+kind)
}

// missed counts a wrong guess: err, or that there were too many. Right ones from
// the same address are let through.
func (s *Server) missed(w http.ResponseWriter, r *http.Request, err error) error {
	if over := s.misses.take(w, r, addressOf(r)); over != nil {
		return over
	}
	return err
}

// reply answers JSON.
func reply(w http.ResponseWriter, status int, v any) error {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the client may be gone; there is nobody else to tell
	return nil
}

// done answers that there is nothing to say.
func done(w http.ResponseWriter) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}
