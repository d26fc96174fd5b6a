package fakeslack

func (s *Server) authTest(args) (map[string]any, error) {
	return map[string]any{
		"url": "https://" + s.cfg.Team.Domain + ".slack.com/", "team": s.cfg.Team.Name, "team_id": s.cfg.Team.ID,
		"user": s.users[s.cfg.App.BotUserID].Name, "user_id": s.cfg.App.BotUserID, "bot_id": s.cfg.App.BotID, "is_enterprise_install": false,
	}, nil
}
