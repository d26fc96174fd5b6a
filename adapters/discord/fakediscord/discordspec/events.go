package discordspec

import "testing"

// plainEvents are the events without a vendor schema and the fields that their documentation shows as always there.
var plainEvents = map[string][]string{
	"RESUMED":                 {},
	"CHANNEL_UPDATE":          {"id", "type", "guild_id", "name"},
	"CHANNEL_DELETE":          {"id", "type", "guild_id"},
	"GUILD_DELETE":            {"id"},
	"GUILD_MEMBER_ADD":        {"guild_id", "user", "roles", "joined_at"},
	"GUILD_MEMBER_REMOVE":     {"guild_id", "user"},
	"GUILD_MEMBER_UPDATE":     {"guild_id", "user", "roles"},
	"GUILD_ROLE_CREATE":       {"guild_id", "role"},
	"GUILD_ROLE_UPDATE":       {"guild_id", "role"},
	"GUILD_ROLE_DELETE":       {"guild_id", "role_id"},
	"MESSAGE_DELETE_BULK":     {"ids", "channel_id", "guild_id"},
	"MESSAGE_REACTION_REMOVE": {"user_id", "channel_id", "message_id", "guild_id", "emoji", "burst", "type"},
	"THREAD_DELETE":           {"id", "guild_id", "parent_id", "type"},
	"THREAD_LIST_SYNC":        {"guild_id", "threads", "members"},
	"THREAD_MEMBERS_UPDATE":   {"id", "guild_id", "member_count"},
	"WEBHOOKS_UPDATE":         {"guild_id", "channel_id"},
}

func checkPlainEvent(t testing.TB, event string, data any) {
	t.Helper()
	fields, known := plainEvents[event]
	if !known {
		t.Errorf("dispatch %s is not one Discord documents", event)
	}
	m, _ := data.(map[string]any)
	for _, f := range fields {
		if m[f] == nil {
			t.Errorf("dispatch %s lacks %s: %v", event, f, data)
		}
	}
}
