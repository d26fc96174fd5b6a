package fakediscord

import (
	"strconv"
)

// guildOf holds a request to the one guild there is, while the bot is in it. The caller holds s.mu.
func (s *Server) guildOf(c *call) error {
	id := c.at("guild_id")
	switch {
	case !isID(id):
		return wrong("guild_id", "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", id)
	case id != s.cfg.Guild.ID || s.out:
		return refuse(10004)
	}
	return nil
}

func (s *Server) getGuild(c *call) (any, error) {
	if err := s.guildOf(c); err != nil {
		return nil, err
	}
	out := s.guildJSON()
	if c.flag("with_counts") {
		online := 0
		for _, id := range s.members() {
			if s.users[id].Status != "offline" {
				online++
			}
		}
		out["approximate_member_count"], out["approximate_presence_count"] = len(s.members()), online
	}
	return out, nil
}

func (s *Server) getGuildChannels(c *call) (any, error) {
	if err := s.guildOf(c); err != nil {
		return nil, err
	}
	out := []any{}
	for _, id := range s.roomIDs {
		if r := s.rooms[id]; r.th == nil {
			out = append(out, s.channelJSON(r))
		}
	}
	return out, nil
}

func (s *Server) getRoles(c *call) (any, error) {
	if err := s.guildOf(c); err != nil {
		return nil, err
	}
	return s.rolesJSON(), nil
}

func (s *Server) getMembers(c *call) (any, error) {
	if err := s.guildOf(c); err != nil {
		return nil, err
	}
	if !s.cfg.Portal.Members {
		return nil, refuse(50001)
	}
	n, err := c.limit(1, 1, 1000)
	if err != nil {
		return nil, err
	}
	out, after := []any{}, c.Query.Get("after")
	if _, err := strconv.ParseUint("0"+after, 10, 64); err != nil {
		return nil, wrong("after", "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", after)
	}
	for _, id := range s.members() {
		if compareIDs(id, after) > 0 && len(out) < n {
			out = append(out, s.memberJSON(id))
		}
	}
	return out, nil
}

func (s *Server) getMember(c *call) (any, error) {
	if err := s.guildOf(c); err != nil {
		return nil, err
	}
	id := c.at("user_id")
	u, ok := s.users[id]
	switch {
	case !isID(id):
		return nil, wrong("user_id", "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", id)
	case !ok:
		return nil, refuse(10013)
	case u.Left:
		return nil, refuse(10007)
	}
	return s.memberJSON(id), nil
}

func (s *Server) getActiveThreads(c *call) (any, error) {
	if err := s.guildOf(c); err != nil {
		return nil, err
	}
	var open []*room
	for _, r := range s.threadsOf(nil) {
		if !r.Archived && s.may(s.cfg.App.BotUserID, r).has(ViewChannel) {
			open = append(open, r)
		}
	}
	return s.threadsJSON(open, false), nil
}

// threadsJSON lists threads, newest first, with our bot's membership of them.
func (s *Server) threadsJSON(rooms []*room, more bool) obj {
	threads, members := []any{}, []any{}
	for i := len(rooms) - 1; i >= 0; i-- {
		r := rooms[i]
		threads = append(threads, s.channelJSON(r))
		if r.th.has(s.cfg.App.BotUserID) {
			members = append(members, s.threadMemberJSON(r, s.cfg.App.BotUserID))
		}
	}
	return obj{"threads": threads, "members": members, "has_more": more}
}
