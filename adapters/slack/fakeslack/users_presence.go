package fakeslack

// Of others only the presence itself is told; the bot itself always reads away.
func (s *Server) usersGetPresence(a args) (map[string]any, error) {
	id := a.str("user")
	if id == "" {
		id = s.cfg.App.BotUserID
	}
	u, ok := s.users[id]
	if !ok {
		return nil, fail("user_not_found")
	}
	return map[string]any{"presence": u.Presence}, nil
}
