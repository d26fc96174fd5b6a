package fakediscord

import "fmt"

func userBase(id, username string) obj {
	return obj{
		"id": id, "username": username, "avatar": nil, "discriminator": "0", "public_flags": 0, "flags": 0, "global_name": nil, "primary_guild": nil,
	}
}

// userJSON is a user, also one who left or was never seen. The caller holds s.mu.
func (s *Server) userJSON(id string) obj {
	u, ok := s.users[id]
	if !ok {
		u = User{ID: id, Username: "user" + id}
	}
	out := userBase(u.ID, u.Username)
	if u.GlobalName != "" {
		out["global_name"] = u.GlobalName
	}
	if u.Avatar {
		out["avatar"] = fmt.Sprintf("%08x", hash(u.ID))
	}
	if u.Bot {
		out["bot"] = true
	}
	return out
}

// memberBase is a member without the user, as messages carry it.
func (s *Server) memberBase(id string) obj {
	u := s.users[id]
	var nick any
	if u.Nick != "" {
		nick = u.Nick
	}
	return obj{
		"avatar": nil, "banner": nil, "communication_disabled_until": nil, "flags": 0, "joined_at": stamp(IDTime("600000000000000000")), "nick": nick,
		"pending": false, "premium_since": nil, "roles": list(u.Roles), "mute": false, "deaf": false,
	}
}

func (s *Server) memberJSON(id string) obj {
	out := s.memberBase(id)
	out["user"] = s.userJSON(id)
	return out
}

// members lists who is in the guild, in the order of their ids.
func (s *Server) members() []string {
	var out []string
	for _, id := range s.userIDs {
		u := s.users[id]
		if u.Left || id == s.cfg.App.BotUserID && s.out {
			continue
		}
		out = append(out, id)
	}
	return sorted(out)
}

func (s *Server) roleJSON(r Role) obj {
	out := obj{
		"id": r.ID, "name": r.Name, "permissions": bits(r.Permissions), "position": s.positionOf(r.ID), "color": 0,
		"colors": obj{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil}, "hoist": false, "managed": r.ID == s.cfg.App.BotRoleID,
		"mentionable": r.Mentionable, "icon": nil, "unicode_emoji": nil, "flags": 0,
	}
	if r.ID == s.cfg.App.BotRoleID {
		out["tags"] = obj{"bot_id": s.cfg.App.BotUserID}
	}
	return out
}

func (s *Server) rolesJSON() []any {
	out := []any{}
	for _, id := range s.roleIDs {
		out = append(out, s.roleJSON(s.roles[id]))
	}
	return out
}

func (s *Server) presenceJSON(id string) obj {
	status := s.users[id].Status
	client := obj{}
	if status != "offline" {
		client["desktop"] = status
	}
	return obj{"user": obj{"id": id}, "status": status, "client_status": client, "activities": []any{}}
}
