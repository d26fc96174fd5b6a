package slackspec

import (
	"maps"
	"slices"
)

// Where the declarations differ from what Slack sends and takes. Every function here gets a copy it may change.

// repliesLack are fields of messages that history and replies carry and the declared answer type of replies or postMessage lacks.
var repliesLack = []string{"subtype", "username", "icons", "client_msg_id"}

// eventsLack are fields of message events that the declared types lack: the app behind a bot message, counts on thread parents, and
// authorship in shared channels.
var eventsLack = []string{
	"app_id", "reply_count", "reply_users", "reply_users_count", "latest_reply", "is_locked", "subscribed", "user_team", "source_team",
}

func requestGaps(method string, body map[string]any) map[string]any {
	if method == "files.getUploadURLExternal" && body["alt_txt"] != nil {
		body["alt_text"] = body["alt_txt"] // documented as alt_txt, declared as alt_text
		delete(body, "alt_txt")
	}
	return body
}

// answerGaps returns the blocks apart: the declared answers know few block types and put words where Slack has sections, so blocks are
// held to the declaration of blocks instead.
func answerGaps(answer map[string]any) (fitted map[string]any, blocks []any) {
	if m, ok := answer["message"].(map[string]any); ok {
		blocks = messageGaps(m)
		delete(m, "client_msg_id")
	}
	list, _ := answer["messages"].([]any)
	for _, v := range list {
		if m, ok := v.(map[string]any); ok {
			blocks = append(blocks, messageGaps(m)...)
			drop(m, repliesLack)
		}
	}
	delete(answer, "req_method") // sent with unknown_method, declared nowhere
	return answer, blocks
}

func messageGaps(m map[string]any) (blocks []any) {
	if meta, ok := m["metadata"].(map[string]any); ok {
		meta["event_payload"] = map[string]any{} // declared as an object without properties
	}
	if icons, ok := m["icons"].(map[string]any); ok {
		drop(icons, []string{"image_36", "image_48", "image_72"}) // declared with emoji and image_64 only
	}
	blocks, _ = m["blocks"].([]any)
	delete(m, "blocks")
	return blocks
}

func eventGaps(e map[string]any) map[string]any {
	drop(e, eventsLack)
	files, _ := e["files"].([]any)
	files = slices.DeleteFunc(files, func(v any) bool { // declared nowhere
		f, _ := v.(map[string]any)
		return f["mode"] == "tombstone"
	})
	if e["files"] != nil {
		e["files"] = files
	}
	for _, v := range files {
		if f, ok := v.(map[string]any); ok {
			drop(f, []string{"file_access", "timestamp", "user_team"}) // declared for the Web API's files only
		}
	}
	switch e["subtype"] {
	case "bot_message":
		delete(e, "bot_profile")
	case "file_share", "thread_broadcast":
		drop(e, []string{"team", "bot_id", "bot_profile"})
	case "message_changed", "message_deleted":
		inner(e, "message")
		inner(e, "previous_message")
	}
	if e["subtype"] == "thread_broadcast" {
		delete(e, "parent_user_id")
		rootGaps(e)
	}
	return e
}

// inner fits a message inside an event to the declaration, which wants the fields of a whole event there: Slack gives them once, outside.
func inner(e map[string]any, key string) {
	m, ok := e[key].(map[string]any)
	if !ok {
		return
	}
	m["channel"], m["channel_type"] = e["channel"], e["channel_type"]
	m["event_ts"] = e["event_ts"]
	if m["subtype"] == "tombstone" { // declared nowhere
		delete(m, "subtype")
		delete(m, "hidden")
	}
	eventGaps(m)
}

// rootGaps keeps the counts, which the declaration of a broadcast's root does have.
func rootGaps(e map[string]any) {
	root, ok := e["root"].(map[string]any)
	if !ok {
		return
	}
	counts := map[string]any{}
	for _, k := range []string{"reply_count", "reply_users", "reply_users_count", "latest_reply"} {
		counts[k] = root[k]
	}
	inner(e, "root")
	maps.Copy(root, counts)
}

func drop(m map[string]any, fields []string) {
	for _, f := range fields {
		delete(m, f)
	}
}
