package web

import (
	"net/http"

	"github.com/bellhop-chat/bellhop/bridge"
)

// end is POST /v1/end: the visitor ends the conversation.
func (s *Server) end(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	if err := read(w, r, &struct{}{}); err != nil {
		return err
	}
	if err := s.Bridge.End(r.Context(), who); err != nil {
		return err
	}
	return done(w)
}
