package slack_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// means interprets what the door stored.
func (w *world) means(events []core.RawEvent) []core.Happening {
	w.Helper()
	var out []core.Happening
	for _, e := range events {
		hs, err := w.bell.Interpret(w.Context(), w.introduced(), e)
		if err != nil {
			w.Fatalf("interpret %s %s: %v", e.Kind, e.Body, err)
		}
		out = append(out, hs...)
	}
	return out
}

func TestAReplyShownInTheChannelTooIsSaidOnce(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	_, err := w.ws.Broadcast(anna, channel, root, "for everyone")
	hs := w.means(w.did(err))
	if len(hs) != 1 || hs[0].Kind != core.Said || hs[0].Text != "for everyone" || hs[0].Thread != root {
		t.Errorf("means %+v", hs)
	}
}

func TestWhatHappensToTheWorkspaceMeansNothingToAConversation(t *testing.T) {
	w := open(t)
	w.ring()
	w.Events()
	w.ws.SetUser(fakeslack.User{ID: ben, Name: "benny"})
	for _, act := range []struct {
		name string
		do   func() error
	}{
		{"archived", func() error { return w.ws.Archive(channel) }},
		{"unarchived", func() error { return w.ws.Unarchive(channel) }},
		{"kicked", func() error { return w.ws.Kick(channel, ben) }},
		{"invited", func() error { return w.ws.Invite(channel, ben) }},
		{"revoked", func() error { w.ws.RevokeToken(); return nil }},
	} {
		events := w.did(act.do())
		w.ws.RestoreToken()
		if hs := w.means(events); len(hs) != 0 || len(events) == 0 {
			t.Errorf("%s sends %d events that mean %+v", act.name, len(events), hs)
		}
	}
	w.ws.Uninstall()
	events := w.Events()
	w.ws.RestoreToken()
	if hs := w.means(events); len(hs) != 0 || len(events) == 0 {
		t.Errorf("uninstalling sends %d events that mean %+v", len(events), hs)
	}
}

func TestMentionsCrossByDisplayName(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	hs := w.means(w.Say("anna", root, "ask @ben in #support or @here"))
	if len(hs) != 1 || hs[0].Text != "ask @Ben in #support or @here" {
		t.Errorf("means %+v", hs)
	}
	w.ws.SetUser(fakeslack.User{ID: ben, Name: "ben", RealName: "Benedict"})
	w.means(w.Events())
	w.ws.Fault(fakeslack.Fault{Method: "users.info", Kind: fakeslack.RateLimited, Match: func(a map[string]any) bool { return a["user"] == ben }})
	events := w.Say("anna", root, "ask @ben")
	var failed int
	for _, e := range events {
		if _, err := w.bell.Interpret(t.Context(), w.introduced(), e); err != nil {
			failed++
		}
	}
	if hs := w.means(events); failed != 1 || len(hs) != 1 || hs[0].Text != "ask @Benedict" {
		t.Errorf("failed %d times, then means %+v", failed, hs)
	}
}

func TestAStrangerOfASharedChannelCrossesNowhere(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	_, err := w.ws.Reply("U4", channel, root, "I am from elsewhere")
	if hs := w.means(w.did(err)); len(hs) != 0 {
		t.Errorf("means %+v", hs)
	}
}

func TestAnotherBotOfOursCrossesNowhere(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	twin := fakeslack.App{ID: "A0FAKE2", Name: w.ws.Config().App.Name, BotID: "B0FAKE2", BotUserID: ""}
	_, err := w.ws.ReplyAsBot(twin, channel, root, "ping")
	if hs := w.means(w.did(err)); len(hs) != 0 {
		t.Errorf("means %+v", hs)
	}
}

