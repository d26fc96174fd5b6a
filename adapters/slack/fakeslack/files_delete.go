package fakeslack

import "slices"

func (s *Server) filesDelete(a args) (map[string]any, error) {
	f, ok := s.files[a.str("file")]
	switch {
	case !ok || !f.shared:
		return nil, fail("file_not_found")
	case f.Mode == "tombstone":
		return nil, fail("file_deleted")
	case f.User != s.cfg.App.BotUserID:
		return nil, fail("cant_delete_file")
	}
	s.bury(f)
	return nil, nil
}

// DeleteFile deletes a person's own file. A message that says nothing else goes with it.
func (s *Server) DeleteFile(user, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.files[id]
	if !ok || f.User != user || f.Mode == "tombstone" {
		return cannot("%s has no file %s", user, id)
	}
	s.bury(f)
	return nil
}

// ChangeFile makes a file another, in the messages that show it too: one that another service keeps, one that the plan hides.
func (s *Server) ChangeFile(id string, change func(*File)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.files[id]
	if !ok {
		return cannot("there is no file %s", id)
	}
	change(f)
	s.eachShowing(f, func(_ *room, m *Message, i int) { m.Files[i] = *f })
	s.touch()
	return nil
}

// FileBytes is what a file holds.
func (s *Server) FileBytes(id string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.files[id]
	if !ok || f.Mode != "hosted" {
		return nil, false
	}
	return slices.Clone(f.Bytes), true
}

// bury deletes a file. The caller holds s.mu.
func (s *Server) bury(f *File) {
	f.Mode, f.Bytes = "tombstone", nil
	s.eachShowing(f, func(r *room, m *Message, i int) {
		before := s.messageJSON(m, false)
		left := slices.ContainsFunc(m.Files, func(o File) bool { return o.ID != f.ID && o.Mode != "tombstone" })
		if !left && m.Text == "" && len(m.Blocks) == 0 {
			s.erase(r, m)
			return
		}
		m.Files = slices.Clone(m.Files)
		m.Files[i] = *f
		s.emitChanged(r, m, before)
	})
	s.touch()
}

// eachShowing calls fn for the messages that show a file. The caller holds s.mu.
func (s *Server) eachShowing(f *File, fn func(r *room, m *Message, i int)) {
	for channel, shares := range f.shares {
		r := s.rooms[channel]
		for _, sh := range shares {
			m := r.byTS[sh.ts]
			if m == nil {
				continue
			}
			if i := slices.IndexFunc(m.Files, func(o File) bool { return o.ID == f.ID }); i >= 0 {
				fn(r, m, i)
			}
		}
	}
}
