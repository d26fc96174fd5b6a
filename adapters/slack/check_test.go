package slack_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// without is all scopes but some.
func without(names ...string) []string {
	return slices.DeleteFunc(fakeslack.AllScopes(), func(s string) bool { return slices.Contains(names, s) })
}

func TestACheckNamesWhatIsWrongAndWhatToDo(t *testing.T) {
	for name, c := range map[string]struct {
		harm        func(*world)
		channel     string
		token       string
		grade       core.Grade
		what, words string
	}{
		"dead token":       {harm: func(w *world) { w.ws.RevokeToken() }, grade: core.Broken, what: "bot token", words: "token_revoked"},
		"wrong token":      {token: "xoxb-wrong", grade: core.Broken, what: "bot token", words: "invalid_auth"},
		"no such channel":  {channel: "C404", grade: core.Broken, what: "C404", words: "there is none"},
		"bot not in it":    {channel: "C3", grade: core.Broken, what: "#outside", words: "not in it"},
		"private, not in":  {channel: "G2", grade: core.Broken, what: "G2", words: "private"},
		"archived":         {channel: "C4", grade: core.Broken, what: "#old", words: "archived"},
		"shared":           {channel: "C5", grade: core.Warning, what: "#shared", words: "another organisation"},
		"private":          {channel: "G1", grade: core.Fine, what: "#secret", words: "private"},
		"cannot post":      {harm: func(w *world) { w.ws.SetScopes(without("chat:write")...) }, grade: core.Broken, what: "scope chat:write", words: "nothing can be posted"},
		"cannot hear":      {harm: func(w *world) { w.ws.SetScopes(without("channels:history")...) }, grade: core.Broken, what: "scope channels:history", words: "not heard"},
		"private, deaf":    {channel: "G1", harm: func(w *world) { w.ws.SetScopes(without("groups:history")...) }, grade: core.Broken, what: "scope groups:history", words: "not heard"},
		"no marks":         {harm: func(w *world) { w.ws.SetScopes(without("reactions:write")...) }, grade: core.Warning, what: "scope reactions:write", words: "marks"},
		"two are missing":  {harm: func(w *world) { w.ws.SetScopes(without("users:read", "commands")...) }, grade: core.Warning, what: "scope commands", words: "/bellhop"},
		"no word of rooms": {harm: func(w *world) { w.ws.SetScopes(without("channels:read", "groups:read")...) }, grade: core.Broken, what: "channel C1", words: "missing_scope"},
		"throttled": {harm: func(w *world) { w.ws.Fault(fakeslack.Fault{Method: "conversations.info", Kind: fakeslack.RateLimited}) },
			grade: core.Warning, what: "channel C1", words: "too often"},
		"over HTTP": {grade: core.Warning, what: "events", words: "only Slack can tell"},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t, func(cfg *fakeslack.Config) {
				cfg.Channels = append(cfg.Channels, fakeslack.Channel{ID: "C3", Name: "outside", BotOut: true}, fakeslack.Channel{ID: "C4", Name: "old", Archived: true},
					fakeslack.Channel{ID: "C5", Name: "shared", External: true}, fakeslack.Channel{ID: "G1", Name: "secret", Private: true},
					fakeslack.Channel{ID: "G2", Name: "hidden", Private: true, BotOut: true})
			})
			if c.harm != nil {
				c.harm(w)
			}
			conn := w.Connection()
			if c.token != "" {
				conn.Token = c.token
			}
			if c.channel == "" {
				c.channel = channel
			}
			found := w.bell.Check(t.Context(), conn, c.channel)
			if !slices.ContainsFunc(found, func(f core.Finding) bool {
				return f.Grade == c.grade && strings.Contains(f.What, c.what) && strings.Contains(f.Words, c.words) && (f.Cure != "") == (f.Grade != core.Fine)
			}) {
				t.Errorf("found %+v", found)
			}
		})
	}
}

func TestACheckOfAllThatIsWellFindsNothingToDo(t *testing.T) {
	w := listening(t)
	for _, f := range w.bell.Check(t.Context(), w.Connection(), channel) {
		if f.Grade != core.Fine || f.Cure != "" {
			t.Errorf("found %+v", f)
		}
	}
}

func TestACheckTellsOfADeadAppToken(t *testing.T) {
	w := open(t, func(c *fakeslack.Config) { c.SocketMode = true })
	w.bell = w.plugged("xapp-wrong")
	found := w.bell.Check(t.Context(), w.Connection(), channel)
	if last := found[len(found)-1]; last.Grade != core.Broken || !strings.Contains(last.Words, "app_token_invalid_auth") || !strings.Contains(last.Cure, "BELLHOP_SLACK_APP_TOKEN") {
		t.Errorf("found %+v", found)
	}
}
