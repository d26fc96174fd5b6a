package fakediscord

import (
	"encoding/json"
	"slices"
	"strings"
)

type membersAsked struct {
	Guild     any     `json:"guild_id"`
	Query     *string `json:"query"`
	Limit     *int    `json:"limit"`
	Presences bool    `json:"presences"`
	Users     any     `json:"user_ids"`
	Nonce     string  `json:"nonce"`
}

// ask answers what an identified client wants: a status of its own, or members. The caller holds s.mu.
func (s *Server) ask(l *link, op int, raw json.RawMessage) {
	if op == opPresence {
		var status struct {
			Since      any    `json:"since"`
			Status     string `json:"status"`
			AFK        *bool  `json:"afk"`
			Activities []any  `json:"activities"`
		}
		if json.Unmarshal(raw, &status) != nil || !slices.Contains([]string{"online", "idle", "dnd", "invisible", "offline"}, status.Status) {
			l.close(4002)
		}
		return
	}
	var want membersAsked
	if json.Unmarshal(raw, &want) != nil || (want.Query == nil) == (want.Users == nil) || want.Query != nil && want.Limit == nil {
		l.close(4002)
		return
	}
	users := idsOf(want.Users)
	if guild := idsOf(want.Guild); len(guild) != 1 || guild[0] != s.cfg.Guild.ID || s.out || len(users) > 100 {
		return // Discord says nothing
	}
	refused := want.Presences && l.session.intents&intentPresences == 0 || want.Query != nil && *want.Query == "" && l.session.intents&intentMembers == 0
	if refused {
		l.close(4014)
		return
	}
	s.chunk(l.session, want, users)
}

// idsOf reads one id or a list of them: the documentation wants one guild, discordgo sends a list of one.
func idsOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			id, _ := e.(string)
			out = append(out, id)
		}
		return out
	}
	return nil
}

// chunk sends members, a thousand at a time.
func (s *Server) chunk(n *session, want membersAsked, users []string) {
	found, missing := s.members(), []any{}
	if want.Query != nil {
		found = slices.DeleteFunc(found, func(id string) bool {
			return !strings.HasPrefix(strings.ToLower(s.users[id].Username), strings.ToLower(*want.Query))
		})
		if *want.Limit > 0 {
			found = found[:min(*want.Limit, len(found))]
		}
	} else {
		for _, id := range users {
			if !slices.Contains(found, id) {
				missing = append(missing, id)
			}
		}
		found = slices.DeleteFunc(found, func(id string) bool { return !slices.Contains(users, id) })
	}
	const size = 1000
	count := max((len(found)+size-1)/size, 1)
	for i := range count {
		part := found[i*size : min((i+1)*size, len(found))]
		members, presences := []any{}, []any{}
		for _, id := range part {
			members = append(members, s.memberJSON(id))
			if want.Presences && s.users[id].Status != "offline" {
				presences = append(presences, s.presenceJSON(id))
			}
		}
		out := obj{"guild_id": s.cfg.Guild.ID, "members": members, "chunk_index": i, "chunk_count": count}
		if len(missing) > 0 {
			out["not_found"] = missing
		}
		if want.Presences {
			out["presences"] = presences
		}
		if want.Nonce != "" {
			out["nonce"] = want.Nonce
		}
		s.tellOne(n, "GUILD_MEMBERS_CHUNK", out)
	}
}
