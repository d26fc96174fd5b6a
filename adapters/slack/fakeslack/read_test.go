package fakeslack_test

import (
	"context"
	"errors"
	"image/png"
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

func TestAThreadIsReadInPagesFromATimestamp(t *testing.T) {
	w := open(t)
	parent := must[string](t)(w.Say("U1", "C1", "p"))
	var ts []string
	for range 5 {
		ts = append(ts, must[string](t)(w.Reply("U2", "C1", parent, "r")))
	}
	read := func(p slack.GetConversationRepliesParameters) (out []string, next string) {
		p.ChannelID = "C1"
		msgs, _, next, err := w.api.GetConversationReplies(&p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range msgs {
			out = append(out, m.Timestamp)
		}
		return out, next
	}
	got, next := read(slack.GetConversationRepliesParameters{Timestamp: parent, Limit: 4})
	if len(got) != 4 || got[0] != parent || next == "" {
		t.Fatalf("the first page is %v, next %q", got, next)
	}
	if got, next = read(slack.GetConversationRepliesParameters{Timestamp: parent, Limit: 4, Cursor: next}); len(got) != 2 || next != "" {
		t.Errorf("the second page is %v, next %q", got, next)
	}
	if got, _ = read(slack.GetConversationRepliesParameters{Timestamp: ts[1], Oldest: ts[2]}); len(got) != 3 || got[0] != parent || got[1] != ts[3] {
		t.Errorf("after %s came %v", ts[2], got)
	}
	if got, _ = read(slack.GetConversationRepliesParameters{Timestamp: parent, Oldest: ts[4], Inclusive: true}); len(got) != 2 {
		t.Errorf("from %s on came %v", ts[4], got)
	}
}

func TestMetadataIsOnlyReadWhenAskedFor(t *testing.T) {
	w := open(t)
	m := w.post(slack.MsgOptionText("x", true), slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "e", EventPayload: map[string]any{"k": "v"}}))
	msgs, _, _, err := w.api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C1", Timestamp: m.Timestamp})
	if err != nil || len(msgs) != 1 || msgs[0].Metadata.EventType != "" {
		t.Errorf("read %+v, %v", msgs, err)
	}
}

func TestANarrowAppReadsOnceAMinuteAndFifteenItems(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	w := open(t, func(c *fakeslack.Config) { c.NarrowHistory, c.Now = true, func() time.Time { return now } })
	parent := must[string](t)(w.Say("U1", "C1", "p"))
	for range 20 {
		must[string](t)(w.Reply("U2", "C1", parent, "r"))
	}
	p := &slack.GetConversationRepliesParameters{ChannelID: "C1", Timestamp: parent, Limit: 100}
	if msgs, more, _, err := w.api.GetConversationReplies(p); err != nil || len(msgs) != 15 || !more {
		t.Fatalf("read %d, more %v, %v", len(msgs), more, err)
	}
	var limited *slack.RateLimitedError
	if _, _, _, err := w.api.GetConversationReplies(p); !errors.As(err, &limited) || limited.RetryAfter < 59*time.Second {
		t.Errorf("the second read in a minute: %v", err)
	}
}

func TestChannelsPeopleAndLinksAreListed(t *testing.T) {
	w := open(t)
	chans, _, err := w.api.GetConversations(&slack.GetConversationsParameters{Types: []string{"public_channel", "private_channel"}, ExcludeArchived: true})
	if err != nil || len(chans) != 3 {
		t.Errorf("%d channels, %v", len(chans), err)
	}
	members, _, err := w.api.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C1"})
	if err != nil || len(members) != 4 {
		t.Errorf("members %v, %v", members, err)
	}
	if us, err := w.api.GetUsers(); err != nil || len(us) != 5 {
		t.Errorf("%d users, %v", len(us), err)
	}
	info, err := w.api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C2"})
	if err != nil || info.IsMember || info.Name != "quiet" {
		t.Errorf("C2 is %+v, %v", info, err)
	}
	ts := must[string](t)(w.Say("U1", "C1", "p"))
	link, err := w.api.GetPermalink(&slack.PermalinkParameters{Channel: "C1", Ts: ts})
	if err != nil || link == "" {
		t.Errorf("permalink %q, %v", link, err)
	}
	h, err := w.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C1", Limit: 10})
	if err != nil || len(h.Messages) != 1 {
		t.Errorf("history %+v, %v", h, err)
	}
}

func TestAvatarsArePictures(t *testing.T) {
	w := open(t)
	u := must[*slack.User](t)(w.api.GetUserInfo("U1"))
	res := must[*http.Response](t)(http.Get(u.Profile.Image192))
	defer res.Body.Close()
	if pic, err := png.Decode(res.Body); err != nil || pic.Bounds().Dx() != 192 {
		t.Errorf("the avatar: %v", err)
	}
}

func TestAwaitIsWokenByAChangeAndEndsWithItsContext(t *testing.T) {
	w := open(t)
	done := make(chan error)
	go func() {
		done <- w.Await(t.Context(), func(s fakeslack.Snapshot) bool { return len(s.Messages("C1")) == 1 })
	}()
	must[string](t)(w.Say("U1", "C1", "p"))
	if err := <-done; err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() { done <- w.Await(ctx, func(fakeslack.Snapshot) bool { return false }) }()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestWhatAPersonReads(t *testing.T) {
	w := open(t)
	ts := must[string](t)(w.Say("U1", "C1", "*Hi* @ben\n- one\n- two"))
	said, _ := w.Message("C1", ts)
	if got := said.Shown(); got != "Hi @U2\none\ntwo" {
		t.Errorf("Anna's words read %q", got)
	}
	w.post(slack.MsgOptionText("a &lt; b", false))
	if ms := w.Messages("C1"); ms[1].Shown() != "a < b" {
		t.Errorf("ours read %q", ms[1].Shown())
	}
}
