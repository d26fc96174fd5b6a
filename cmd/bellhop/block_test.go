package main

import (
	"net/http"
	"strings"
	"testing"
)

func TestABlockedVisitorIsToldSoAndHeardNoMore(t *testing.T) {
	ws := team(t)
	c := beside(t, ws, settings(t, ws))
	v := arrive(t, c.url)
	v.call(http.StatusAccepted, "POST", "/v1/handoff", `{}`, nil)
	await(t, ws, "a card", func() bool { return len(ws.Messages("C1")) > 0 })
	if _, err := ws.Reply("U1", "C1", cardOf(t, ws), "!block"); err != nil {
		t.Fatal(err)
	}
	until(t, func() string { return v.sees().Conversation.State }, "closed")
	for _, call := range []string{"/v1/messages", "/v1/handoff"} {
		status, body, err := v.try("POST", call, `{"client_id":"1","text":"let me in"}`)
		if err != nil || status != http.StatusForbidden || !strings.Contains(string(body), `"blocked"`) {
			t.Errorf("%s: %d %s %v", call, status, body, err)
		}
	}
	if v.sees().Conversation.CanAsk {
		t.Error("a blocked visitor is offered a person")
	}
}
