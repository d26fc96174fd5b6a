package main

import (
	"bufio"
	"net/http"
	"slices"
	"testing"
)

// follow opens the visitor's stream and reads it until the test ends.
func (c *caller) follow() {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.url+"/v1/stream", nil)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		c.t.Fatalf("stream: %s", res.Status)
	}
	go func() {
		defer res.Body.Close() // its end is the test's
		for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		}
	}()
}

func TestAnAgentSeesThatTheVisitorGotAndReadAWord(t *testing.T) {
	ws := team(t)
	c := beside(t, ws, settings(t, ws))
	v := arrive(t, c.url)
	v.follow()
	v.call(http.StatusAccepted, "POST", "/v1/handoff", `{}`, nil)
	await(t, ws, "a card", func() bool { return len(ws.Messages("C1")) > 0 })
	ts, err := ws.Reply("U1", "C1", cardOf(t, ws), "hello")
	if err != nil {
		t.Fatal(err)
	}
	marked := func(name string) func() bool {
		return func() bool {
			m, _ := ws.Message("C1", ts)
			for _, r := range m.Reactions {
				if r.Name == name && slices.Contains(r.Users, ws.Config().App.BotUserID) {
					return true
				}
			}
			return false
		}
	}
	await(t, ws, "the mark that an open widget has it", marked("white_check_mark"))
	v.call(http.StatusNoContent, "POST", "/v1/read", `{"seq":100}`, nil)
	await(t, ws, "the mark that it was read", marked("eyes"))
}
