package fakediscord

// Ping is something in a post or an edit of ours that could have notified somebody. An edit notifies nobody on Discord; it is kept here
// all the same, because an edit without allowed_mentions shows what the post was careful about.
type Ping struct {
	Method  string `json:"method"` // "POST /channels/{channel_id}/messages" …
	Channel string `json:"channel"`
	Message string `json:"message"`
	Kind    string `json:"kind"`   // user, role, everyone or reply
	Target  string `json:"target"` // an id, "@everyone" or "@here"
}

// notePings writes down whom a message of ours tells. The caller holds s.mu.
func (s *Server) notePings(c *call, m *Message) {
	note := func(kind, target string) {
		s.pings = latest(append(s.pings, Ping{c.Method + " " + c.Route, m.Channel, m.ID, kind, target}), s.cfg.Keep)
	}
	for _, u := range m.Mentioned.Users {
		if u == m.Mentioned.Replied {
			note("reply", u)
		} else {
			note("user", u)
		}
	}
	for _, r := range m.Mentioned.Roles {
		note("role", r)
	}
	if m.Mentioned.Everyone != "" {
		note("everyone", m.Mentioned.Everyone)
	}
}
