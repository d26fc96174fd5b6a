package fakeslack

func (s *Server) chatUpdate(a args) (map[string]any, error) {
	r, m, err := s.ownMessage(a, "cant_update_message")
	if err != nil {
		return nil, err
	}
	c, err := s.readContent(a)
	if err != nil {
		return nil, err
	}
	before := s.messageJSON(m, false)
	if c.text != "" || c.hasBlocks {
		// Text without blocks replaces the blocks too; "edited" shows only on updates by text.
		m.Text, m.Blocks = c.text, c.blocks
	}
	if _, given := a["attachments"]; given {
		m.Attachments = c.attachments
	}
	if _, given := a["metadata"]; given {
		m.Metadata = c.metadata
	}
	if !c.hasBlocks {
		m.Edited = &Edited{User: s.cfg.App.BotUserID, TS: r.nextTS(s.cfg.Now())}
	}
	s.notePings("chat.update", a, r.id, m.TS)
	s.emitChanged(r, m, before)
	s.touch()
	return map[string]any{"channel": r.id, "ts": m.TS, "text": m.Text, "message": s.messageJSON(m, true)}, nil
}

// ownMessage finds the message of ours that a call wants to change.
func (s *Server) ownMessage(a args, denied string) (*room, *Message, error) {
	r, err := s.visible(a.str("channel"))
	if err != nil {
		return nil, nil, err
	}
	if r.archived {
		return nil, nil, fail("is_archived")
	}
	m, ok := r.byTS[a.str("ts")]
	if !ok || m.Subtype == "tombstone" {
		return nil, nil, fail("message_not_found")
	}
	if m.BotID != s.cfg.App.BotID {
		return nil, nil, fail(denied)
	}
	return r, m, nil
}
