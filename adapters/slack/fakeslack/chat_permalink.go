package fakeslack

import "strings"

func (s *Server) chatGetPermalink(a args) (map[string]any, error) {
	r, err := s.visible(a.str("channel"))
	if err != nil {
		return nil, err
	}
	m, ok := r.byTS[a.str("message_ts")]
	if !ok {
		return nil, fail("message_not_found")
	}
	return map[string]any{"channel": r.id, "permalink": s.permalink(m)}, nil
}

func (s *Server) permalink(m *Message) string {
	link := "https://" + s.cfg.Team.Domain + ".slack.com/archives/" + m.Channel + "/p" + strings.ReplaceAll(m.TS, ".", "")
	if m.IsReply() {
		link += "?thread_ts=" + m.ThreadTS + "&cid=" + m.Channel
	}
	return link
}
