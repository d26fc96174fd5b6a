package web

import (
	"math"
	"net/http"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// details is POST /v1/details: how the visitor can be reached.
func (s *Server) details(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	var in struct {
		Name  string `json:"name"`
		Email string `json:"email"`
		Phone string `json:"phone"`
		Note  string `json:"note"`
	}
	if err := read(w, r, &in); err != nil {
		return err
	}
	d := core.Details{Name: cleanLine(in.Name), Email: cleanLine(in.Email), Phone: cleanLine(in.Phone), Note: cleanText(in.Note)}
	if err := s.Bridge.LeaveDetails(r.Context(), who, d); err != nil {
		return err
	}
	view, err := s.Bridge.View(r.Context(), who, math.MaxInt64)
	if err != nil {
		return err
	}
	return reply(w, http.StatusAccepted, conversationOf(view, s.baseOf(r)))
}
