package fakeslack

import (
	"strconv"
	"strings"
)

// conversationsReplies lists a thread, oldest first. The parent is always the first of the first page, whatever oldest says.
func (s *Server) conversationsReplies(a args) (map[string]any, error) {
	r, err := s.joined(a.str("channel"))
	if err != nil {
		return nil, err
	}
	m, ok := r.byTS[a.str("ts")]
	if !ok {
		return nil, fail("thread_not_found")
	}
	parent := m.TS
	if m.IsReply() {
		parent = m.ThreadTS
	}
	var seen []*Message
	for _, m := range r.thread(parent) {
		if m.TS == parent || within(m.TS, a) {
			seen = append(seen, m)
		}
	}
	return s.messagePage("conversations.replies", seen, a)
}

// tsMicro reads a timestamp, or a bare number of seconds, as microseconds; what is neither is 0.
func tsMicro(ts string) int64 {
	sec, micro, _ := strings.Cut(ts, ".")
	a, err := strconv.ParseInt(sec, 10, 64)
	if err != nil {
		return 0
	}
	b, err := strconv.ParseInt((micro + "000000")[:6], 10, 64)
	if err != nil {
		return a * 1e6
	}
	return a*1e6 + b
}
