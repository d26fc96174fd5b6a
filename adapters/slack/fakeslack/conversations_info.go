package fakeslack

func (s *Server) conversationsInfo(a args) (map[string]any, error) {
	r, err := s.visible(a.str("channel"))
	if err != nil {
		return nil, err
	}
	return map[string]any{"channel": s.roomJSON(r)}, nil
}
