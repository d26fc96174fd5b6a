package web

import (
	"net/http"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// handoff is POST /v1/handoff: the visitor asks for a person.
func (s *Server) handoff(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	if err := read(w, r, &struct{}{}); err != nil {
		return err
	}
	state, ask, err := s.Bridge.AskHelp(r.Context(), who)
	if err != nil {
		return err
	}
	return reply(w, http.StatusAccepted, struct {
		State core.State `json:"state"`
		Ask   int        `json:"ask"`
	}{state, ask})
}
