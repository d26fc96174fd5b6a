package slack_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/slack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// deleteCard deletes one of our messages, as an admin does.
func (w *world) deleteCard(ts string) {
	w.Helper()
	api := slackgo.New(w.ws.Config().Token, slackgo.OptionAPIURL(w.ws.APIURL()))
	if _, _, err := api.DeleteMessageContext(w.Context(), channel, ts); err != nil {
		w.Fatal(err)
	}
}

func TestAWordToADeletedThreadIsHeldAndLeavesNothingInTheChannel(t *testing.T) {
	for name, replies := range map[string]int{"without replies": 0, "with replies": 2} {
		w := open(t)
		root := w.ring()
		for range replies {
			w.sent(word(root, "before"))
		}
		w.deleteCard(root)
		se := w.failed(word(root, "after"))
		if se.How != core.Held || se.Cause != "thread_gone" || se.Cure == "" {
			t.Errorf("%s: ends as %+v", name, se)
		}
		for _, m := range w.ws.Messages(channel) {
			if strings.Contains(m.Text, "after") {
				t.Errorf("%s: the word stands in the channel", name)
			}
		}
		posts := len(w.ws.Calls("chat.postMessage"))
		if se := w.failed(word(root, "after")); se.Cause != "thread_gone" || len(w.ws.Calls("chat.postMessage")) != posts {
			t.Errorf("%s: the word was shown again, and ended as %+v", name, se)
		}
		w.ring()
	}
}

func TestACardThatWasDeletedIsHeld(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.deleteCard(root)
	se := w.failed(card(func(d *core.Delivery) { d.Thread.Remote = root }))
	if se.How != core.Held || se.Cause != "thread_gone" || se.Cure == "" {
		t.Errorf("ends as %+v", se)
	}
}

func TestAMissingScopeIsNamedInTheCure(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.ws.SetScopes(slices.DeleteFunc(fakeslack.AllScopes(), func(s string) bool { return s == "chat:write.customize" })...)
	if se := w.failed(word(root, "hello")); se.How != core.Held || !strings.Contains(se.Cure, "chat:write.customize") {
		t.Errorf("ends as %+v", se)
	}
}

func TestPartsBeforeAFailureKeepTheirReceipts(t *testing.T) {
	w := open(t)
	root := w.ring()
	n := 0
	w.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, D: time.Second, Match: func(map[string]any) bool {
		n++
		return n == 2
	}})
	d := word(root, strings.Repeat("some words ", 1200))
	rs, err := w.bell.Deliver(t.Context(), w.Connection(), d)
	if err == nil || len(rs) != 1 || rs[0].Part != 0 || rs[0].Seq != 2 || rs[0].Kind != core.EffectWord || rs[0].Thread != "th" {
		t.Fatalf("receipts %v, error %v", rs, err)
	}
	d.Done = rs
	more := w.sent(d)
	if len(more) == 0 || more[0].Part != 1 {
		t.Errorf("receipts %v", more)
	}
}

func TestAChangedCardIsFoundByItsNewKey(t *testing.T) {
	w := open(t)
	root := w.ring()
	d := card(func(d *core.Delivery) { d.Key, d.Thread.Remote = "conv.9", root })
	w.ws.Fault(fakeslack.Fault{Method: "chat.update", Kind: fakeslack.CutLate})
	if se := w.failed(d); se.How != core.Unknown {
		t.Fatalf("ends as %+v", se)
	}
	rs, err := w.bell.Find(t.Context(), w.Connection(), d)
	if err != nil || len(rs) != 1 || rs[0].Remote != root {
		t.Errorf("found %v, %v", rs, err)
	}
}

func TestALeadInDoubtIsFoundWithItsReplies(t *testing.T) {
	w := open(t)
	d := card(func(d *core.Delivery) {
		d.Key, d.Kind = "conv.5", core.EffectLead
		d.Now = time.Now()
		d.Lead = &core.Lead{Ask: 1, Why: "ring_failed", At: time.Now()}
		for range 60 {
			d.Entries = append(d.Entries, core.Entry{Kind: core.KindBot, Text: strings.Repeat("word ", 80), At: noon})
		}
	})
	whole := w.sent(d)
	if len(whole) < 2 {
		t.Fatalf("receipts %v", whole)
	}
	rs, err := w.bell.Find(t.Context(), w.Connection(), d)
	if err != nil || !slices.Equal(rs, whole) {
		t.Errorf("found %v, %v, sent %v", rs, err, whole)
	}
	d.Done = whole[:1]
	if more := w.sent(d); len(more) != len(whole)-1 || !w.isReply(more[0].Remote, whole[0].Remote) {
		t.Errorf("resumed with %v", more)
	}
}

