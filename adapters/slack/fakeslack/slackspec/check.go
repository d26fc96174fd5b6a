package slackspec

import (
	"encoding/json"
	"testing"
)

// Request holds the arguments of a call, decoded as fakeslack's Config.Inspect gives them, to the schema of its method.
func Request(t testing.TB, method string, body map[string]any) {
	t.Helper()
	check(t, "request to "+method, "req_"+underscored(method), "", requestGaps(method, plain(t, body)))
}

// Response holds an answer to the schema of its method.
func Response(t testing.TB, method string, answer map[string]any) {
	t.Helper()
	fitted, blocks := answerGaps(plain(t, answer))
	check(t, "answer of "+method, "resp_"+underscored(method), "", fitted)
	for _, b := range blocks {
		check(t, "block in the answer of "+method, "events", "KnownBlock", b)
	}
}

// Event holds the inner event of an envelope (or a bare inner event) to the schema of its type, and the envelope to what Slack documents.
func Event(t testing.TB, envelope map[string]any) {
	t.Helper()
	env := plain(t, envelope)
	event, wrapped := env["event"].(map[string]any)
	if wrapped {
		checkEnvelope(t, env)
	} else {
		event = env
	}
	kind, _ := event["type"].(string)
	definition := eventDefinition(event)
	if definition == "" {
		checkPlainEvent(t, kind, event)
		return
	}
	check(t, "event "+kind, "events", definition, eventGaps(event))
}

func check(t testing.TB, what, file, definition string, v any) {
	t.Helper()
	s := schema(t, file, definition)
	if s == nil {
		return
	}
	if err := s.Validate(v); err != nil {
		b, _ := json.Marshal(v)
		t.Errorf("%s is not as the vendor says: %#v\n%s", what, err, b)
	}
}

// plain is v as JSON has it, and a copy that may be changed.
func plain(t testing.TB, v map[string]any) map[string]any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	var out map[string]any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatalf("decode: %v", err)
	}
	return out
}
