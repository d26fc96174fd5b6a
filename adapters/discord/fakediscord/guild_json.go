package fakediscord

// guildJSON is the guild as REST shows it. The caller holds s.mu.
func (s *Server) guildJSON() obj {
	out := s.guildBase()
	out["home_header"], out["region"] = nil, "deprecated"
	out["widget_enabled"], out["widget_channel_id"], out["nsfw"] = false, nil, false
	out["max_presences"], out["max_members"], out["max_stage_video_channel_users"], out["max_video_channel_users"] = nil, 500000, 50, 25
	out["premium_subscription_count"], out["stickers"] = 0, []any{}
	return out
}

func (s *Server) guildBase() obj {
	return obj{
		"id": s.cfg.Guild.ID, "name": s.cfg.Guild.Name, "icon": nil, "description": nil, "splash": nil, "discovery_splash": nil,
		"features": []any{"COMMUNITY"}, "banner": nil, "owner_id": s.cfg.Guild.Owner, "application_id": nil, "afk_channel_id": nil,
		"afk_timeout": 300, "system_channel_id": nil, "system_channel_flags": 0, "verification_level": 1, "roles": s.rolesJSON(),
		"default_message_notifications": 1, "mfa_level": 0, "explicit_content_filter": 0, "vanity_url_code": nil, "premium_tier": 0,
		"preferred_locale": "en-US", "rules_channel_id": nil, "safety_alerts_channel_id": nil, "public_updates_channel_id": nil,
		"premium_progress_bar_enabled": false, "nsfw_level": 0, "emojis": []any{}, "incidents_data": nil,
	}
}

// guildCreateJSON is the guild as the gateway greets with it: with channels, open threads, and as much of members and presences as the
// session's intents allow.
func (s *Server) guildCreateJSON(intents int) obj {
	out := s.guildBase()
	channels, threads := []any{}, []any{}
	for _, id := range s.roomIDs {
		r := s.rooms[id]
		switch seen := s.may(s.cfg.App.BotUserID, r).has(ViewChannel); {
		case r.th == nil:
			c := s.channelJSON(r)
			delete(c, "guild_id")
			channels = append(channels, c)
		case seen && !r.Archived:
			threads = append(threads, s.channelJSON(r))
		}
	}
	members, presences := []any{}, []any{}
	for _, id := range s.members() {
		if id == s.cfg.App.BotUserID || intents&intentMembers != 0 {
			members = append(members, s.memberJSON(id))
		}
		if intents&intentPresences != 0 && s.users[id].Status != "offline" {
			p := s.presenceJSON(id)
			p["guild_id"] = s.cfg.Guild.ID
			presences = append(presences, p)
		}
	}
	out["channels"], out["threads"], out["members"], out["presences"] = channels, threads, members, presences
	out["joined_at"], out["large"], out["member_count"], out["unavailable"] = s.memberBase(s.cfg.App.BotUserID)["joined_at"], false, len(s.members()), false
	out["voice_states"], out["stage_instances"], out["guild_scheduled_events"], out["soundboard_sounds"] = []any{}, []any{}, []any{}, []any{}
	out["hub_type"], out["stickers"] = nil, []any{}
	return out
}
