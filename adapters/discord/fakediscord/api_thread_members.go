package fakediscord

import (
	"cmp"
	"slices"
	"time"
)

func (s *Server) threadOf(c *call) (*room, error) {
	r, err := s.roomOf(c, 0)
	if err == nil && r.th == nil {
		err = refuse(50024)
	}
	return r, err
}

func (s *Server) getThreadMembers(c *call) (any, error) {
	r, err := s.threadOf(c)
	if err != nil {
		return nil, err
	}
	if !s.cfg.Portal.Members {
		return nil, refuse(50001)
	}
	out := []any{}
	for _, u := range r.th.roll() {
		out = append(out, s.threadMemberJSON(r, u))
	}
	return out, nil
}

func (s *Server) getThreadMember(c *call) (any, error) {
	r, err := s.threadOf(c)
	if err != nil {
		return nil, err
	}
	if !r.th.has(c.at("user_id")) {
		return nil, refuse(10007)
	}
	return s.threadMemberJSON(r, c.at("user_id")), nil
}

func (s *Server) joinThread(c *call) (any, error) { return s.addMember(c, s.cfg.App.BotUserID) }

func (s *Server) putThreadMember(c *call) (any, error) { return s.addMember(c, c.at("user_id")) }

func (s *Server) addMember(c *call, user string) (any, error) {
	r, err := s.threadOf(c)
	if err != nil {
		return nil, err
	}
	u, known := s.users[user]
	switch {
	case r.Archived:
		return nil, refuse(50083)
	case !known:
		return nil, refuse(10013)
	case u.Left || !s.may(user, r.th.parent).has(ViewChannel):
		return nil, refuse(50001)
	case user != s.cfg.App.BotUserID && !s.may(s.cfg.App.BotUserID, r).has(SendInThreads):
		return nil, refuse(50013)
	}
	s.joinRoom(r, user)
	s.touch()
	return nil, nil
}

// getArchivedThreads lists the public ones of a channel, those archived last first.
func (s *Server) getArchivedThreads(c *call) (any, error) {
	r, err := s.roomOf(c, ReadMessageHistory)
	if err != nil {
		return nil, err
	}
	n, err := c.limit(50, 2, 100)
	if err != nil {
		return nil, err
	}
	before := time.Time{}
	if v := c.Query.Get("before"); v != "" {
		if before, err = time.Parse(time.RFC3339, v); err != nil {
			return nil, wrong("before", "DATE_TIME_TYPE_PARSE", "Could not parse %s. Should be ISO8601.", v)
		}
	}
	found := slices.DeleteFunc(s.threadsOf(r), func(t *room) bool {
		return !t.Archived || t.Kind != PublicThread || !before.IsZero() && !t.th.archivedAt.Before(before)
	})
	slices.SortStableFunc(found, func(a, b *room) int { return cmp.Compare(a.th.archivedAt.UnixNano(), b.th.archivedAt.UnixNano()) })
	more := len(found) > n
	return s.threadsJSON(found[max(len(found)-n, 0):], more), nil
}
