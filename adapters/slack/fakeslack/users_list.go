package fakeslack

func (s *Server) usersList(a args) (map[string]any, error) {
	page, next, err := paged(s.userIDs, a, 1000)
	if err != nil {
		return nil, err
	}
	members := []any{}
	for _, id := range page {
		members = append(members, s.userJSON(s.users[id]))
	}
	return map[string]any{"members": members, "cache_ts": s.cfg.Now().Unix(), "response_metadata": map[string]any{"next_cursor": next}}, nil
}
