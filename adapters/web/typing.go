package web

import (
	"net/http"

	"github.com/bellhop-chat/bellhop/bridge"
)

// typing is POST /v1/typing: the visitor is writing.
func (s *Server) typing(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	if err := read(w, r, &struct{}{}); err != nil {
		return err
	}
	s.Bridge.Typing(r.Context(), who)
	return done(w)
}
