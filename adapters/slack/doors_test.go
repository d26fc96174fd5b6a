package slack_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

const aMessage = `{"type":"event_callback","event_id":"Ev1","team_id":"T0FAKE","event":{"type":"message","channel":"C1","user":"U1","text":"hi","ts":"1700000001.000200","thread_ts":"1700000000.000100"}}`

// knock calls a door with a signature of its own making.
func (w *world) knock(path, body string, headers http.Header) (status int, answer string, h http.Header) {
	w.Helper()
	req, err := http.NewRequestWithContext(w.Context(), http.MethodPost, w.doors.URL+path, strings.NewReader(body))
	if err != nil {
		w.Fatal(err)
	}
	req.Header = headers
	res, err := w.doors.Client().Do(req)
	if err != nil {
		w.Fatal(err)
	}
	defer res.Body.Close()
	said, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(said), res.Header
}

func (w *world) signed(path, body string) (status int, answer string, h http.Header) {
	w.Helper()
	return w.knock(path, body, fakeslack.Sign(w.ws.Config().SigningSecret, time.Now(), []byte(body)))
}

func TestOnlySlackOpensTheDoors(t *testing.T) {
	w := open(t)
	secret := w.ws.Config().SigningSecret
	for _, path := range []string{"/slack/events", "/slack/interactions", "/slack/commands"} {
		for name, h := range map[string]http.Header{
			"unsigned":     {},
			"wrong secret": fakeslack.Sign("another", time.Now(), []byte(aMessage)),
			"other body":   fakeslack.Sign(secret, time.Now(), []byte(aMessage+" ")),
			"too old":      fakeslack.Sign(secret, time.Now().Add(-6*time.Minute), []byte(aMessage)),
			"from ahead":   fakeslack.Sign(secret, time.Now().Add(6*time.Minute), []byte(aMessage)),
		} {
			if status, _, _ := w.knock(path, aMessage, h); status != http.StatusUnauthorized {
				t.Errorf("%s, %s: status %d", path, name, status)
			}
		}
	}
	if n := len(w.inbox.received()) + len(w.inbox.keeps()); n != 0 {
		t.Errorf("%d events came in", n)
	}
}

func TestSlackIsAnsweredItsChallenge(t *testing.T) {
	w := open(t)
	if status, said, _ := w.signed("/slack/events", `{"type":"url_verification","challenge":"abc"}`); status != 200 || said != "abc" {
		t.Errorf("answered %d %q", status, said)
	}
}

func TestAnEventIsFiledByThreadAndTime(t *testing.T) {
	w := open(t)
	if status, _, _ := w.signed("/slack/events", aMessage); status != 200 {
		t.Fatalf("status %d", status)
	}
	e := w.inbox.received()[0]
	if e.ID != "message:C1:1700000001.000200" || e.Lane != "C1/1700000000.000100" || e.Sort != "1700000001.000200" || e.Kind != "event/message" ||
		e.Workspace != "w1" || e.Connection != "slack" || e.Surface != core.Slack || string(e.Body) != aMessage {
		t.Errorf("filed as %+v", e)
	}
}

func TestAnEventIsFiledWhateverFormItsTimeHas(t *testing.T) {
	for _, at := range []string{`"1700000001"`, `null`, `""`, `1.5e9`, `{}`} {
		w := open(t)
		body := strings.Replace(aMessage, `{`, `{"event_time":`+at+`,`, 1)
		if status, _, _ := w.signed("/slack/events", body); status != 200 || len(w.inbox.received()) != 1 {
			t.Errorf("%s: status %d, %d events are stored", at, status, len(w.inbox.received()))
		}
	}
}

func TestAnEditIsFiledInTheLaneOfItsThread(t *testing.T) {
	w := open(t)
	body := `{"type":"event_callback","event_id":"Ev2","team_id":"T0FAKE","event":{"type":"message","subtype":"message_changed","channel":"C1","ts":"1700000009.000200",` +
		`"message":{"ts":"1700000001.000200","thread_ts":"1700000000.000100"}}}`
	w.signed("/slack/events", body)
	if e := w.inbox.received()[0]; e.Lane != "C1/1700000000.000100" || e.Sort != "1700000009.000200" {
		t.Errorf("filed as %+v", e)
	}
}

func TestAChangeIsFiledAfterWhatItChangesWhateverItsTime(t *testing.T) {
	for _, at := range []string{"1700000001.000000", "1700000001.000200", "1700000001.000201"} {
		w := open(t)
		w.signed("/slack/events", aMessage)
		w.signed("/slack/events", `{"type":"event_callback","event_id":"Ev2","team_id":"T0FAKE","event":{"type":"message","subtype":"message_changed","channel":"C1","ts":"`+at+`",`+
			`"message":{"ts":"1700000001.000200","thread_ts":"1700000000.000100"}}}`)
		if e := w.inbox.received(); len(e) != 2 || e[0].Lane != e[1].Lane || e[0].Sort >= e[1].Sort || e[1].Sort > "1700000001.000201" {
			t.Errorf("filed as %+v", e)
		}
	}
}

func TestARedeliveredEventIsHarmless(t *testing.T) {
	w := open(t)
	root, _ := w.ws.Say(anna, channel, "a thread")
	w.Events()
	w.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Duplicate, N: 3})
	_, err := w.ws.Reply(anna, channel, root, "once")
	if n := len(w.did(err)); n != 2 { // the reply, and the count of replies on its parent
		t.Errorf("%d events were stored", n)
	}
	if w.inbox.again != 3 {
		t.Errorf("%d came again", w.inbox.again)
	}
}

