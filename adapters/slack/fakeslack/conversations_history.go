package fakeslack

import (
	"slices"
	"time"
)

// conversationsHistory lists the channel itself, newest first: parents and broadcasts, no plain replies.
func (s *Server) conversationsHistory(a args) (map[string]any, error) {
	r, err := s.joined(a.str("channel"))
	if err != nil {
		return nil, err
	}
	var seen []*Message
	for _, m := range r.log {
		if (!m.IsReply() || m.Subtype == "thread_broadcast") && within(m.TS, a) {
			seen = append(seen, m)
		}
	}
	slices.Reverse(seen)
	return s.messagePage("conversations.history", seen, a)
}

// within says whether ts is between oldest and latest, the ends only if inclusive.
func within(ts string, a args) bool {
	oldest, latest := a.str("oldest"), a.str("latest")
	if a.flag("inclusive") && (ts == oldest || ts == latest) {
		return true
	}
	return (oldest == "" || tsLess(oldest, ts)) && (latest == "" || tsLess(ts, latest))
}

func tsLess(a, b string) bool { return tsMicro(a) < tsMicro(b) }

func (s *Server) messagePage(method string, seen []*Message, a args) (map[string]any, error) {
	most := 999
	if s.cfg.NarrowHistory {
		most = 15
		now := s.cfg.Now()
		if last, ok := s.lastRead[method]; ok && now.Sub(last) < time.Minute {
			return nil, fail("ratelimited", "retry_after", int((time.Minute-now.Sub(last)).Seconds())+1)
		}
		s.lastRead[method] = now
		if n, ok := a["limit"].(float64); ok && n > 15 {
			a["limit"] = 15.0
		}
	}
	page, next, err := paged(seen, a, most)
	if err != nil {
		return nil, err
	}
	messages := []any{}
	for _, m := range page {
		messages = append(messages, s.messageJSON(m, a.flag("include_all_metadata")))
	}
	out := map[string]any{"messages": messages, "has_more": next != ""}
	if next != "" {
		out["response_metadata"] = map[string]any{"next_cursor": next}
	}
	return out, nil
}
