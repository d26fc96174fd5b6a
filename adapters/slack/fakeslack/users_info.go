package fakeslack

func (s *Server) usersInfo(a args) (map[string]any, error) {
	u, ok := s.users[a.str("user")]
	if !ok {
		return nil, fail("user_not_found")
	}
	return map[string]any{"user": s.userJSON(u)}, nil
}