func TestWhatCannotBeStoredIsDeliveredAgain(t *testing.T) {
	w := open(t)
	root, _ := w.ws.Say(anna, channel, "a thread")
	w.Events()
	w.inbox.set(func(i *inbox) { i.broken = errors.New("disk full") })
	if status, _, h := w.signed("/slack/events", aMessage); status != http.StatusServiceUnavailable || h.Get("Retry-After") == "" || h.Get("X-Slack-No-Retry") != "" {
		t.Errorf("status %d, headers %v", status, h)
	}
	w.inbox.set(func(i *inbox) { i.broken = nil })
	_, err := w.ws.Reply(anna, channel, root, "hello")
	if n := len(w.did(err)); n != 2 {
		t.Errorf("%d events were stored", n)
	}
}

func TestAStoreThatHangsIsNotWaitedForLongerThanSlackWaits(t *testing.T) {
	w := open(t)
	w.inbox.set(func(i *inbox) { i.stuck = true })
	began := time.Now()
	status, _, _ := w.signed("/slack/events", aMessage)
	if took := time.Since(began); status != http.StatusServiceUnavailable || took > 2900*time.Millisecond {
		t.Errorf("status %d after %s", status, took)
	}
}

func TestWhatNobodyCanReadIsKeptAndAcknowledged(t *testing.T) {
	for name, body := range map[string]string{
		"broken JSON":       `{"type":"event_callback","event`,
		"an array":          `[]`,
		"unknown envelope":  `{"type":"something_new","team_id":"T0FAKE"}`,
		"no id":             `{"type":"event_callback","team_id":"T0FAKE","event":{"type":"message"}}`,
		"strange workspace": `{"type":"event_callback","event_id":"Ev1","team_id":"T666","event":{"type":"message"}}`,
		"too many events":   `{"type":"app_rate_limited","team_id":"T0FAKE","minute_rate_limited":1518467820}`,
	} {
		w := open(t)
		status, _, _ := w.signed("/slack/events", body)
		kept := w.inbox.keeps()
		if status != 200 || len(kept) != 1 || len(w.inbox.received()) != 0 {
			t.Errorf("%s: status %d, kept %d", name, status, len(kept))
			continue
		}
		if kept[0].ID == "" || kept[0].Why == "" || string(kept[0].Body) != body {
			t.Errorf("%s: kept as %+v", name, kept[0])
		}
	}
}

func TestAnEventOfUnknownTypeIsStoredAndSaidToBeUnreadable(t *testing.T) {
	w := open(t)
	w.signed("/slack/events", `{"type":"event_callback","event_id":"Ev7","team_id":"T0FAKE","event":{"type":"mood_changed","channel":{"id":"C1"},"ts":7}}`)
	if _, err := w.bell.Interpret(t.Context(), w.introduced(), w.inbox.received()[0]); !errors.Is(err, core.ErrUnreadable) {
		t.Errorf("interpreted with %v", err)
	}
}

func TestABodyOverAMebibyteIsNotRead(t *testing.T) {
	w := open(t)
	if status, _, _ := w.signed("/slack/events", string(bytes.Repeat([]byte("x"), 1<<20+1))); status != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", status)
	}
}

func TestBrokenInteractionsAreKept(t *testing.T) {
	for _, body := range []string{"nothing=here", "payload=" + url.QueryEscape("{"), "payload=" + url.QueryEscape(`{"type":"view_submission","team":{"id":"T0FAKE"}}`)} {
		w := open(t)
		if status, _, _ := w.signed("/slack/interactions", body); status != 200 || len(w.inbox.keeps()) != 1 {
			t.Errorf("%s: status %d, kept %d", body, status, len(w.inbox.keeps()))
		}
	}
}

func TestACommandIsAnsweredToItsWriterAlone(t *testing.T) {
	w := open(t)
	if err := w.ws.Slash(anna, channel, "/bellhop", "status now"); err != nil {
		t.Fatal(err)
	}
	if len(w.inbox.asked) != 1 || w.inbox.asked[0] != "w1 Anna C1 status now" {
		t.Errorf("asked %q", w.inbox.asked)
	}
	shown := w.ws.Ephemerals(anna)
	if len(shown) != 1 || shown[0].Shown() != "Nobody is waiting in w1." || len(w.ws.Messages(channel)) != 0 {
		t.Errorf("shown %+v", shown)
	}
}

func TestACommandOfSomebodyElseLearnsNothing(t *testing.T) {
	w := open(t)
	for _, who := range []string{guest, "U4"} {
		if err := w.ws.Slash(who, channel, "/bellhop", "status"); err != nil {
			t.Fatal(err)
		}
		if shown := w.ws.Ephemerals(who); len(shown) != 1 || strings.Contains(shown[0].Shown(), "w1") {
			t.Errorf("%s is shown %+v", who, shown)
		}
	}
	form := url.Values{"team_id": {"T666"}, "user_id": {anna}, "channel_id": {channel}, "text": {"status"}}
	if status, said, _ := w.signed("/slack/commands", form.Encode()); status != 200 || strings.Contains(said, "w1") {
		t.Errorf("another workspace is answered %d %s", status, said)
	}
	if len(w.inbox.asked) != 0 {
		t.Errorf("asked %q", w.inbox.asked)
	}
}
