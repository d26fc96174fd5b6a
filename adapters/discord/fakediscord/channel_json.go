package fakediscord

import (
	"slices"
	"strconv"
)

func bits(p Permissions) string { return strconv.FormatInt(int64(p), 10) }

func sorted(ids []string) []string {
	slices.SortFunc(ids, compareIDs)
	return ids
}

func (s *Server) positionOf(role string) int { return slices.Index(s.roleIDs, role) }

func orNull(id string) any {
	if id == "" {
		return nil
	}
	return id
}

// channelJSON is a channel or a thread. The caller holds s.mu.
func (s *Server) channelJSON(r *room) obj {
	out := obj{
		"id": r.ID, "type": r.Kind, "guild_id": s.cfg.Guild.ID, "name": r.Name, "flags": 0, "parent_id": orNull(r.Parent), "rate_limit_per_user": 0,
	}
	if r.Kind != Category {
		out["last_message_id"] = orNull(r.lastID)
	}
	if r.th != nil {
		s.addThread(out, r)
		return out
	}
	out["position"], out["permission_overwrites"], out["nsfw"] = slices.Index(s.roomIDs, r.ID), s.overwritesJSON(r), false
	switch r.Kind {
	case Text:
		out["topic"] = nil
	case Category:
		delete(out, "rate_limit_per_user")
	case Forum:
		out["topic"], out["available_tags"], out["default_reaction_emoji"], out["default_sort_order"] = nil, tagsJSON(r.Tags), nil, nil
		out["default_forum_layout"] = 0
		if r.RequireTag {
			out["flags"] = 1 << 4
		}
	}
	return out
}

func (s *Server) addThread(out obj, r *room) {
	out["owner_id"] = r.Owner
	out["thread_metadata"] = s.metadataJSON(r)
	count := min(len(r.log), r.th.sent)
	out["message_count"], out["total_message_sent"], out["member_count"] = count, r.th.sent, min(len(r.th.joined), 50)
	if r.th.parent.Kind == Forum {
		out["applied_tags"] = list(r.Applied)
	}
	if at, in := r.th.joined[s.cfg.App.BotUserID]; in {
		out["member"] = obj{"id": r.ID, "user_id": s.cfg.App.BotUserID, "join_timestamp": stamp(at), "flags": 0}
	}
}

func (s *Server) metadataJSON(r *room) obj {
	out := obj{
		"archived": r.Archived, "archive_timestamp": stamp(r.th.archivedAt), "auto_archive_duration": r.th.auto, "locked": r.Locked,
		"create_timestamp": stamp(r.th.created),
	}
	if r.Kind == PrivateThread {
		out["invitable"] = r.th.invitable
	}
	return out
}

func (s *Server) overwritesJSON(r *room) []any {
	out := []any{}
	for _, o := range r.Overwrites {
		kind := 0
		if o.Member {
			kind = 1
		}
		out = append(out, obj{"id": o.ID, "type": kind, "allow": bits(o.Allow), "deny": bits(o.Deny)})
	}
	return out
}

func tagsJSON(tags []Tag) []any {
	out := []any{}
	for _, t := range tags {
		out = append(out, obj{"id": t.ID, "name": t.Name, "moderated": t.Moderated, "emoji_id": nil, "emoji_name": nil})
	}
	return out
}

func (s *Server) threadMemberJSON(r *room, user string) obj {
	return obj{"id": r.ID, "user_id": user, "join_timestamp": stamp(r.th.joined[user]), "flags": 0}
}
