package fakediscord

import (
	"fmt"
	"regexp"
	"slices"
)

// allowed is an allowed_mentions object. nil means Discord's defaults for the way of posting.
type allowed struct {
	parse        []string
	users, roles []string
	replied      bool
}

func (s *Server) readAllowed(f *form, body obj, path string) *allowed {
	raw, there := body["allowed_mentions"]
	if !there || raw == nil {
		return nil
	}
	at := path + "allowed_mentions."
	m, ok := raw.(obj)
	if !ok {
		f.add(path+"allowed_mentions", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
		return nil
	}
	f.only(m, at, "parse", "users", "roles", "replied_user")
	var a allowed
	if list, ok := m["parse"].([]any); ok {
		for i, v := range list {
			p, _ := v.(string)
			if !slices.Contains([]string{"users", "roles", "everyone"}, p) {
				f.add(fmt.Sprintf("%sparse.%d", at, i), "BASE_TYPE_CHOICES", "Value must be one of {'roles', 'users', 'everyone'}.")
			}
			a.parse = append(a.parse, p)
		}
	} else if _, there := m["parse"]; there {
		f.add(at+"parse", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
	}
	a.users, a.roles = f.ids(m, at, "users", 100), f.ids(m, at, "roles", 100)
	for _, k := range []struct {
		name string
		ids  []string
	}{{"users", a.users}, {"roles", a.roles}} {
		if len(k.ids) > 0 && slices.Contains(a.parse, k.name) {
			f.add(path+"allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", `parse:["%s"] and %s: [ids...] are mutually exclusive.`, k.name, k.name)
		}
	}
	a.replied, _ = f.flag(m, at, "replied_user")
	return &a
}

var (
	userMention = regexp.MustCompile(`<@!?(\d+)>`)
	roleMention = regexp.MustCompile(`<@&(\d+)>`)
	everyone    = regexp.MustCompile(`@(?:everyone|here)`)
)

// mentioned finds out who a text tells. may is what its author may in the channel; replied is the author of what it answers, or "".
func (s *Server) mentioned(content string, a *allowed, may Permissions, replied string) Mentioned {
	var out Mentioned
	names := func(kind string, id string, ids []string) bool {
		return slices.Contains(a.parse, kind) || slices.Contains(ids, id)
	}
	for _, m := range userMention.FindAllStringSubmatch(content, -1) {
		if _, known := s.users[m[1]]; known && names("users", m[1], a.users) && !slices.Contains(out.Users, m[1]) {
			out.Users = append(out.Users, m[1])
		}
	}
	for _, m := range roleMention.FindAllStringSubmatch(content, -1) {
		r, known := s.roles[m[1]]
		if known && names("roles", m[1], a.roles) && (r.Mentionable || may.has(MentionEveryone)) && !slices.Contains(out.Roles, m[1]) {
			out.Roles = append(out.Roles, m[1])
		}
	}
	if slices.Contains(a.parse, "everyone") && may.has(MentionEveryone) {
		out.Everyone = everyone.FindString(content)
	}
	if replied != "" && a.replied {
		out.Replied = replied
		if !slices.Contains(out.Users, replied) {
			out.Users = append(out.Users, replied)
		}
	}
	return out
}

// byDefault is what a message of a bot or a person may tell when it does not say; those of webhooks and interactions tell users only.
func byDefault(a *allowed, usersOnly bool) *allowed {
	switch {
	case a != nil:
		return a
	case usersOnly:
		return &allowed{parse: []string{"users"}}
	}
	return &allowed{parse: []string{"users", "roles", "everyone"}, replied: true}
}
