package fakeslack

func (s *Server) chatDelete(a args) (map[string]any, error) {
	r, m, err := s.ownMessage(a, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	ts := m.TS
	s.erase(r, m)
	return map[string]any{"channel": r.id, "ts": ts}, nil
}
