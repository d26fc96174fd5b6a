package fakediscord

import "slices"

// getMessages lists messages, newest first. Without the right to read history the list is empty.
func (s *Server) getMessages(c *call) (any, error) {
	r, err := s.roomOf(c, 0)
	if err != nil {
		return nil, err
	}
	n, err := c.limit(50, 1, 100)
	if err != nil {
		return nil, err
	}
	var f form
	given := 0
	for _, k := range []string{"before", "after", "around"} {
		if v := c.Query.Get(k); v != "" {
			if given++; !isID(v) {
				f.add(k, "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", v)
			}
		}
	}
	if given > 1 {
		f.add("before", "MUTUALLY_EXCLUSIVE", "before, after and around exclude each other.")
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	switch {
	case r.Kind == Forum || r.Kind == Category:
		return nil, refuse(50008)
	case !s.may(s.cfg.App.BotUserID, r).has(ReadMessageHistory):
		return []any{}, nil
	}
	out := []any{}
	for _, m := range page(r.log, c.Query.Get("before"), c.Query.Get("after"), c.Query.Get("around"), n) {
		out = append(out, s.readJSON(m))
	}
	slices.Reverse(out)
	return out, nil
}

// page cuts at most n messages out of a log, oldest first: those right before or after an id, around it, or the last ones.
func page(log []*Message, before, after, around string, n int) []*Message {
	at := func(id string) int {
		i, _ := slices.BinarySearchFunc(log, id, func(m *Message, id string) int { return compareIDs(m.ID, id) })
		return i
	}
	from, to := max(len(log)-n, 0), len(log)
	switch {
	case before != "":
		to = at(before)
		from = max(to-n, 0)
	case after != "":
		from = at(after)
		if from < len(log) && log[from].ID == after {
			from++
		}
		to = min(from+n, len(log))
	case around != "":
		from = max(at(around)-n/2, 0)
		to = min(from+n, len(log))
	}
	return log[from:to]
}
