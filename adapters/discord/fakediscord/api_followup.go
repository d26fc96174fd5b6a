package fakediscord

// followUp says more about an interaction. The first word after "later" takes the place of what is waiting.
func (s *Server) followUp(c *call) (any, error) {
	it, err := s.byToken(c.at("webhook_token"))
	if err != nil {
		return nil, err
	}
	if m, ok := it.r.find(it.original); ok && m.Flags&FlagLoading != 0 {
		delete(c.body, "flags") // fixed by the first answer
		return s.patchLoading(c, it.r, m)
	}
	var f form
	f.only(c.body, "", answerFields...)
	d := s.draft(c, c.body, "", &f, FlagSuppressEmbeds|FlagSilent|FlagEphemeral)
	switch {
	case f.err() != nil:
		return nil, f.err()
	case d.empty():
		return nil, refuse(50006)
	}
	return s.messageJSON(s.say(c, it, d)), nil
}

// originalOf finds the first answer to an interaction.
func (s *Server) originalOf(c *call) (*room, *Message, error) {
	if c.at("webhook_id") != s.cfg.App.ID {
		return nil, nil, refuse(10015)
	}
	it, err := s.byToken(c.at("webhook_token"))
	if err != nil {
		return nil, nil, err
	}
	return s.answerOf(c, it.original)
}

func (s *Server) getOriginal(c *call) (any, error) {
	_, m, err := s.originalOf(c)
	if err != nil {
		return nil, err
	}
	return s.messageJSON(m), nil
}

func (s *Server) patchOriginal(c *call) (any, error) {
	r, m, err := s.originalOf(c)
	if err != nil {
		return nil, err
	}
	return s.patchLoading(c, r, m)
}

// patchLoading changes an answer; one that was still awaited has come then.
func (s *Server) patchLoading(c *call, r *room, m *Message) (any, error) {
	was := m.Flags
	m.Flags &^= FlagLoading
	if err := s.edit(c, r, m, FlagSuppressEmbeds, byDefault(nil, true)); err != nil {
		m.Flags = was
		return nil, err
	}
	return s.messageJSON(m), nil
}

func (s *Server) deleteOriginal(c *call) (any, error) {
	r, m, err := s.originalOf(c)
	if err == nil {
		s.erase(r, m)
	}
	return nil, err
}