func (w *world) isReply(ts, root string) bool {
	m, ok := w.ws.Message(channel, ts)
	return ok && m.ThreadTS == root
}

func TestALookupThatIsThrottledSaysSo(t *testing.T) {
	w := open(t, func(c *fakeslack.Config) { c.NarrowHistory = true })
	root := w.ring()
	for range 20 {
		w.sent(word(root, "filler"))
	}
	d := word(root, "hello")
	d.Key = "conv.3"
	if rs, err := w.bell.Find(t.Context(), w.Connection(), d); err == nil {
		t.Errorf("found %v with one page of two read", rs)
	}
}

func TestFindDoesNotTrustOtherPeoplesBlocks(t *testing.T) {
	w := open(t)
	root := w.ring()
	d := word(root, "hello")
	_, err := w.ws.Reply(anna, channel, root, "bellhop:conv.2:0")
	w.did(err)
	if rs, err := w.bell.Find(t.Context(), w.Connection(), d); err != nil || len(rs) != 0 {
		t.Errorf("found %v, %v", rs, err)
	}
}

func TestALookupThatIsThrottledGoesOnWhereItWas(t *testing.T) {
	var later atomic.Int64
	w := open(t, func(c *fakeslack.Config) {
		c.NarrowHistory, c.Now = true, func() time.Time { return time.Now().Add(time.Duration(later.Load())) }
	})
	root := w.ring()
	for range 20 {
		w.sent(word(root, "filler"))
	}
	d := word(root, "hello")
	d.Key = "conv.3"
	whole := w.sent(d)
	if rs, err := w.bell.Find(t.Context(), w.Connection(), d); err == nil {
		t.Fatalf("found %v with one page of two read", rs)
	}
	before := len(w.ws.Calls("conversations.replies"))
	later.Store(int64(2 * time.Minute))
	rs, err := w.bell.Find(t.Context(), w.Connection(), d)
	if err != nil || !slices.Equal(rs, whole) || len(w.ws.Calls("conversations.replies")) != before+1 {
		t.Errorf("found %v, %v, sent %v", rs, err, whole)
	}
}

func TestALookupReadsPastWhatOtherAppsPosted(t *testing.T) {
	d := word("1700000000.000100", "hello")
	page := `{"ok":true,"messages":[
		{"type":"message","ts":"1700000001.000100","bot_id":"B9","text":"new","blocks":[{"type":"context","elements":[{"type":"hologram"}]}]},
		{"type":"message","ts":"1700000002.000100","bot_id":"B1","text":"hello","reply_count":"0","blocks":[{"type":"divider"},{"type":"divider","block_id":"bellhop:conv.2:0"}]}],
		"response_metadata":null}`
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(page)) }))
	defer api.Close()
	bell, err := slack.New(slack.Config{APIURL: api.URL, SigningSecret: "s"})
	if err != nil {
		t.Fatal(err)
	}
	rs, err := bell.Find(t.Context(), core.Connection{ID: "slack", BotID: "B1"}, d)
	if err != nil || len(rs) != 1 || rs[0].Remote != "1700000002.000100" {
		t.Errorf("found %v, %v", rs, err)
	}
}

func TestAPostIsNotTakenBackWhileItsThreadCannotBeAskedFor(t *testing.T) {
	var called []string
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		called = append(called, r.URL.Path)
		if r.URL.Path != "/chat.postMessage" {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		_, _ = w.Write([]byte(`{"ok":true,"channel":"C1","ts":"1700000001.000100","message":{"ts":"1700000001.000100","text":"hello"}}`))
	}))
	defer api.Close()
	bell, err := slack.New(slack.Config{APIURL: api.URL, SigningSecret: "s"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = bell.Deliver(t.Context(), core.Connection{ID: "slack"}, word("1700000000.000100", "hello"))
	var se *core.SendError
	if !errors.As(err, &se) || se.How != core.Unknown || slices.Contains(called, "/chat.delete") {
		t.Errorf("called %v, ends as %v", called, err)
	}
}
