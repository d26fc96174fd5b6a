package web

import (
	"net/http"

	"github.com/bellhop-chat/bellhop/bridge"
)

// markRead is POST /v1/read: how far the visitor has read.
func (s *Server) markRead(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	var in struct {
		Seq *int64 `json:"seq"`
	}
	if err := read(w, r, &in); err != nil {
		return err
	}
	if in.Seq == nil || *in.Seq < 0 {
		return fieldProblem("seq", "seq is required: the number of the last message seen, 0 or more.")
	}
	if err := s.Bridge.Read(r.Context(), who, *in.Seq); err != nil {
		return err
	}
	return done(w)
}
