package web

import (
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// amended says what became of a message: the number of the last entry about it.
type amended struct {
	Seq int64 `json:"seq"`
	Rev int64 `json:"rev"`
}

// amend is PATCH /v1/messages/{seq}: a new text for a message of the visitor's
// own. The same client_id again is the same change. The message's files stay.
func (s *Server) amend(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	seq, err := number("seq", chi.URLParam(r, "seq"))
	if err != nil {
		return err
	}
	var in word
	if err := read(w, r, &in); err != nil {
		return err
	}
	word, err := in.forBridge()
	if err != nil {
		return err
	}
	if len(word.Files) > 0 {
		return fieldProblem("files", "The files of a message cannot be changed, only its text.")
	}
	rev, err := s.Bridge.Amend(r.Context(), who, seq, word)
	if err != nil {
		return notTheirs(err)
	}
	return reply(w, http.StatusAccepted, amended{seq, rev})
}

// withdraw is DELETE /v1/messages/{seq}: a message of the visitor's own is taken
// back. Taking it back again changes nothing. A body is passed over.
func (s *Server) withdraw(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	seq, err := number("seq", chi.URLParam(r, "seq"))
	if err != nil {
		return err
	}
	rev, err := s.Bridge.Withdraw(r.Context(), who, seq)
	if err != nil {
		return notTheirs(err)
	}
	return reply(w, http.StatusAccepted, amended{seq, rev})
}

// notTheirs says so of a number that is no message of the visitor's.
func notTheirs(err error) error {
	if errors.Is(err, core.ErrNotFound) {
		return &problem{Code: CodeNotFound, Detail: "There is no message of yours with this number.", Cause: err}
	}
	return err
}