func TestSlackIsAskedOnceWhoSomebodyIs(t *testing.T) {
	w := open(t)
	root := w.ring()
	for range 5 {
		w.means(w.Say("anna", root, "hello"))
	}
	if n := len(w.ws.Calls("users.info")); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

func TestWhoBecomesAGuestCrossesNoMore(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.means(w.Say("anna", root, "hello"))
	w.ws.SetUser(fakeslack.User{ID: anna, Name: "anna", IsRestricted: true})
	w.means(w.Events())
	if hs := w.means(w.Say("anna", root, "hello again")); len(hs) != 0 {
		t.Errorf("means %+v", hs)
	}
}

func TestAnEventIsReadAgainWhenSlackDidNotSayWhoItWas(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	events := w.Say("anna", root, "hello")
	w.ws.Fault(fakeslack.Fault{Method: "users.info", Kind: fakeslack.ServerErrorLate})
	var se *core.SendError
	for _, e := range events {
		if _, err := w.bell.Interpret(t.Context(), w.introduced(), e); err != nil && !errors.As(err, &se) {
			t.Errorf("read with %v", err)
		}
	}
	if se == nil || se.How != core.Retry {
		t.Errorf("read with %v", se)
	}
	if hs := w.means(events); len(hs) != 1 || hs[0].Text != "hello" {
		t.Errorf("means %+v", hs)
	}
}

func TestUnreadableEventsSaySo(t *testing.T) {
	w := open(t)
	for _, e := range []core.RawEvent{
		{Kind: "event/message", Body: []byte(`{`)}, {Kind: "event/message", Body: []byte(`{"type":"event_callback"}`)},
		{Kind: "event/message", Body: []byte(`{"type":"event_callback","event":{"type":"message"}}`)},
		{Kind: "event/message", Body: []byte(`{"type":"event_callback","event":{"type":"message","ts":5,"channel":"C1"}}`)},
		{Kind: "event/x", Body: []byte(`{"type":"event_callback","event":{"type":"x"}}`)},
		{Kind: "action/block_actions", Body: []byte(`{}`)}, {Kind: "weather/rain", Body: []byte(`{}`)},
	} {
		if _, err := w.bell.Interpret(t.Context(), w.introduced(), e); !errors.Is(err, core.ErrUnreadable) {
			t.Errorf("%s %s: %v", e.Kind, e.Body, err)
		}
	}
}

func TestOddThingsInAProfileKeepNobodyFromBeingHeard(t *testing.T) {
	odd := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"ok":true,"user":{"id":"U1","team_id":"T1","name":"anna","deleted":null,"tz_offset":"3600","updated":1502138686.5,
			"profile":{"display_name":"Anna","display_name_normalized":7,"fields":[],"status_expiration":"0","image_192":null}}}`))
	}))
	defer odd.Close()
	bell, err := slack.New(slack.Config{APIURL: odd.URL, SigningSecret: "s"})
	if err != nil {
		t.Fatal(err)
	}
	e := core.RawEvent{Kind: "event/message", Body: []byte(`{"type":"event_callback","team_id":"T1",
		"event":{"type":"message","user":"U1","channel":"C1","ts":"1700000001.000100","thread_ts":"1700000000.000100","text":"hello"}}`)}
	hs, err := bell.Interpret(t.Context(), core.Connection{ID: "slack", Remote: "T1"}, e)
	if err != nil || len(hs) != 1 || hs[0].By.Name != "Anna" || hs[0].Text != "hello" {
		t.Errorf("means %+v, %v", hs, err)
	}
}

func TestOddThingsInAMessageKeepItFromNobody(t *testing.T) {
	w := open(t)
	w.ring()
	for name, odd := range map[string]string{
		"a count that is a text":       `"reply_count":"3"`,
		"a flag that is a text":        `"subscribed":"true"`,
		"reactions of another form":    `"reactions":[{"name":"x","count":"1"}]`,
		"attachments of another form":  `"attachments":[{"id":"1"}]`,
		"metadata of another form":     `"metadata":{"event_type":"x","event_payload":[1]}`,
		"a button nobody knows":        `"blocks":[{"type":"actions","elements":[{"type":"warp_button"}]}]`,
		"a rich text nobody can read":  `"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_list","indent":"0","elements":[]}]}]`,
		"a file whose size is a text":  `"subtype":"file_share","files":[{"id":"F1","size":"12"}]`,
		"all of it in what it was too": `"subscribed":"no","blocks":[{"type":"context","elements":[{"type":"hmm"}]}]`,
	} {
		message := `"type":"message","user":"U1","text":"hello *you*","ts":"1700000001.000100","thread_ts":"1700000000.000100",` + odd
		for kind, inner := range map[core.HappeningKind]string{
			core.Said:    `{"channel":"C1",` + message + `}`,
			core.Edited:  `{"type":"message","subtype":"message_changed","hidden":true,"channel":"C1","ts":"1700000002.000100","message":{` + message + `,"edited":{"user":"U1","ts":"1700000002.000000"}},"previous_message":{` + message + `}}`,
			core.Removed: `{"type":"message","subtype":"message_deleted","hidden":true,"channel":"C1","ts":"1700000003.000100","deleted_ts":"1700000001.000100","previous_message":{` + message + `}}`,
		} {
			e := core.RawEvent{Kind: "event/message", Body: []byte(`{"type":"event_callback","team_id":"T0FAKE","event":` + inner + `}`)}
			hs, err := w.bell.Interpret(t.Context(), w.introduced(), e)
			if err != nil || len(hs) != 1 || hs[0].Kind != kind || hs[0].By.Remote != anna || kind != core.Removed && hs[0].Text != "hello **you**" {
				t.Errorf("%s: %s means %+v, %v", name, kind, hs, err)
			}
		}
	}
}

func TestOddThingsInWhoWroteItLetNobodyThrough(t *testing.T) {
	w := open(t)
	for _, odd := range []string{`"bot_id":7`, `"bot_profile":[]`, `"hidden":"true"`, `"subtype":false`} {
		e := core.RawEvent{Kind: "event/message", Body: []byte(`{"type":"event_callback","team_id":"T0FAKE","event":{"type":"message","channel":"C1",
			"user":"U1","text":"hello","ts":"1700000001.000100","thread_ts":"1700000000.000100",` + odd + `}}`)}
		if hs, err := w.bell.Interpret(t.Context(), w.introduced(), e); !errors.Is(err, core.ErrUnreadable) {
			t.Errorf("%s means %+v, %v", odd, hs, err)
		}
	}
}
