package slack_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// said has Anna say something in the thread and answers its timestamp.
func (w *world) said(root, text string) string {
	w.Helper()
	ts, err := w.ws.Reply(anna, channel, root, text)
	w.did(err)
	return ts
}

// raw is a stored message event made by hand.
func raw(event string) core.RawEvent {
	return core.RawEvent{Kind: "event/message", Body: []byte(`{"type":"event_callback","team_id":"T0FAKE","event":` + event + `}`)}
}

func TestAnEditSaysWhatWhereAndWhen(t *testing.T) {
	w := open(t)
	root := w.ring()
	ts := w.said(root, "see https://example.com")
	hs := w.means(w.did(w.ws.Edit(anna, channel, ts, "see *nothing*")))
	if len(hs) != 1 {
		t.Fatalf("means %+v", hs)
	}
	h := hs[0]
	if h.Kind != core.Edited || h.Text != "see **nothing**" || h.Thread != root || h.Remote != ts || h.By.Name != "Anna" {
		t.Errorf("means %+v", h)
	}
	m, _ := w.ws.Message(channel, ts)
	if got := fmt.Sprintf("%d.%06d", h.At.Unix(), h.At.Nanosecond()/1000); got != m.Edited.TS {
		t.Errorf("edited at %s, want %s", got, m.Edited.TS)
	}
}

func TestPreviewsReplyCountsAndOurOwnUpdatesAreNoEdits(t *testing.T) {
	w := open(t)
	root := w.ring()
	ts := w.said(root, "see https://example.com")
	w.did(w.ws.Edit(anna, channel, ts, "see https://example.com/b"))
	if hs := w.means(w.did(w.ws.Unfurl(channel, ts, "https://example.com/b", "Example"))); len(hs) != 0 {
		t.Errorf("a preview under an edited word means %+v", hs)
	}
	w.sent(card(func(d *core.Delivery) { d.Thread.Remote = root }))
	if hs := w.means(w.Events()); len(hs) != 0 {
		t.Errorf("our own update means %+v", hs)
	}
	w.sent(word(root, "counted as a reply"))
	for _, h := range w.means(w.Events()) {
		if h.Kind != core.Echoed {
			t.Errorf("a reply count means %+v", h)
		}
	}
}

func TestADeletionNamesTheWordAndItsThread(t *testing.T) {
	w := open(t)
	root := w.ring()
	ts := w.said(root, "oops")
	hs := w.means(w.did(w.ws.Delete(anna, channel, ts)))
	if len(hs) != 1 || hs[0].Kind != core.Removed || hs[0].Remote != ts || hs[0].Thread != root || hs[0].By.Name != "Anna" {
		t.Errorf("means %+v", hs)
	}
}

func TestATombstoneIsADeletionAndNoWord(t *testing.T) {
	w := open(t)
	root := w.ring()
	stone := `{"type":"message","subtype":"tombstone","user":"USLACKBOT","text":"This message was deleted.","hidden":true,"ts":"1700000001.000100","thread_ts":"` + root + `"}`
	was := `{"type":"message","user":"U1","text":"oops","ts":"1700000001.000100","thread_ts":"` + root + `"}`
	hs := w.means([]core.RawEvent{raw(`{"type":"message","subtype":"message_changed","hidden":true,"channel":"C1","ts":"1700000002.000100","message":` + stone + `,"previous_message":` + was + `}`)})
	if len(hs) != 1 || hs[0].Kind != core.Removed || hs[0].Remote != "1700000001.000100" || hs[0].Thread != root {
		t.Errorf("a tombstone in the place of a word means %+v", hs)
	}
	bare := strings.Replace(stone, `"type"`, `"channel":"C1","type"`, 1)
	if hs := w.means([]core.RawEvent{raw(bare), raw(strings.Replace(bare, `"subtype":"tombstone",`, "", 1))}); len(hs) != 0 {
		t.Errorf("a tombstone by itself means %+v", hs)
	}
	w.sent(word(root, "so that the card leaves a tombstone"))
	w.deleteCard(root)
	for _, h := range w.means(w.Events()) {
		if h.Kind != core.Echoed {
			t.Errorf("the end of our card means %+v", h)
		}
	}
}

func TestEditsAndDeletionsOfWhoMayNotCrossMeanNothing(t *testing.T) {
	w := open(t)
	root := w.ring()
	for who, user := range map[string]string{"a guest": guest, "a stranger": "U4"} {
		ts, err := w.ws.Reply(user, channel, root, "hello")
		w.did(err)
		if hs := w.means(w.did(w.ws.Edit(user, channel, ts, "hello!"))); len(hs) != 0 {
			t.Errorf("an edit of %s means %+v", who, hs)
		}
		if hs := w.means(w.did(w.ws.Delete(user, channel, ts))); len(hs) != 0 {
			t.Errorf("a deletion of %s means %+v", who, hs)
		}
	}
	ts, err := w.ws.Say(anna, channel, "lunch?")
	w.did(err)
	if hs := w.means(w.did(w.ws.Edit(anna, channel, ts, "dinner?"))); len(hs) != 0 {
		t.Errorf("an edit outside of threads means %+v", hs)
	}
}

