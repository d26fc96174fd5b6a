package fakediscord

import "slices"

// messageCommand is the kind of commands that stand in the menu of a message.
const messageCommand = 3

// Menu picks one of the app's commands from the menu of a message, and waits for the app to answer.
func (s *Server) Menu(user, channel, message, command string) (Answer, error) {
	s.mu.Lock()
	it, err := s.pick(user, channel, message, command)
	s.mu.Unlock()
	if err != nil {
		return Answer{}, err
	}
	return s.interact(it)
}

func (s *Server) pick(user, channel, message, name string) (*interaction, error) {
	r, err := s.seat(user, channel, UseCommands)
	if err != nil {
		return nil, err
	}
	m, ok := r.find(message)
	if !ok || m.For != "" {
		return nil, cannot("%s can pick nothing for message %s", user, message)
	}
	i := slices.IndexFunc(s.commands, func(c *command) bool { return c.name() == name && c.kind() == messageCommand })
	if i < 0 {
		return nil, cannot("there is no %q in the menu", name)
	}
	k := s.commands[i]
	data := obj{"id": k.id, "name": k.name(), "type": messageCommand, "target_id": m.ID, "resolved": obj{"messages": obj{m.ID: s.messageJSON(m)}}}
	if k.guild != "" {
		data["guild_id"] = k.guild
	}
	return s.newInteraction(byCommand, user, r, nil, data), nil
}
