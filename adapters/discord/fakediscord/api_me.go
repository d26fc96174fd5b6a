package fakediscord

func (s *Server) getGateway(*call) (any, error) { return obj{"url": s.GatewayURL()}, nil }

func (s *Server) getGatewayBot(*call) (any, error) {
	return obj{"url": s.GatewayURL(), "shards": 1, "session_start_limit": obj{
		"total": s.cfg.SessionStarts, "remaining": s.gate.starts, "reset_after": 14400000, "max_concurrency": 1,
	}}, nil
}

func (s *Server) getMe(*call) (any, error) {
	out := s.userJSON(s.cfg.App.BotUserID)
	out["mfa_enabled"], out["locale"], out["verified"], out["email"] = false, "en-US", true, nil
	return out, nil
}

// appFlags tell which privileged intents were granted. Small apps get the limited ones, as here.
func (s *Server) appFlags() int {
	flags := 0
	for flag, granted := range map[int]bool{1 << 13: s.cfg.Portal.Presences, 1 << 15: s.cfg.Portal.Members, 1 << 19: s.cfg.Portal.MessageContent} {
		if granted {
			flags |= flag
		}
	}
	return flags
}

func (s *Server) getApplication(*call) (any, error) {
	owner := userBase("600000000000000006", "developer")
	return obj{
		"id": s.cfg.App.ID, "name": s.cfg.App.Name, "icon": nil, "description": "", "type": nil, "bot": s.userJSON(s.cfg.App.BotUserID),
		"bot_public": true, "bot_require_code_grant": false, "verify_key": "00", "flags": s.appFlags(), "flags_new": bits(Permissions(s.appFlags())),
		"redirect_uris": []any{}, "interactions_endpoint_url": nil, "role_connections_verification_url": nil, "owner": owner,
		"approximate_guild_count": 1, "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
		"explicit_content_filter": 0, "team": nil, "eligible_oauth2_scopes": []any{},
	}, nil
}
