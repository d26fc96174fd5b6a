package fakediscord

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const maxHooks = 15 // in a channel

// Webhook is a door into a channel for who knows its token.
type Webhook struct {
	ID      string `json:"id"`
	Token   string `json:"token"`
	Name    string `json:"name"`
	Channel string `json:"channel"`
	App     string `json:"app"`  // empty: made by a person
	User    string `json:"user"` // who made it
}

// Webhooks lists the webhooks of a channel, oldest first.
func (s *Server) Webhooks(channel string) []Webhook {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Webhook
	if r, ok := s.rooms[channel]; ok {
		for _, h := range r.hooks {
			out = append(out, *h)
		}
	}
	return out
}

func (s *Server) addHook(r *room, name, app, user string) *Webhook {
	id := s.newID()
	h := &Webhook{ID: id, Token: fmt.Sprintf("hook%08x%08x-%s", hash(id), hash(id+"token"), id), Name: name, Channel: r.ID, App: app, User: user}
	s.hooks[id] = h
	r.hooks = append(r.hooks, h)
	s.hooksChanged(r)
	return h
}

func (s *Server) dropHook(h *Webhook) {
	r := s.rooms[h.Channel]
	r.hooks = slices.DeleteFunc(r.hooks, func(other *Webhook) bool { return other == h })
	delete(s.hooks, h.ID)
	s.hooksChanged(r)
}

func (s *Server) hooksChanged(r *room) {
	s.emitSeen(r, "WEBHOOKS_UPDATE", intentWebhooks, obj{"guild_id": s.cfg.Guild.ID, "channel_id": r.ID})
	s.touch()
}

// hookJSON shows a webhook. Tokens of other applications' webhooks are never shown; user is left out for who comes by the token.
func (s *Server) hookJSON(h *Webhook, byToken bool) obj {
	out := obj{
		"id": h.ID, "type": 1, "name": h.Name, "avatar": nil, "channel_id": h.Channel, "guild_id": s.cfg.Guild.ID, "application_id": orNull(h.App),
	}
	if !byToken {
		out["user"] = s.userJSON(h.User)
	}
	if h.App == "" || h.App == s.cfg.App.ID {
		out["token"], out["url"] = h.Token, s.URL()+"/api/webhooks/"+h.ID+"/"+h.Token
	}
	return out
}

// checkName holds a webhook's name, or the name that it uses for once, to Discord's rules for names.
func checkName(f *form, field, name string) string {
	name = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, name)), " ")
	if n := utf8.RuneCountInString(name); n < 1 || n > 80 {
		f.add(field, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 80 in length.")
	}
	lower := strings.ToLower(name)
	for _, word := range []string{"clyde", "discord", "```"} {
		if strings.Contains(lower, word) {
			f.add(field, "USERNAME_INVALID_CONTAINS", "Username cannot contain %q", word)
		}
	}
	if lower == "everyone" || lower == "here" {
		f.add(field, "USERNAME_INVALID_CONTAINS", "Username cannot be %q", lower)
	}
	return name
}
