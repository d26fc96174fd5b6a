package fakediscord

import (
	"cmp"
	"slices"
)

func (s *Server) patchMessage(c *call) (any, error) {
	r, m, err := s.messageOf(c, 0)
	if err != nil {
		return nil, err
	}
	ours := m.Author == s.cfg.App.BotUserID
	_, flagged := c.body["flags"]
	switch {
	case r.Archived:
		return nil, refuse(50083)
	case m.Type == TypeStarter || m.Type == TypeThreadCreated:
		return nil, refuse(50021)
	case !ours && (len(c.body) != 1 || !flagged):
		return nil, refuse(50005)
	case !ours && !s.may(s.cfg.App.BotUserID, r).has(ManageMessages):
		return nil, refuse(50013)
	}
	if err := s.edit(c, r, m, FlagSuppressEmbeds, byDefault(nil, false)); err != nil {
		return nil, err
	}
	return s.messageJSON(m), nil
}

// edit changes a message as the body says: what it does not name stays, and mentions are read anew.
func (s *Server) edit(c *call, r *room, m *Message, flags int, otherwise *allowed) error {
	var f form
	f.only(c.body, "", "content", "embeds", "flags", "allowed_mentions", "components", "attachments", "poll", "ID", "Channel") // the last two slip out of discordgo
	d := s.draft(c, c.body, "", &f, flags)
	if err := f.err(); err != nil {
		return err
	}
	next := m.copied()
	if d.content != nil {
		next.Content = *d.content
		may := s.may(s.cfg.App.BotUserID, r)
		if m.Webhook != "" {
			may |= MentionEveryone
		}
		replied := m.Mentioned.Replied
		next.Mentioned = s.mentioned(next.Content, cmp.Or(d.allowed, otherwise), may, replied)
	}
	if d.hasEmbeds {
		next.Embeds = d.embeds
	}
	if d.hasRows {
		next.Components = d.components
	}
	if d.flags != nil {
		next.Flags = m.Flags&^flags | *d.flags
	}
	if d.hasFiles {
		next.Attachments = slices.DeleteFunc(next.Attachments, func(a Attachment) bool { return !slices.Contains(d.keep, a.ID) })
	}
	for _, a := range d.files {
		next.Attachments = append(next.Attachments, s.keepFile(r.ID, a))
	}
	if next.Content == "" && len(next.Embeds) == 0 && len(next.Attachments) == 0 && len(next.Components) == 0 {
		return refuse(50006)
	}
	if d.content != nil || d.hasEmbeds || d.hasRows || d.hasFiles {
		now := s.cfg.Now()
		next.Edited = &now
	}
	*m = next
	s.changeMessage(r, m)
	if d.content != nil {
		s.notePings(c, m)
	}
	return nil
}
