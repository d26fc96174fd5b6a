package slackspec

// Where the declarations differ from what Slack sends and takes. Every function here gets a copy it may change.

// repliesLack are fields of messages that history and replies carry and the declared answer type of replies or postMessage lacks.
var repliesLack = []string{"subtype", "username", "icons", "client_msg_id"}

// eventsLack are fields of message events that the declared types lack: the app behind a bot message, counts on thread parents, and
// authorship in shared channels.
var eventsLack = []string{
	"app_id", "reply_count", "reply_users", "reply_users_count", "latest_reply", "is_locked", "subscribed", "user_team", "source_team",
}

// narrowBlocks are the block types that the declared answers do not know, though Slack gives back every block it took.
var narrowBlocks = map[string]bool{"header": true, "markdown": true, "file": true, "input": true, "table": true}

func requestGaps(method string, body map[string]any) map[string]any {
	if method == "files.getUploadURLExternal" && body["alt_txt"] != nil {
		body["alt_text"] = body["alt_txt"] // documented as alt_txt, declared as alt_text
		delete(body, "alt_txt")
	}
	return body
}

func answerGaps(answer map[string]any) map[string]any {
	if m, ok := answer["message"].(map[string]any); ok {
		messageGaps(m)
		delete(m, "client_msg_id")
	}
	list, _ := answer["messages"].([]any)
	for _, v := range list {
		if m, ok := v.(map[string]any); ok {
			messageGaps(m)
			drop(m, repliesLack)
		}
	}
	// Sent with unknown_method, not declared anywhere.
	delete(answer, "req_method")
	return answer
}

func messageGaps(m map[string]any) {
	if meta, ok := m["metadata"].(map[string]any); ok {
		meta["event_payload"] = map[string]any{} // declared as an object without properties
	}
	if icons, ok := m["icons"].(map[string]any); ok {
		delete(icons, "image_36") // declared with emoji and image_64 only
		delete(icons, "image_48")
		delete(icons, "image_72")
	}
	blocks, _ := m["blocks"].([]any)
	kept := blocks[:0]
	for _, v := range blocks {
		b, _ := v.(map[string]any)
		if kind, _ := b["type"].(string); !narrowBlocks[kind] {
			kept = append(kept, b)
		}
	}
	if blocks != nil {
		m["blocks"] = kept
	}
}

func eventGaps(e map[string]any) map[string]any {
	drop(e, eventsLack)
	files, _ := e["files"].([]any)
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
		inner(e, "root")
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

func drop(m map[string]any, fields []string) {
	for _, f := range fields {
		delete(m, f)
	}
}
