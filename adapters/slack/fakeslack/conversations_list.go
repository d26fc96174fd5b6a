package fakeslack

import "strings"

func (s *Server) conversationsList(a args) (map[string]any, error) {
	types := a.str("types")
	if types == "" {
		types = "public_channel"
	}
	var seen []string
	for _, id := range s.roomIDs {
		r, err := s.visible(id)
		if err != nil || r.archived && a.flag("exclude_archived") {
			continue
		}
		if r.private && strings.Contains(types, "private_channel") || !r.private && strings.Contains(types, "public_channel") {
			seen = append(seen, id)
		}
	}
	page, next, err := paged(seen, a, 1000)
	if err != nil {
		return nil, err
	}
	channels := []any{}
	for _, id := range page {
		channels = append(channels, s.roomJSON(s.rooms[id]))
	}
	return map[string]any{"channels": channels, "response_metadata": map[string]any{"next_cursor": next}}, nil
}
