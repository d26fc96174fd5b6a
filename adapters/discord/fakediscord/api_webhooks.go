package fakediscord

func (s *Server) getChannelWebhooks(c *call) (any, error) {
	r, err := s.roomOf(c, ManageWebhooks)
	if err != nil {
		return nil, err
	}
	out := []any{}
	for _, h := range r.hooks {
		out = append(out, s.hookJSON(h, false))
	}
	return out, nil
}

func (s *Server) postWebhook(c *call) (any, error) {
	r, err := s.roomOf(c, ManageWebhooks)
	if err != nil {
		return nil, err
	}
	var f form
	f.only(c.body, "", "name", "avatar")
	name, _ := f.text(c.body, "", "name", 1, 80)
	name = checkName(&f, "name", name)
	switch {
	case f.err() != nil:
		return nil, f.err()
	case r.th != nil || r.Kind == Category:
		return nil, refuse(50024)
	case len(r.hooks) >= maxHooks:
		return nil, refuse(30007)
	}
	return s.hookJSON(s.addHook(r, name, s.cfg.App.ID, s.cfg.App.BotUserID), false), nil
}

// hookOf finds the webhook of a request by its id; our bot must manage those of the channel.
func (s *Server) hookOf(c *call) (*Webhook, error) {
	h, ok := s.hooks[c.at("webhook_id")]
	if !ok {
		return nil, refuse(10015)
	}
	if _, err := s.roomFor(h.Channel, ManageWebhooks); err != nil {
		return nil, err
	}
	return h, nil
}

// hookByToken finds it by id and token.
func (s *Server) hookByToken(c *call) (*Webhook, error) {
	h, ok := s.hooks[c.at("webhook_id")]
	switch {
	case !ok:
		return nil, refuse(10015)
	case h.Token != c.at("webhook_token"):
		return nil, refuse(50027)
	}
	return h, nil
}

func (s *Server) getWebhook(c *call) (any, error) {
	h, err := s.hookOf(c)
	if err != nil {
		return nil, err
	}
	return s.hookJSON(h, false), nil
}

func (s *Server) getWebhookByToken(c *call) (any, error) {
	h, err := s.hookByToken(c)
	if err != nil {
		return nil, err
	}
	return s.hookJSON(h, true), nil
}

func (s *Server) patchWebhook(c *call) (any, error) {
	h, err := s.hookOf(c)
	if err != nil {
		return nil, err
	}
	var f form
	f.only(c.body, "", "name", "avatar", "channel_id")
	name, named := f.maybe(c.body, "", "name", 80)
	if named {
		name = checkName(&f, "name", name)
	}
	if c.body["channel_id"] != nil {
		f.add("channel_id", "UNSUPPORTED", "Webhooks stay where they are here.")
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	if named {
		h.Name = name
	}
	s.hooksChanged(s.rooms[h.Channel])
	return s.hookJSON(h, false), nil
}

func (s *Server) deleteWebhook(c *call) (any, error) {
	h, err := s.hookOf(c)
	if err == nil {
		s.dropHook(h)
	}
	return nil, err
}

func (s *Server) deleteWebhookByToken(c *call) (any, error) {
	h, err := s.hookByToken(c)
	if err == nil {
		s.dropHook(h)
	}
	return nil, err
}
