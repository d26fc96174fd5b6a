package fakeslack

func (s *Server) conversationsMembers(a args) (map[string]any, error) {
	r, err := s.visible(a.str("channel"))
	if err != nil {
		return nil, err
	}
	page, next, err := paged(r.members, a, 1000)
	if err != nil {
		return nil, err
	}
	return map[string]any{"members": anys(page), "response_metadata": map[string]any{"next_cursor": next}}, nil
}
