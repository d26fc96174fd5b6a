package fakediscord

// roomOf finds the channel of a request and holds our bot to permissions there. The caller holds s.mu.
func (s *Server) roomOf(c *call, needs Permissions) (*room, error) {
	id := c.at("channel_id")
	if !isID(id) {
		return nil, wrong("channel_id", "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", id)
	}
	return s.roomFor(id, needs)
}

func (s *Server) roomFor(id string, needs Permissions) (*room, error) {
	r, ok := s.rooms[id]
	if !ok {
		return nil, refuse(10003)
	}
	may := s.may(s.cfg.App.BotUserID, r)
	switch {
	case s.out || !may.has(ViewChannel):
		return nil, refuse(50001)
	case !may.has(needs):
		return nil, refuse(50013)
	}
	return r, nil
}

func (s *Server) getChannel(c *call) (any, error) {
	r, err := s.roomOf(c, 0)
	if err != nil {
		return nil, err
	}
	return s.channelJSON(r), nil
}

func (s *Server) deleteChannel(c *call) (any, error) {
	needs := ManageChannels
	if r, ok := s.rooms[c.at("channel_id")]; ok && r.th != nil {
		needs = ManageThreads
	}
	r, err := s.roomOf(c, needs)
	if err != nil {
		return nil, err
	}
	out := s.channelJSON(r)
	s.endRoom(r)
	return out, nil
}

// endRoom deletes a channel or thread and says so.
func (s *Server) endRoom(r *room) {
	seen := s.may(s.cfg.App.BotUserID, r).has(ViewChannel)
	gone := s.channelJSON(r)
	if r.th != nil {
		gone = obj{"id": r.ID, "guild_id": s.cfg.Guild.ID, "parent_id": r.Parent, "type": r.Kind}
	}
	s.dropRoom(r)
	if seen {
		s.emit(deleteOf(r), intentGuilds, gone)
	}
	s.touch()
}

func deleteOf(r *room) string {
	if r.th != nil {
		return "THREAD_DELETE"
	}
	return "CHANNEL_DELETE"
}

func (s *Server) patchChannel(c *call) (any, error) {
	r, err := s.roomOf(c, 0)
	if err != nil {
		return nil, err
	}
	if r.th != nil {
		return s.patchThread(c, r)
	}
	if !s.may(s.cfg.App.BotUserID, r).has(ManageChannels) {
		return nil, refuse(50013)
	}
	var f form
	f.only(c.body, "", "name", "topic", "available_tags")
	name, renamed := f.maybe(c.body, "", "name", 100)
	f.maybe(c.body, "", "topic", 1024)
	if renamed && name == "" {
		f.add("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
	}
	tags := s.newTags(&f, c.body, r)
	if err := f.err(); err != nil {
		return nil, err
	}
	if tags != nil {
		r.Tags = tags
	}
	if renamed && name != r.Name {
		if err := s.rename(r, name); err != nil {
			return nil, err
		}
	}
	s.emitRoom("CHANNEL_UPDATE", r)
	return s.channelJSON(r), nil
}

// rename gives a channel or thread another name, twice in ten minutes at most.
func (s *Server) rename(r *room, name string) error {
	now := s.cfg.Now()
	if !r.renames.take(s.cfg.Limits.Renames, now) {
		return limited(r.renames.ends.Sub(now), "user", 0)
	}
	r.Name = name
	return nil
}
