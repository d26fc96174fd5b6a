package fakediscord

import (
	"slices"
	"strconv"
	"strings"
)

// Slash runs a command with these options and waits for the app to answer. A subcommand follows the name after a space.
func (s *Server) Slash(user, channel, command string, options map[string]any) (Answer, error) {
	s.mu.Lock()
	it, err := s.slash(user, channel, command, options)
	s.mu.Unlock()
	if err != nil {
		return Answer{}, err
	}
	return s.interact(it)
}

func (s *Server) slash(user, channel, command string, options map[string]any) (*interaction, error) {
	r, err := s.seat(user, channel, UseCommands)
	if err != nil {
		return nil, err
	}
	words := strings.Fields(strings.TrimPrefix(command, "/"))
	if len(words) == 0 {
		return nil, cannot("run nothing")
	}
	k := s.commandNamed(words[0])
	if k == nil {
		return nil, cannot("there is no command /%s", words[0])
	}
	if v, _ := k.body["default_member_permissions"].(string); v != "" {
		need, _ := strconv.ParseInt(v, 10, 64)
		if !s.may(user, r).has(Permissions(need)) || need == 0 {
			return nil, cannot("%s may not run /%s", user, words[0])
		}
	}
	filled, err := fillOptions(k.body, words[1:], options)
	if err != nil {
		return nil, err
	}
	data := obj{"id": k.id, "name": k.name(), "type": 1}
	if k.guild != "" {
		data["guild_id"] = k.guild
	}
	if len(filled) > 0 {
		data["options"] = filled
	}
	return s.newInteraction(byCommand, user, r, nil, data), nil
}

// commandNamed finds a slash command; the guild's own goes first.
func (s *Server) commandNamed(name string) *command {
	var found *command
	for _, k := range s.commands {
		if k.name() == name && k.kind() == 1 && (found == nil || k.guild != "") {
			found = k
		}
	}
	return found
}

// fillOptions is what the client sends: the subcommands on the way and the values at its end.
func fillOptions(body obj, words []string, values map[string]any) ([]any, error) {
	known := optionsOf(body)
	if len(words) > 0 {
		i := slices.IndexFunc(known, func(o obj) bool { k, _ := o["type"].(float64); return o["name"] == words[0] && k <= 2 })
		if i < 0 {
			return nil, cannot("there is no subcommand %s", words[0])
		}
		inside, err := fillOptions(known[i], words[1:], values)
		if err != nil {
			return nil, err
		}
		return []any{obj{"name": words[0], "type": known[i]["type"], "options": list(inside)}}, nil
	}
	var out []any
	used := 0
	for _, o := range known {
		name, _ := o["name"].(string)
		kind, _ := o["type"].(float64)
		v, given := values[name]
		switch {
		case kind <= 2:
			return nil, cannot("name a subcommand like %s", name)
		case given:
			used++
			out = append(out, obj{"name": name, "type": kind, "value": v})
		case o["required"] == true:
			return nil, cannot("%s is required", name)
		}
	}
	if used != len(values) {
		return nil, cannot("the command has not all of the options %v", values)
	}
	return out, nil
}

func optionsOf(body obj) []obj {
	raw, _ := body["options"].([]any)
	var out []obj
	for _, o := range raw {
		if m, ok := o.(obj); ok {
			out = append(out, m)
		}
	}
	return out
}
