package fakeslack

import "time"

// View is a modal that the app opened for a person.
type View struct {
	ID   string         `json:"id"`
	User string         `json:"user"`
	View map[string]any `json:"view"`
}

// trigger is a person's act that lets the app open one modal within three seconds.
type trigger struct {
	user string
	at   time.Time
	used bool
}

func (s *Server) viewsOpen(a args) (map[string]any, error) {
	t, ok := s.triggers[a.str("trigger_id")]
	switch {
	case !ok:
		return nil, fail("invalid_trigger_id")
	case t.used:
		return nil, fail("exchanged_trigger_id")
	case s.cfg.Now().Sub(t.at) > 3*time.Second:
		return nil, fail("expired_trigger_id")
	}
	view, ok := a["view"].(map[string]any)
	blocks, isList := view["blocks"].([]any)
	if !ok || !isList || view["type"] != "modal" {
		return nil, failWith("invalid_arguments", "[ERROR] missing required field: type, blocks [json-pointer:/view]")
	}
	c := &blockCheck{}
	c.textObject("/view/title", view["title"], 24, "plain_text")
	if _, err := checkBlocks(blocks, 100); err != nil || len(c.problems) > 0 {
		return nil, failWith("invalid_arguments", append(c.problems, "[ERROR] invalid view")...)
	}
	t.used = true
	s.triggers[a.str("trigger_id")] = t
	v := View{ID: s.id("V"), User: t.user, View: view}
	s.views = append(s.views, v)
	s.touch()
	return map[string]any{"view": map[string]any{"id": v.ID, "team_id": s.cfg.Team.ID, "type": "modal", "blocks": blocks, "title": view["title"],
		"callback_id": view["callback_id"], "private_metadata": view["private_metadata"], "hash": "1." + v.ID, "app_id": s.cfg.App.ID,
		"bot_id": s.cfg.App.BotID}}, nil
}

// Views lists the modals opened so far.
func (s *Server) Views() []View {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]View(nil), s.views...)
}

// newTrigger makes a trigger_id. The caller holds s.mu.
func (s *Server) newTrigger(user string) string {
	id := s.id("13.")
	s.triggers[id] = trigger{user: user, at: s.cfg.Now()}
	return id
}
