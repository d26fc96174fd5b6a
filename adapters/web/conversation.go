package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/bellhop-chat/bellhop/bridge"
)

// conversation is GET /v1/conversation?after=N.
func (s *Server) conversation(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	after, err := afterOf(r.URL.Query())
	if err != nil {
		return err
	}
	view, err := s.Bridge.View(r.Context(), who, after)
	if err != nil {
		return err
	}
	base := s.baseOf(r)
	return reply(w, http.StatusOK, struct {
		Conversation wireConversation `json:"conversation"`
		Messages     []wireMessage    `json:"messages"`
	}{conversationOf(view, base), messagesOf(view, base)})
}

// afterOf reads the number of the last entry that the client has; 0 for none.
func afterOf(q url.Values) (int64, error) {
	switch len(q["after"]) {
	case 0:
		return 0, nil
	case 1:
		return number("after", q.Get("after"))
	}
	return 0, fieldProblem("after", "after is there twice.")
}

// number reads the number of an entry.
func number(field, s string) (int64, error) {
	n, err := strconv.ParseUint(s, 10, 63)
	if err != nil {
		return 0, fieldProblem(field, field+" must be a whole number, 0 or more.")
	}
	return int64(n), nil // 63 bits fit
}
