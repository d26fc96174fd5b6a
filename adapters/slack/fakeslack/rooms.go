package fakeslack

// What a bot may see and do in a channel. All of these are called with s.mu held.

// visible finds a channel the bot can know of: any public one, and private ones it is in.
func (s *Server) visible(id string) (*room, error) {
	r, ok := s.rooms[id]
	if !ok || r.private && !r.has(s.cfg.App.BotUserID) {
		return nil, fail("channel_not_found")
	}
	return r, nil
}

// joined finds a channel the bot is a member of.
func (s *Server) joined(id string) (*room, error) {
	r, err := s.visible(id)
	if err != nil {
		return nil, err
	}
	if !r.has(s.cfg.App.BotUserID) {
		return nil, fail("not_in_channel")
	}
	return r, nil
}

// writable finds a channel the bot may post to.
func (s *Server) writable(id string) (*room, error) {
	r, err := s.visible(id)
	if err != nil {
		return nil, err
	}
	if r.archived {
		return nil, fail("is_archived")
	}
	if !r.has(s.cfg.App.BotUserID) && !s.granted("chat:write.public") {
		return nil, fail("not_in_channel")
	}
	return r, nil
}

// spend takes one post from the channel's budget; it answers the seconds to wait when there is none.
func (s *Server) spend(r *room) (wait int) {
	if s.cfg.PostBurst <= 0 {
		return 0
	}
	now := s.cfg.Now()
	r.tokens = min(float64(s.cfg.PostBurst), r.tokens+now.Sub(r.refilled).Seconds())
	r.refilled = now
	if r.tokens < 1 {
		return 1
	}
	r.tokens--
	return 0
}
