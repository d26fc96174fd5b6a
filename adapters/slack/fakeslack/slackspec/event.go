package slackspec

import (
	"regexp"
	"testing"
)

// definitions names the schema of each message subtype and of the other events that have one.
var definitions = map[string]string{
	"message:": "GenericMessageEvent", "message:bot_message": "BotMessageEvent", "message:file_share": "FileShareMessageEvent",
	"message:message_changed": "MessageChangedEvent", "message:message_deleted": "MessageDeletedEvent",
	"message:thread_broadcast": "ThreadBroadcastMessageEvent", "message:channel_archive": "ChannelArchiveMessageEvent",
	"message:channel_unarchive": "ChannelUnarchiveMessageEvent", "message:channel_join": "ChannelJoinMessageEvent",
	"message:channel_leave": "ChannelLeaveMessageEvent", "message:me_message": "MeMessageEvent",
	"app_uninstalled:": "AppUninstalledEvent", "tokens_revoked:": "TokensRevokedEvent", "user_change:": "UserChangeEvent",
	"reaction_added:": "ReactionAddedEvent", "app_mention:": "AppMentionEvent", "app_home_opened:": "AppHomeOpenedEvent",
}

func eventDefinition(event map[string]any) string {
	kind, _ := event["type"].(string)
	subtype, _ := event["subtype"].(string)
	return definitions[kind+":"+subtype]
}

// plainEvents are the events without a vendor schema and the fields that their documentation shows.
var plainEvents = map[string][]string{
	"member_left_channel":   {"user", "channel", "channel_type", "team"},
	"member_joined_channel": {"user", "channel", "channel_type", "team"},
	"channel_archive":       {"channel", "user"},
	"channel_unarchive":     {"channel", "user"},
	"group_archive":         {"channel"},
	"group_unarchive":       {"channel"},
}

func checkPlainEvent(t testing.TB, kind string, event map[string]any) {
	t.Helper()
	fields, known := plainEvents[kind]
	if !known {
		t.Errorf("event type %q (subtype %v) is not one Slack documents", kind, event["subtype"])
	}
	for _, f := range fields {
		if v, _ := event[f].(string); v == "" {
			t.Errorf("event %s lacks %s", kind, f)
		}
	}
}

var eventID = regexp.MustCompile(`^Ev[A-Z0-9]{8,}$`)

func checkEnvelope(t testing.TB, env map[string]any) {
	t.Helper()
	for _, f := range []string{"token", "team_id", "api_app_id", "event_context"} {
		if v, _ := env[f].(string); v == "" {
			t.Errorf("envelope lacks %s", f)
		}
	}
	if env["type"] != "event_callback" {
		t.Errorf("envelope has type %v", env["type"])
	}
	if id, _ := env["event_id"].(string); !eventID.MatchString(id) {
		t.Errorf("envelope has event_id %v", env["event_id"])
	}
	if at, _ := env["event_time"].(float64); at <= 0 {
		t.Errorf("envelope has event_time %v", env["event_time"])
	}
	list, _ := env["authorizations"].([]any)
	if len(list) != 1 {
		t.Errorf("envelope has %d authorizations, Slack shows exactly one", len(list))
		return
	}
	auth, _ := list[0].(map[string]any)
	if auth["user_id"] == "" || auth["is_bot"] != true {
		t.Errorf("envelope is authorised for %v", auth)
	}
}
