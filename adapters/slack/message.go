package slack

import (
	"encoding/json"
	"slices"

	slackgo "github.com/slack-go/slack"
)

// needed are the fields of a message that we read. Slack adds others, and old
// and new ones in forms that the library does not know.
var needed = []string{"type", "subtype", "hidden", "channel", "user", "text", "ts", "event_ts", "thread_ts", "deleted_ts",
	"bot_id", "bot_profile", "edited", "blocks", "files", "metadata", "message", "previous_message"}

// readMessage reads a message of an event. What keeps it from being read and is
// not needed is left out, and then what the text says too; who wrote it, and
// where, never is.
func readMessage(raw json.RawMessage) (slackgo.Message, error) {
	var m slackgo.Message
	err := json.Unmarshal(raw, &m)
	if err == nil {
		return m, nil
	}
	for _, spare := range [][]string{{"metadata"}, {"metadata", "blocks"}, {"metadata", "blocks", "files"}} {
		var less slackgo.Message
		if json.Unmarshal(without(raw, spare), &less) == nil && (less.Text != "" || less.SubMessage != nil || less.PreviousMessage != nil) {
			return less, nil
		}
	}
	return m, err
}

// without is a message, and those within it, with what is needed and not spare.
func without(raw json.RawMessage, spare []string) json.RawMessage {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil || fields == nil {
		return raw
	}
	for name, value := range fields {
		switch {
		case !slices.Contains(needed, name) || slices.Contains(spare, name):
			delete(fields, name)
		case name == "message" || name == "previous_message":
			fields[name] = without(value, spare)
		}
	}
	less, _ := json.Marshal(fields) // decoded JSON encodes
	return less
}
