package fakediscord

func (s *Server) postTyping(c *call) (any, error) {
	r, err := s.roomOf(c, 0)
	if err != nil {
		return nil, err
	}
	if !s.may(s.cfg.App.BotUserID, r).has(r.maySend()) {
		return nil, refuse(50013)
	}
	s.typing(r, s.cfg.App.BotUserID)
	return nil, nil
}

func (s *Server) typing(r *room, user string) {
	s.emitSeen(r, "TYPING_START", intentTyping, obj{
		"channel_id": r.ID, "guild_id": s.cfg.Guild.ID, "user_id": user, "timestamp": s.cfg.Now().Unix(), "member": s.memberJSON(user),
	})
}
