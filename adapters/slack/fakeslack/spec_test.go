package fakeslack_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack/slackspec"
)

// complaints is a testing.TB that keeps errors instead of failing.
type complaints struct {
	testing.TB
	said []string
}

func (c *complaints) Errorf(format string, v ...any) {
	c.said = append(c.said, fmt.Sprintf(format, v...))
}
func (c *complaints) Helper() {}

func TestWhatTheRealClientSendsIsAsTheVendorDeclares(t *testing.T) {
	if !slackspec.Available() {
		t.Skip("Slack's schemas are not beside the repository (../shared/specs/slack)")
	}
	w := open(t, func(c *fakeslack.Config) {
		c.Inspect = func(method string, args map[string]any) { slackspec.Request(t, method, args) }
	})
	parent := w.card()
	w.post(slack.MsgOptionTS(parent.Timestamp), slack.MsgOptionText("x", true), slack.MsgOptionUsername("Visitor"), slack.MsgOptionIconURL("https://a.example/p.png"),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
		slack.MsgOptionBlocks(slack.NewRichTextBlock("r", slack.NewRichTextSection(slack.NewRichTextSectionTextElement("x", nil)))),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "e", EventPayload: map[string]any{"k": "v"}}))
	if _, _, _, err := w.api.UpdateMessage("C1", parent.Timestamp, slack.MsgOptionText("y", true)); err != nil {
		t.Error(err)
	}
	if _, err := w.api.PostEphemeral("C1", "U1", slack.MsgOptionText("y", true)); err != nil {
		t.Error(err)
	}
	if err := w.api.AddReaction("eyes", slack.NewRefToMessage("C1", parent.Timestamp)); err != nil {
		t.Error(err)
	}
	if _, _, _, err := w.api.GetConversationReplies(&slack.GetConversationRepliesParameters{
		ChannelID: "C1", Timestamp: parent.Timestamp, Limit: 15, IncludeAllMetadata: true, Inclusive: true,
	}); err != nil {
		t.Error(err)
	}
	if _, err := w.api.GetUserPresence("U1"); err != nil {
		t.Error(err)
	}
	if _, err := w.api.UploadFileContext(t.Context(), slack.UploadFileParameters{Content: "a", FileSize: 1, Filename: "a.txt", Channel: "C1",
		ThreadTimestamp: parent.Timestamp}); err != nil {
		t.Error(err)
	}
	if _, _, err := w.api.DeleteMessage("C1", parent.Timestamp); err != nil {
		t.Error(err)
	}
}

func TestTheCheckerFindsWhatIsWrong(t *testing.T) {
	if !slackspec.Available() {
		t.Skip("Slack's schemas are not beside the repository (../shared/specs/slack)")
	}
	env := func(event m) m {
		return m{"type": "event_callback", "token": "t", "team_id": "T", "api_app_id": "A", "event_context": "c", "event_id": "Ev00000001",
			"event_time": 1, "event": event, "authorizations": []any{m{"user_id": "U", "is_bot": true}}}
	}
	for name, check := range map[string]func(testing.TB){
		"an argument that is not": func(t testing.TB) {
			slackspec.Request(t, "chat.postMessage", m{"channel": "C", "text": "x", "nonce": "1"})
		},
		"a missing argument": func(t testing.TB) { slackspec.Request(t, "chat.update", m{"channel": "C", "text": "x"}) },
		"a wrong block": func(t testing.TB) {
			slackspec.Request(t, "chat.postMessage", m{"channel": "C", "blocks": []any{m{"type": "x", "y": 1}}})
		},
		"an answer of its own": func(t testing.TB) { slackspec.Response(t, "auth.test", m{"ok": true, "mood": "good"}) },
		"a block in an answer": func(t testing.TB) {
			slackspec.Response(t, "chat.postMessage", m{"ok": true, "message": m{"blocks": []any{m{"type": "section", "txt": "x"}}}})
		},
		"an unknown event":    func(t testing.TB) { slackspec.Event(t, env(m{"type": "mood_changed"})) },
		"a word without user": func(t testing.TB) { slackspec.Event(t, env(m{"type": "message", "ts": "1.000000", "text": "x"})) },
		"an envelope without id": func(t testing.TB) {
			e := env(m{"type": "app_uninstalled"})
			delete(e, "event_id")
			slackspec.Event(t, e)
		},
	} {
		c := &complaints{TB: t}
		if check(c); len(c.said) == 0 {
			t.Errorf("%s went unnoticed", name)
		}
	}
	c := &complaints{TB: t}
	slackspec.Event(c, env(m{"type": "app_uninstalled"}))
	slackspec.Request(c, "chat.postMessage", m{"channel": "C", "text": "x"})
	if len(c.said) != 0 {
		t.Errorf("good ones were refused: %s", strings.Join(c.said, "\n"))
	}
}

func TestUnfurlsChangeAMessageThatNobodyEdited(t *testing.T) {
	w := open(t)
	ts := must[string](t)(w.Say("U1", "C1", "https://a.example"))
	if err := w.Unfurl("C1", ts, "https://a.example", "A"); err != nil {
		t.Fatal(err)
	}
	w.wantKinds("message", "message/message_changed")
	e := w.app.heard()[1].inner(t)
	if now := e["message"].(m); now["edited"] != nil || now["text"] != e["previous_message"].(m)["text"] || now["attachments"] == nil {
		t.Errorf("the unfurl was %v", e)
	}
}

func TestTheEventsAddressIsVerifiedByItsChallenge(t *testing.T) {
	w := open(t)
	if err := w.VerifyURL(); err == nil {
		t.Error("an app that answers nothing was verified")
	}
	w.app.answer = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"
	if err := w.VerifyURL(); err != nil {
		t.Error(err)
	}
}
