package fakediscord

import "slices"

// Press presses a button under a message, an ephemeral one too, and waits for the app to answer. The button is named by its custom_id or
// its label. The error is what the person sees: no such button, or "the application did not respond".
func (s *Server) Press(user, channel, message, button string) (Answer, error) {
	return s.use(user, channel, message, button, nil)
}

// Select picks values in a menu under a message, named by its custom_id.
func (s *Server) Select(user, channel, message, menu string, values ...string) (Answer, error) {
	if len(values) == 0 {
		return Answer{}, cannot("pick nothing")
	}
	return s.use(user, channel, message, menu, values)
}

func (s *Server) use(user, channel, message, element string, values []string) (Answer, error) {
	s.mu.Lock()
	it, err := s.touchElement(user, channel, message, element, values)
	s.mu.Unlock()
	if err != nil {
		return Answer{}, err
	}
	return s.interact(it)
}

func (s *Server) touchElement(user, channel, message, element string, values []string) (*interaction, error) {
	r, err := s.seat(user, channel, ViewChannel)
	if err != nil {
		return nil, err
	}
	m, ok := r.find(message)
	if !ok || m.For != "" && m.For != user {
		return nil, cannot("%s sees no message %s", user, message)
	}
	c := findElement(m.Components, element)
	kind, _ := c["type"].(float64)
	custom, _ := c["custom_id"].(string)
	switch {
	case custom == "":
		return nil, cannot("there is no button or menu %q under %s", element, message)
	case c["disabled"] == true:
		return nil, cannot("%q is greyed out", element)
	case (kind == selectKind) != (values != nil):
		return nil, cannot("%q is no such thing", element)
	}
	data := obj{"custom_id": custom, "component_type": kind}
	if values != nil {
		for _, v := range values {
			if !slices.ContainsFunc(optionsOf(c), func(o obj) bool { return o["value"] == v }) {
				return nil, cannot("pick %q: there is no such option", v)
			}
		}
		data["values"] = values
	}
	return s.newInteraction(byComponent, user, r, m, data), nil
}

func findElement(rows []any, name string) obj {
	for _, row := range rows {
		r, _ := row.(obj)
		elements, _ := r["components"].([]any)
		for _, e := range elements {
			if c, _ := e.(obj); c["custom_id"] == name || c["label"] == name {
				return c
			}
		}
	}
	return nil
}
