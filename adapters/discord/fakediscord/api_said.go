package fakediscord

// What a webhook said, or an answer to an interaction, by its id.

// saidOf finds a message of a webhook. In a thread it is only found by who names the thread.
func (s *Server) saidOf(c *call) (*room, *Message, error) {
	if c.at("webhook_id") == s.cfg.App.ID {
		return s.answerOf(c, c.at("message_id"))
	}
	h, err := s.hookByToken(c)
	if err != nil {
		return nil, nil, err
	}
	r := s.rooms[h.Channel]
	if id := c.Query.Get("thread_id"); id != "" {
		t, ok := s.rooms[id]
		if !ok || t.th == nil || t.th.parent != r {
			return nil, nil, refuse(10003)
		}
		r = t
	}
	m, ok := r.byID[c.at("message_id")]
	if !ok || m.Webhook != h.ID {
		return nil, nil, refuse(10008)
	}
	return r, m, nil
}

func (s *Server) getSaid(c *call) (any, error) {
	_, m, err := s.saidOf(c)
	if err != nil {
		return nil, err
	}
	return s.messageJSON(m), nil
}

func (s *Server) patchSaid(c *call) (any, error) {
	r, m, err := s.saidOf(c)
	if err != nil {
		return nil, err
	}
	if r.Archived {
		return nil, refuse(50083)
	}
	if err := s.edit(c, r, m, FlagSuppressEmbeds, byDefault(nil, true)); err != nil {
		return nil, err
	}
	return s.messageJSON(m), nil
}

func (s *Server) deleteSaid(c *call) (any, error) {
	r, m, err := s.saidOf(c)
	if err != nil {
		return nil, err
	}
	if r.Archived {
		return nil, refuse(50083)
	}
	s.erase(r, m)
	return nil, nil
}
