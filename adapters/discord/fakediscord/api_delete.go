package fakediscord

import "time"

const bulkUntil = 14 * 24 * time.Hour // how old a message may be to be deleted in bulk

func (s *Server) deleteMessage(c *call) (any, error) {
	r, m, err := s.messageOf(c, 0)
	switch {
	case err != nil:
		return nil, err
	case r.Archived:
		return nil, refuse(50083)
	case m.Type == TypeStarter:
		return nil, refuse(50021)
	case m.Author != s.cfg.App.BotUserID && !s.may(s.cfg.App.BotUserID, r).has(ManageMessages):
		return nil, refuse(50013)
	}
	s.erase(r, m)
	return nil, nil
}

func (s *Server) bulkDelete(c *call) (any, error) {
	r, err := s.roomOf(c, ManageMessages)
	if err != nil {
		return nil, err
	}
	var f form
	ids := f.ids(c.body, "", "messages", 1000)
	if err := f.err(); err != nil {
		return nil, err
	}
	if len(ids) < 2 || len(ids) > 100 {
		return nil, refuse(50016)
	}
	for _, id := range ids {
		if s.cfg.Now().Sub(IDTime(id)) > bulkUntil {
			return nil, refuse(50034)
		}
	}
	if r.Archived {
		return nil, refuse(50083)
	}
	s.eraseAll(r, ids)
	return nil, nil
}
