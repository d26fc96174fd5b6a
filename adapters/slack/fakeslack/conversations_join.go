package fakeslack

func (s *Server) conversationsJoin(a args) (map[string]any, error) {
	r, err := s.visible(a.str("channel"))
	if err != nil {
		return nil, err
	}
	switch {
	case r.private:
		return nil, fail("method_not_supported_for_channel_type")
	case r.archived:
		return nil, fail("is_archived")
	case r.has(s.cfg.App.BotUserID):
		return map[string]any{"channel": s.roomJSON(r), "warning": "already_in_channel",
			"response_metadata": map[string]any{"warnings": anys([]string{"already_in_channel"})}}, nil
	}
	r.members = append(r.members, s.cfg.App.BotUserID)
	s.emitJoin(r, s.cfg.App.BotUserID)
	s.touch()
	return map[string]any{"channel": s.roomJSON(r)}, nil
}
