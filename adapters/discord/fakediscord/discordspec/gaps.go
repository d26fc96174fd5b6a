package discordspec

import "strings"

// Where the schemas differ from what Discord sends and takes.

// loosen mends the gateway's schema, which is generated from types. Sets of flags are declared there as one flag out of a list, so that no
// flag at all and two of them would be wrong. Of a forwarded message only its mentions are declared.
func loosen(gateway map[string]any) {
	definitions, _ := gateway["definitions"].(map[string]any)
	for name := range definitions {
		if strings.HasSuffix(name, "Flags") {
			definitions[name] = map[string]any{"type": "integer"}
		}
	}
	definitions["APIMessageSnapshotFields"] = map[string]any{"type": "object", "required": []any{
		"type", "content", "embeds", "attachments", "timestamp", "edited_timestamp", "flags", "mentions", "mention_roles", "components",
	}}
}

// requestGaps takes out what slips out of discordgo and Discord ignores: whether members may invite, with every new thread, and the ids of
// a message inside its edit. It gets a copy.
func requestGaps(route string, body any) any {
	m, ok := body.(map[string]any)
	switch {
	case ok && strings.HasSuffix(route, "/threads") && m["invitable"] == false:
		delete(m, "invitable")
	case ok && strings.HasSuffix(route, "/messages/{message_id}"):
		delete(m, "ID")
		delete(m, "Channel")
	}
	return body
}

// errorGaps makes numbers of the codes inside a form's complaints: they are declared as integers, and Discord sends names there. It gets
// a copy.
func errorGaps(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			v[k] = errorGaps(e)
		}
		if _, named := v["code"].(string); named {
			v["code"] = 0
		}
	case []any:
		for i, e := range v {
			v[i] = errorGaps(e)
		}
	}
	return v
}
