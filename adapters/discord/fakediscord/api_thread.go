package fakediscord

import "slices"

// patchThread changes a thread. An archived one takes nothing but being opened; only who manages threads may lock, or open a locked one.
func (s *Server) patchThread(c *call, r *room) (any, error) {
	var f form
	f.only(c.body, "", "name", "archived", "locked", "auto_archive_duration", "applied_tags", "rate_limit_per_user", "invitable", "flags")
	name, renamed := f.maybe(c.body, "", "name", 100)
	if renamed && name == "" {
		f.add("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
	}
	archived, hasArchived := f.flag(c.body, "", "archived")
	locked, hasLocked := f.flag(c.body, "", "locked")
	auto := readAuto(&f, c.body)
	tags, hasTags := s.readTags(&f, c.body, r.th.parent, false)
	if err := f.err(); err != nil {
		return nil, err
	}
	manages := s.may(s.cfg.App.BotUserID, r).has(ManageThreads)
	opens := hasArchived && !archived
	switch {
	case !manages && (r.Owner != s.cfg.App.BotUserID || hasLocked && locked != r.Locked || opens && r.Locked):
		return nil, refuse(50013)
	case r.Archived && !opens && (len(c.body) > 1 || !hasArchived):
		return nil, refuse(50083)
	case r.Archived && opens && s.activeThreads() >= s.cfg.ActiveThreads:
		return nil, refuse(160006)
	case hasTags && len(tags) == 0 && r.th.parent.RequireTag:
		return nil, refuse(40067)
	}
	if renamed && name != r.Name {
		if err := s.rename(r, name); err != nil {
			return nil, err
		}
	}
	if hasTags {
		r.Applied = tags
	}
	if auto > 0 {
		r.th.auto = auto
	}
	if hasLocked {
		r.Locked = locked
	}
	if hasArchived && archived != r.Archived {
		r.Archived, r.th.archivedAt = archived, s.cfg.Now()
	}
	s.emitRoom("THREAD_UPDATE", r)
	return s.channelJSON(r), nil
}

func readAuto(f *form, body obj) int {
	n, ok := f.number(body, "", "auto_archive_duration", 60, 10080)
	if ok && !slices.Contains([]int{60, 1440, 4320, 10080}, n) {
		f.add("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of {60, 1440, 4320, 10080}.")
	}
	return n
}

// readTags reads the tags of a forum's post.
func (s *Server) readTags(f *form, body obj, parent *room, creating bool) (tags []string, ok bool) {
	if raw, there := body["applied_tags"]; !there || raw == nil {
		return nil, false
	}
	tags = f.ids(body, "", "applied_tags", 5)
	may := s.may(s.cfg.App.BotUserID, parent)
	for _, id := range tags {
		i := slices.IndexFunc(parent.Tags, func(t Tag) bool { return t.ID == id })
		switch {
		case i < 0:
			f.add("applied_tags", "TAG_UNKNOWN", "Unknown tag %s.", id)
		case parent.Tags[i].Moderated && !may.has(ManageThreads):
			f.add("applied_tags", "TAG_MODERATED", "Only moderators may use the tag %s.", id)
		}
	}
	if parent.Kind != Forum && !creating {
		f.add("applied_tags", "UNKNOWN_FIELD", "Only posts in a forum have tags.")
	}
	return tags, true
}

func (s *Server) activeThreads() int {
	n := 0
	for _, r := range s.threadsOf(nil) {
		if !r.Archived {
			n++
		}
	}
	return n
}
