package fakediscord

// postCallback is the first answer to an interaction: once, and in time.
func (s *Server) postCallback(c *call) (any, error) {
	it, ok := s.interactions[c.at("interaction_token")]
	switch {
	case !ok || it.id != c.at("interaction_id") || it.over:
		return nil, refuse(10062)
	case it.acked:
		return nil, refuse(40060)
	}
	var f form
	f.only(c.body, "", "type", "data")
	kind, said := f.number(c.body, "", "type", 1, 12)
	if !said {
		f.add("type", "BASE_TYPE_REQUIRED", "This field is required")
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	data, _ := c.body["data"].(obj)
	if data == nil {
		data = obj{}
	}
	a, err := s.respond(c, it, kind, data)
	if err != nil {
		return nil, err
	}
	a.Kind, it.acked = kind, true
	shown := a.Message
	if shown != nil {
		m := shown.copied()
		a.Message = &m
	}
	it.answer <- a // it holds one, and there is one
	s.touch()
	if !c.flag("with_response") {
		return nil, nil
	}
	return s.callbackJSON(it, kind, shown), nil
}

func (s *Server) callbackJSON(it *interaction, kind int, m *Message) obj {
	about := obj{"id": it.id, "type": it.kind, "channel_id": it.r.ID, "guild_id": s.cfg.Guild.ID}
	out := obj{"interaction": about}
	if m != nil && (kind == AnswerMessage || kind == AnswerInPlace) {
		out["resource"] = obj{"type": kind, "message": s.messageJSON(m)}
	}
	if m != nil {
		about["response_message_id"], about["response_message_ephemeral"] = m.ID, m.For != ""
		about["response_message_loading"] = m.Flags&FlagLoading != 0
	}
	return out
}

func (s *Server) respond(c *call, it *interaction, kind int, data obj) (Answer, error) {
	switch {
	case kind == AnswerMessage:
		return s.respondMessage(c, it, data)
	case kind == AnswerLater:
		var f form
		f.only(data, "data.", "flags")
		flags, _ := f.number(data, "data.", "flags", 0, FlagEphemeral)
		if err := f.err(); err != nil {
			return Answer{}, err
		}
		flags |= FlagLoading
		m := s.say(c, it, draft{flags: &flags})
		it.original = m.ID
		return Answer{Message: m}, nil
	case kind == AnswerLaterInPlace && it.about != nil:
		it.original, it.ids = it.about.ID, append(it.ids, it.about.ID)
		return Answer{}, nil
	case kind == AnswerInPlace && it.about != nil:
		inner := *c
		inner.body = data
		if err := s.edit(&inner, it.r, it.about, FlagSuppressEmbeds|it.about.Flags&FlagEphemeral, byDefault(nil, true)); err != nil {
			return Answer{}, err
		}
		it.original, it.ids = it.about.ID, append(it.ids, it.about.ID)
		return Answer{Message: it.about}, nil
	case kind == AnswerModal && it.kind != byModal:
		return s.respondModal(it, data)
	}
	return Answer{}, wrong("type", "BASE_TYPE_CHOICES", "This interaction takes no answer of type %d.", kind)
}

var answerFields = []string{"content", "tts", "embeds", "allowed_mentions", "components", "attachments", "flags", "poll"}

func (s *Server) respondMessage(c *call, it *interaction, data obj) (Answer, error) {
	var f form
	f.only(data, "data.", answerFields...)
	d := s.draft(c, data, "data.", &f, FlagSuppressEmbeds|FlagSilent|FlagEphemeral)
	switch {
	case f.err() != nil:
		return Answer{}, f.err()
	case d.empty():
		return Answer{}, refuse(50006)
	}
	m := s.say(c, it, d)
	it.original = m.ID
	return Answer{Message: m}, nil
}
