package fakeslack

// Ephemeral is a message that one person sees: from chat.postEphemeral, a response_url, or the answer to a slash command.
type Ephemeral struct {
	User     string `json:"user"`
	Channel  string `json:"channel"`
	ThreadTS string `json:"thread_ts,omitempty"`
	TS       string `json:"ts"`
	Text     string `json:"text"`
	Blocks   []any  `json:"blocks,omitempty"`
}

func (s *Server) chatPostEphemeral(a args) (map[string]any, error) {
	r, err := s.writable(a.str("channel"))
	if err != nil {
		return nil, err
	}
	user, known := s.users[a.str("user")]
	switch {
	case !known || user.Deleted:
		return nil, fail("user_not_found")
	case !r.has(user.ID):
		return nil, fail("user_not_in_channel")
	}
	c, err := s.readContent(a)
	if err != nil {
		return nil, err
	}
	if err := s.dressUp(&Message{}, a); err != nil {
		return nil, err
	}
	thread, err := r.root(a.str("thread_ts"))
	if err != nil {
		return nil, err
	}
	e := Ephemeral{User: user.ID, Channel: r.id, ThreadTS: thread, TS: r.nextTS(s.cfg.Now()), Text: c.text, Blocks: c.blocks}
	s.notePings("chat.postEphemeral", a, r.id, e.TS)
	s.ephemerals = append(s.ephemerals, e)
	s.touch()
	return map[string]any{"message_ts": e.TS}, nil
}