func TestAnEditFromAnotherWorkspaceMeansNothing(t *testing.T) {
	w := open(t)
	foreign := `{"type":"message","user":"U1","user_team":"T9","text":"%s","ts":"1700000001.000100","thread_ts":"1700000000.000100"}`
	hs := w.means([]core.RawEvent{raw(`{"type":"message","subtype":"message_changed","channel":"C1","ts":"1700000002.000100","message":` +
		fmt.Sprintf(foreign, "b") + `,"previous_message":` + fmt.Sprintf(foreign, "a") + `}`)})
	if len(hs) != 0 {
		t.Errorf("means %+v", hs)
	}
	word := raw(`{"type":"message","channel":"C1","user":"U1","user_team":"T9","text":"hello","ts":"1700000003.000100","thread_ts":"1700000000.000100"}`)
	if hs := w.means([]core.RawEvent{word}); len(hs) != 0 {
		t.Errorf("a word means %+v", hs)
	}
}

// On Enterprise Grid the event names the organisation, and users.info says that
// the person is at home.
func TestAnEditFromAWorkspaceOfAnOrganisationCrosses(t *testing.T) {
	w := open(t)
	grid := `{"type":"message","user":"U1","user_team":"E9","text":"%s","ts":"1700000001.000100","thread_ts":"1700000000.000100"}`
	hs := w.means([]core.RawEvent{raw(`{"type":"message","subtype":"message_changed","channel":"C1","ts":"1700000002.000100","message":` +
		fmt.Sprintf(grid, "b") + `,"previous_message":` + fmt.Sprintf(grid, "a") + `}`)})
	if len(hs) != 1 || hs[0].Text != "b" {
		t.Errorf("means %+v", hs)
	}
}

func TestAnEditSharesTheLaneOfItsWordAndComesAfterIt(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	ts, err := w.ws.Reply(anna, channel, root, "helo")
	events := w.did(err)
	events = append(events, w.did(w.ws.Edit(anna, channel, ts, "hello"))...)
	events = append(events, w.did(w.ws.Delete(anna, channel, ts))...)
	var got []core.HappeningKind
	var last core.RawEvent
	for _, e := range events {
		hs := w.means([]core.RawEvent{e})
		if len(hs) == 0 {
			continue
		}
		got = append(got, hs[0].Kind)
		if last.ID != "" && (e.Lane != last.Lane || e.Sort <= last.Sort) {
			t.Errorf("%s stands in lane %q at %q, before it %q at %q", hs[0].Kind, e.Lane, e.Sort, last.Lane, last.Sort)
		}
		last = e
	}
	if fmt.Sprint(got) != "[said edited removed]" {
		t.Errorf("means %v", got)
	}
}

func TestAChangeWithoutItsMessageIsKept(t *testing.T) {
	w := open(t)
	for _, e := range []string{
		`{"type":"message","subtype":"message_changed","channel":"C1","ts":"1.000100"}`,
		`{"type":"message","subtype":"message_deleted","channel":"C1","ts":"1.000100"}`,
		`{"type":"message","subtype":"message_changed","channel":"C1","message":5}`,
	} {
		if _, err := w.bell.Interpret(t.Context(), w.introduced(), raw(e)); err == nil {
			t.Errorf("%s was read", e)
		}
	}
}

func TestOurOwnPostUnderAPersonsNameIsNotHeardAgain(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	d := word(root, "I am Anna, really")
	d.Visitor.Name = "Anna"
	w.sent(d)
	for _, h := range w.means(w.Events()) {
		if h.Kind != core.Echoed {
			t.Errorf("means %+v", h)
		}
	}
}

func TestAnEditIsReadAgainWhenSlackDidNotSayWhoItWas(t *testing.T) {
	w := open(t)
	root := w.ring()
	ts := w.said(root, "hello")
	events := w.did(w.ws.Edit(anna, channel, ts, "hello!"))
	w.ws.Fault(fakeslack.Fault{Method: "users.info", Kind: fakeslack.RateLimited, D: time.Second})
	failed := 0
	for _, e := range events {
		if _, err := w.bell.Interpret(t.Context(), w.introduced(), e); err != nil {
			failed++
		}
	}
	if hs := w.means(events); failed != 1 || len(hs) != 1 || hs[0].Text != "hello!" {
		t.Errorf("failed %d times, then means %+v", failed, hs)
	}
}

func TestTwoEditsWithinASecondAreTwo(t *testing.T) {
	w := open(t)
	w.ring()
	var at []time.Time
	for _, event := range []string{"1700000005.100000", "1700000005.900000"} {
		e := core.RawEvent{Kind: "event/message", Body: []byte(`{"type":"event_callback","team_id":"T0FAKE","event":{"type":"message","subtype":"message_changed",
			"hidden":true,"channel":"C1","ts":"` + event + `","previous_message":{"type":"message","user":"U1","text":"hello","ts":"1700000001.000100","thread_ts":"1700000000.000100"},
			"message":{"type":"message","user":"U1","text":"` + event + `","ts":"1700000001.000100","thread_ts":"1700000000.000100","edited":{"user":"U1","ts":"1700000005.000000"}}}}`)}
		hs, err := w.bell.Interpret(t.Context(), w.introduced(), e)
		if err != nil || len(hs) != 1 {
			t.Fatalf("means %+v, %v", hs, err)
		}
		at = append(at, hs[0].At)
	}
	if !at[0].Before(at[1]) {
		t.Errorf("edited at %v", at)
	}
}
