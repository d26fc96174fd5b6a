package fakediscord

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
)

const maxCommands = 100

// command is an application command, of the guild or global.
type command struct {
	id, version, guild string
	body               obj
}

func (c *command) name() string { v, _ := c.body["name"].(string); return v }

func (c *command) kind() int {
	if k, ok := c.body["type"].(float64); ok {
		return int(k)
	}
	return 1
}

// scopeOf tells whose commands a request is about: those of the guild, or "" for global ones.
func (s *Server) scopeOf(c *call) (string, error) {
	if c.at("application_id") != s.cfg.App.ID {
		return "", refuse(20012)
	}
	if guild := c.at("guild_id"); guild != "" {
		if guild != s.cfg.Guild.ID || s.out {
			return "", refuse(50001)
		}
		return guild, nil
	}
	return "", nil
}

func (s *Server) commandJSON(c *command) obj {
	out := obj{
		"default_member_permissions": nil, "name_localizations": nil, "description_localizations": nil, "nsfw": false, "contexts": nil,
		"integration_types": []any{0}, "dm_permission": true,
	}
	for k, v := range whole(c.body).(obj) {
		out[k] = v
	}
	if c.guild != "" {
		out["guild_id"] = c.guild
	}
	out["id"], out["version"], out["application_id"], out["type"] = c.id, c.version, s.cfg.App.ID, c.kind()
	return out
}

// whole is a copy without what is null.
func whole(v any) any {
	switch v := v.(type) {
	case obj:
		out := obj{}
		for k, e := range v {
			if e != nil {
				out[k] = whole(e)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = whole(e)
		}
		return out
	}
	return v
}

func (s *Server) commandsJSON(scope string) []any {
	out := []any{}
	for _, c := range s.commands {
		if c.guild == scope {
			out = append(out, s.commandJSON(c))
		}
	}
	return out
}

func (s *Server) getCommands(c *call) (any, error) {
	scope, err := s.scopeOf(c)
	if err != nil {
		return nil, err
	}
	return s.commandsJSON(scope), nil
}

// putCommands replaces all commands; those of a name that was there keep their id.
func (s *Server) putCommands(c *call) (any, error) {
	scope, err := s.scopeOf(c)
	if err != nil {
		return nil, err
	}
	bodies, ok := c.Body.([]any)
	if !ok {
		return nil, wrong("_", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
	}
	var f form
	if len(bodies) > maxCommands {
		f.add("_", "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", maxCommands)
	}
	var next []*command
	for i, b := range bodies {
		body, _ := b.(obj)
		fresh := &command{guild: scope, body: body}
		if checkCommand(&f, body, fmt.Sprintf("%d.", i)); slices.ContainsFunc(next, fresh.same) {
			f.add(fmt.Sprintf("%d.name", i), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Option names must be unique")
		}
		next = append(next, fresh)
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	was := s.commands
	s.commands = slices.DeleteFunc(slices.Clone(was), func(c *command) bool { return c.guild == scope })
	for _, fresh := range next {
		s.keepCommand(was, fresh)
	}
	s.touch()
	return s.commandsJSON(scope), nil
}

func (c *command) same(other *command) bool {
	return c.guild == other.guild && c.name() == other.name() && c.kind() == other.kind()
}

// keepCommand adds a command in the place of one of the same name, and says whether there was one.
func (s *Server) keepCommand(was []*command, fresh *command) (replaced bool) {
	fresh.id, fresh.version = s.newID(), s.newID()
	if i := slices.IndexFunc(was, fresh.same); i >= 0 {
		fresh.id, replaced = was[i].id, true
	}
	s.commands = append(slices.DeleteFunc(slices.Clone(s.commands), fresh.same), fresh)
	return replaced
}

func (s *Server) postCommand(c *call) (any, error) {
	scope, err := s.scopeOf(c)
	if err != nil {
		return nil, err
	}
	var f form
	checkCommand(&f, c.body, "")
	if err := f.err(); err != nil {
		return nil, err
	}
	fresh := &command{guild: scope, body: maps.Clone(c.body)}
	if s.keepCommand(s.commands, fresh) {
		return s.commandJSON(fresh), nil
	}
	return answered{http.StatusCreated, s.commandJSON(fresh)}, nil
}

func (s *Server) deleteCommand(c *call) (any, error) {
	scope, err := s.scopeOf(c)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(s.commands, func(k *command) bool { return k.guild == scope && k.id == c.at("command_id") })
	if i < 0 {
		return nil, refuse(10063)
	}
	s.commands = slices.Delete(slices.Clone(s.commands), i, i+1)
	return nil, nil
}
