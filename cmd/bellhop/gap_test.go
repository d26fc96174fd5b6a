package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// agentWords is what the visitor got from the team, in order.
func (c *caller) agentWords() (out []string) {
	c.t.Helper()
	for _, m := range c.sees().Messages {
		if m.Kind == "agent" {
			out = append(out, m.Text)
		}
	}
	return out
}

// hears waits until the visitor has got these words of the team, and no others.
func (c *caller) hears(want ...string) {
	c.t.Helper()
	until(c.t, func() string {
		got := c.agentWords()
		if slices.Equal(got, want) {
			return "as wanted"
		}
		return fmt.Sprintf("%q", got)
	}, "as wanted")
}

// asked is a visitor with a card, and the card's ts.
func asked(t *testing.T, ws *fakeslack.Server, url string) (*caller, string) {
	t.Helper()
	v := arrive(t, url)
	v.call(http.StatusAccepted, "POST", "/v1/handoff", `{}`, nil)
	await(t, ws, "a card", func() bool { return len(ws.Messages("C1")) > 0 })
	return v, cardOf(t, ws)
}

func replies(t *testing.T, ws *fakeslack.Server, card string, words ...string) {
	t.Helper()
	for _, w := range words {
		if _, err := ws.Reply("U1", "C1", card, w); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRepliesThatSlackNeverDeliveredAreReadAfterAKill(t *testing.T) {
	ws := team(t)
	env := settings(t, ws, "BELLHOP_LIMIT_CALLS=0", "BELLHOP_LIMIT_ASKS_HOUR=0", "BELLHOP_LIMIT_ASKS_DAY=0")
	c := beside(t, ws, env)
	v, card := asked(t, ws, c.url)
	replies(t, ws, card, "one")
	v.hears("one")
	c.kill()
	ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Drop, Times: -1})
	replies(t, ws, card, "two", "three", "four")
	ws.ClearFaults()
	c = beside(t, ws, env)
	v.url = c.url
	v.hears("one", "two", "three", "four")
	replies(t, ws, card, "five")
	v.hears("one", "two", "three", "four", "five")
}

func TestBySocketNoPublicAddressAndNoSecretIsNeeded(t *testing.T) {
	ws := team(t, func(c *fakeslack.Config) {
		c.SocketMode, c.RetryDelays = true, []time.Duration{time.Millisecond}
	})
	env := append(slices.DeleteFunc(settings(t, ws), func(s string) bool { return strings.HasPrefix(s, "BELLHOP_SLACK_SIGNING_SECRET") }),
		"BELLHOP_SLACK_APP_TOKEN=xapp-fake-1", "BELLHOP_LIMIT_CALLS=0", "BELLHOP_LIMIT_ASKS_HOUR=0", "BELLHOP_LIMIT_ASKS_DAY=0")
	c := start(t, env)
	await(t, ws, "a socket", func() bool { return ws.Sockets() == 1 })
	v, card := asked(t, ws, c.url)
	replies(t, ws, card, "one")
	v.hears("one")
	ws.RefreshSockets("refresh_requested", time.Second)
	replies(t, ws, card, "two")
	v.hears("one", "two")
	ws.CutSockets()
	replies(t, ws, card, "three") // given up before there is a socket, or not
	v.hears("one", "two", "three")
	if err := ws.Press("U1", "C1", card, "bellhop:close"); err != nil {
		t.Error(err)
	}
	if status, _ := get(t, c.url+"/readyz"); status != http.StatusOK {
		t.Errorf("ready: %d", status)
	}
	c.terminate()
	await(t, ws, "no socket", func() bool { return ws.Sockets() == 0 })
	ws.RevokeAppToken()
	out, err := command(t, env, "status").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "app_token_token_revoked") || !strings.Contains(string(out), "cure: Slack refuses the app token") {
		t.Errorf("status: %v\n%s", err, out)
	}
	if s := ws.Strays(); len(s) > 0 {
		t.Errorf("strays %q", s)
	}
}
