package fakeslack_test

import (
	"errors"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

func TestTheRealClientPostsUpdatesAndReadsAThread(t *testing.T) {
	w := open(t)
	if who := must[*slack.AuthTestResponse](t)(w.api.AuthTest()); who.BotID != "B0FAKE" || who.TeamID != "T0FAKE" {
		t.Fatalf("auth.test said %+v", who)
	}
	button := slack.NewButtonBlockElement("claim", "7", slack.NewTextBlockObject("plain_text", "Claim", false, false))
	card := w.post(slack.MsgOptionText("A visitor", true), slack.MsgOptionBlocks(slack.NewActionBlock("row", button)))
	reply := w.post(slack.MsgOptionText("Hi <!channel> & you", true), slack.MsgOptionTS(card.Timestamp), slack.MsgOptionUsername("Visitor"),
		slack.MsgOptionIconEmoji(":wave:"),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "bellhop", EventPayload: map[string]any{"key": "k1"}}))
	if reply.ThreadTimestamp != card.Timestamp || reply.SubType != "bot_message" || reply.User != "" {
		t.Fatalf("the reply came back as %+v", reply)
	}
	if _, _, _, err := w.api.UpdateMessage("C1", card.Timestamp, slack.MsgOptionText("Claimed", true)); err != nil {
		t.Fatal(err)
	}
	msgs, more, _, err := w.api.GetConversationReplies(&slack.GetConversationRepliesParameters{
		ChannelID: "C1", Timestamp: reply.Timestamp, IncludeAllMetadata: true,
	})
	if err != nil || more || len(msgs) != 2 {
		t.Fatalf("replies: %v, more %v, %d messages", err, more, len(msgs))
	}
	if msgs[0].Text != "Claimed" || len(msgs[0].Blocks.BlockSet) != 0 || msgs[0].ReplyCount != 1 || msgs[0].Edited == nil {
		t.Errorf("the parent reads %+v", msgs[0])
	}
	if msgs[1].Text != "Hi &lt;!channel&gt; &amp; you" || msgs[1].Metadata.EventPayload["key"] != "k1" {
		t.Errorf("the reply reads %+v", msgs[1])
	}
	if p := w.Pings(); len(p) != 0 {
		t.Errorf("somebody was pinged: %+v", p)
	}
}

func TestTheRealClientReadsPeopleAndPresence(t *testing.T) {
	w := open(t)
	u := must[*slack.User](t)(w.api.GetUserInfo("U1"))
	if u.Profile.DisplayName != "Anna" || u.Profile.Image72 == "" || u.IsBot || u.TZ != "Europe/London" {
		t.Errorf("users.info said %+v", u)
	}
	if p := must[*slack.UserPresence](t)(w.api.GetUserPresence("U1")); p.Presence != "active" {
		t.Errorf("presence is %+v", p)
	}
	if _, err := w.api.GetUserInfo("U999"); err == nil || err.Error() != "user_not_found" {
		t.Errorf("an unknown user gave %v", err)
	}
}

func TestTheRealClientSeesARateLimitAsOne(t *testing.T) {
	w := open(t)
	w.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, D: 7 * time.Second})
	w.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimitedBare})
	_, _, err := w.api.PostMessage("C1", slack.MsgOptionText("x", true))
	var limited *slack.RateLimitedError
	if !errors.As(err, &limited) || limited.RetryAfter != 7*time.Second {
		t.Errorf("429 with Retry-After gave %v", err)
	}
	_, _, err = w.api.PostMessage("C1", slack.MsgOptionText("x", true))
	var status slack.StatusCodeError
	if !errors.As(err, &status) || status.Code != 429 {
		t.Errorf("429 without Retry-After gave %v", err)
	}
	if n := len(w.Messages("C1")); n != 0 {
		t.Errorf("%d messages were stored", n)
	}
}

func TestTheRealClientUploadsAFile(t *testing.T) {
	w := open(t)
	parent := must[string](t)(w.Say("U1", "C1", "here"))
	_, err := w.api.UploadFileContext(t.Context(), slack.UploadFileParameters{
		Content: "hello", FileSize: 5, Filename: "a.txt", Channel: "C1", ThreadTimestamp: parent, InitialComment: "see",
	})
	if err != nil {
		t.Fatal(err)
	}
	th := w.Thread("C1", parent)
	if len(th) != 2 || th[1].Subtype != "file_share" || string(th[1].Files[0].Bytes) != "hello" || th[1].Text != "see" {
		t.Errorf("the thread holds %+v", th)
	}
}

func textOption(t string) slack.MsgOption { return slack.MsgOptionText(t, true) }
