package fakeslack_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// kinds names what was heard, in order: type, or type/subtype.
func (w *world) kinds() []string {
	w.t.Helper()
	var out []string
	for _, h := range w.app.heard() {
		e := h.inner(w.t)
		k := e["type"].(string)
		if s, ok := e["subtype"].(string); ok {
			k += "/" + s
		}
		out = append(out, k)
	}
	return out
}

func (w *world) wantKinds(want ...string) {
	w.t.Helper()
	w.settled()
	if got := w.kinds(); !slices.Equal(got, want) {
		w.t.Errorf("the app heard\n%q, want\n%q", got, want)
	}
}

func TestAWordInAThreadIsHeardSignedAndAsSlackShapesIt(t *testing.T) {
	w := open(t)
	parent := must[string](t)(w.Say("U1", "C1", "*Hello* @ben"))
	reply := must[string](t)(w.Reply("U2", "C1", parent, "hi"))
	w.wantKinds("message", "message", "message/message_changed")
	got := w.app.heard()
	for _, h := range got {
		if h.signed != nil {
			t.Errorf("the real verifier says %v", h.signed)
		}
		if _, err := slackevents.ParseEvent([]byte(h.body), slackevents.OptionNoVerifyToken()); err != nil {
			t.Errorf("the real parser says %v", err)
		}
	}
	first, second, third := got[0].inner(t), got[1].inner(t), got[2].inner(t)
	if first["text"] != "*Hello* <@U2>" || first["client_msg_id"] == nil || first["team"] != "T0FAKE" || first["channel_type"] != "channel" {
		t.Errorf("the first word was %v", first)
	}
	if second["thread_ts"] != parent || second["parent_user_id"] != "U1" || second["ts"] != reply {
		t.Errorf("the reply was %v", second)
	}
	now := third["message"].(m)
	if now["ts"] != parent || now["reply_count"] != 1.0 || now["latest_reply"] != reply || now["edited"] != nil {
		t.Errorf("the parent changed to %v", now)
	}
}

func TestEditsDeletionsAndFilesAreHeard(t *testing.T) {
	w := open(t)
	parent := must[string](t)(w.Say("U1", "C1", "one"))
	if err := w.Edit("U1", "C1", parent, "two"); err != nil {
		t.Fatal(err)
	}
	must[string](t)(w.Upload("U2", "C1", parent, "shot.png", []byte("png")))
	must[string](t)(w.Broadcast("U2", "C1", parent, "for all"))
	if err := w.Delete("U1", "C1", parent); err != nil {
		t.Fatal(err)
	}
	lone := must[string](t)(w.Say("U1", "C1", "lone"))
	if err := w.Delete("U1", "C1", lone); err != nil {
		t.Fatal(err)
	}
	w.wantKinds("message", "message/message_changed", "message/file_share", "message/message_changed", "message/thread_broadcast",
		"message/message_changed", "message/message_changed", "message", "message/message_deleted")
	got := w.app.heard()
	if e := got[1].inner(t); e["message"].(m)["edited"].(m)["user"] != "U1" || e["previous_message"].(m)["text"] != "one" {
		t.Errorf("the edit was %v", e)
	}
	if e := got[6].inner(t)["message"].(m); e["subtype"] != "tombstone" || e["text"] != "This message was deleted." {
		t.Errorf("the deleted parent was %v", e)
	}
	if e := got[8].inner(t); e["deleted_ts"] != lone {
		t.Errorf("the deletion was %v", e)
	}
}

func TestOurOwnPostsAreHeardAsOurs(t *testing.T) {
	w := open(t)
	w.post(slack.MsgOptionText("Hi", true), slack.MsgOptionUsername("Visitor"))
	must[string](t)(w.ReplyAsBot(fakeslack.App{ID: "A9", Name: "Other", BotID: "B9"}, "C1", "", "beep"))
	w.wantKinds("message/bot_message", "message/bot_message")
	ours, theirs := w.app.heard()[0].inner(t), w.app.heard()[1].inner(t)
	if ours["bot_id"] != "B0FAKE" || ours["bot_profile"].(m)["app_id"] != "A0FAKE" || ours["username"] != "Visitor" || ours["user"] != nil {
		t.Errorf("our post was heard as %v", ours)
	}
	if theirs["bot_id"] != "B9" || theirs["bot_profile"].(m)["app_id"] != "A9" {
		t.Errorf("the other bot was heard as %v", theirs)
	}
}

func TestWhatAdminsDoIsHeard(t *testing.T) {
	w := open(t)
	for _, err := range []error{w.Archive("C1"), w.Unarchive("C1"), w.Kick("C1", "U3"), w.Invite("C1", "U4"), w.Kick("C1", "U0BOT")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	must[string](t)(w.Say("U1", "C1", "nobody of ours hears this"))
	w.wantKinds("message/channel_archive", "channel_archive", "message/channel_unarchive", "channel_unarchive", "member_left_channel",
		"message/channel_leave", "message/channel_join", "member_joined_channel", "member_left_channel")
	if out := w.call("conversations.join", map[string]string{"channel": "C1"}); out["ok"] != true {
		t.Fatal(out)
	}
	w.settled()
	w.SetUser(fakeslack.User{ID: "U1", Name: "anna", DisplayName: "Anna B"})
	w.settled()
	w.Uninstall()
	w.settled()
	kinds := w.kinds()
	if tail := kinds[len(kinds)-3:]; !slices.Equal(tail, []string{"user_change", "app_uninstalled", "tokens_revoked"}) {
		t.Errorf("at the end the app heard %q", tail)
	}
}

func TestAnUnansweredEventComesAgainThreeTimes(t *testing.T) {
	w := open(t)
	w.app.status = []int{500, 503, 302}
	must[string](t)(w.Say("U1", "C1", "hello"))
	w.settled()
	got := w.app.heard()
	if len(got) != 4 {
		t.Fatalf("the app heard %d deliveries", len(got))
	}
	for i, want := range []string{"", "http_error", "http_error", "too_many_redirects"} {
		num, why := got[i].header.Get("X-Slack-Retry-Num"), got[i].header.Get("X-Slack-Retry-Reason")
		if why != want || (i > 0 && num != string(rune('0'+i))) || got[i].body != got[0].body || got[i].signed != nil {
			t.Errorf("delivery %d came with num %q, reason %q, signed %v", i, num, why, got[i].signed)
		}
	}
	if d := w.Deliveries(); len(d) != 4 || d[3].Status != 200 || d[3].Reason != "" {
		t.Errorf("deliveries: %+v", d)
	}
}

func TestAnAppThatAsksForNoRetryGetsNone(t *testing.T) {
	w := open(t, func(c *fakeslack.Config) { c.RetryDelays = []time.Duration{} })
	w.app.status = []int{500}
	must[string](t)(w.Say("U1", "C1", "hello"))
	w.settled()
	if n := len(w.app.heard()); n != 1 {
		t.Errorf("the app heard %d deliveries", n)
	}
}

func TestEventsOfAChannelComeInOrder(t *testing.T) {
	w := open(t)
	var want []string
	for i := range 50 {
		want = append(want, strings.Repeat("x", i+1))
		must[string](t)(w.Say("U1", "C1", want[i]))
	}
	w.settled()
	last := ""
	for i, h := range w.app.heard() {
		e := h.inner(t)
		if e["text"] != want[i] || e["ts"].(string) <= last {
			t.Fatalf("event %d: %v after %s", i, e, last)
		}
		last = e["ts"].(string)
	}
}
