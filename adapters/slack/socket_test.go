package slack_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// listening is a world whose events come by sockets.
func listening(t *testing.T, change ...func(*fakeslack.Config)) *world {
	t.Helper()
	w := open(t, append(change, func(c *fakeslack.Config) {
		c.SocketMode, c.AckTimeout = true, 400*time.Millisecond
		c.RetryDelays = []time.Duration{time.Millisecond, 50 * time.Millisecond, 200 * time.Millisecond, 500 * time.Millisecond}
	})...)
	w.bell = w.plugged(w.ws.Config().AppToken)
	w.listen()
	w.gap()
	return w
}

func (w *world) plugged(token string) *slack.Slack {
	w.Helper()
	bell, err := slack.New(slack.Config{APIURL: w.ws.APIURL(), AppToken: token, HTTP: &http.Client{Transport: &http.Transport{}}, Log: quiet})
	if err != nil {
		w.Fatal(err)
	}
	bell.Hurry()
	return bell
}

// listen holds the line until the test, or the answered func, ends it.
func (w *world) listen() (stop func()) {
	ctx, cancel := context.WithCancel(w.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.bell.Listen(ctx, w.inbox, w.inbox)
	}()
	stop = func() {
		cancel()
		<-done
	}
	w.Cleanup(stop)
	return stop
}

func (w *world) await(what string, ok func() bool) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), 10*time.Second)
	defer cancel()
	if err := w.ws.Await(ctx, func(fakeslack.Snapshot) bool { return ok() }); err != nil {
		w.Fatalf("%s: %v", what, err)
	}
}

// gap waits until it is told that the line is there after it was not.
func (w *world) gap() {
	w.Helper()
	select {
	case <-w.inbox.missed:
	case <-time.After(10 * time.Second):
		w.Fatal("no gap is told")
	}
}

// more is how many more gaps were told.
func (w *world) more() int { return len(w.inbox.missed) }

func TestTheSameComesInBySocketAsByTheDoors(t *testing.T) {
	w := listening(t)
	th := w.ring()
	w.Events()
	_, err := w.ws.Reply(anna, channel, th, "by socket")
	got := w.did(err)
	if len(got) != 2 || got[0].Kind != "event/message" || got[0].Workspace != "w1" || !strings.HasPrefix(got[0].ID, "message:C1:") || got[0].Lane != "C1/"+th {
		t.Errorf("filed %+v", got)
	}
	if got := w.did(w.ws.Press(anna, channel, th, "bellhop:claim")); len(got) != 1 || got[0].Kind != "action/block_actions" {
		t.Errorf("filed %+v", got)
	}
	if err := w.ws.Slash(anna, channel, "/bellhop", "status"); err != nil {
		t.Error(err)
	}
	if shown := w.ws.Ephemerals(anna); len(shown) != 1 || shown[0].Shown() != "Nobody is waiting in w1." {
		t.Errorf("shown %+v", shown)
	}
	if s := w.ws.Strays(); len(s) != 0 || len(w.inbox.keeps()) != 0 {
		t.Errorf("strays %q, kept %+v", s, w.inbox.keeps())
	}
}

func TestWhatIsNotStoredIsNotAcknowledgedAndComesAgain(t *testing.T) {
	w := listening(t)
	w.inbox.set(func(i *inbox) { i.broken = errors.New("disk full") })
	if _, err := w.ws.Say(anna, channel, "keep me"); err != nil {
		t.Fatal(err)
	}
	w.await("a refusal", func() bool { return len(w.ws.Deliveries()) > 0 })
	w.inbox.set(func(i *inbox) { i.broken = nil })
	if got := w.Events(); len(got) != 1 {
		t.Errorf("stored %+v", got)
	}
	if d := w.ws.Deliveries(); d[0].Reason != "timeout" || d[len(d)-1].Reason != "" {
		t.Errorf("delivered %+v", d)
	}
}

func TestARefreshOpensTheNextSocketBeforeTheOldOneGoes(t *testing.T) {
	for _, reason := range []string{"refresh_requested", "warning"} {
		w := listening(t)
		w.ws.RefreshSockets(reason, time.Hour)
		w.await("two sockets", func() bool { return w.ws.Sockets() == 2 })
		for range 6 {
			if _, err := w.ws.Say(anna, channel, "while both are there"); err != nil {
				t.Fatal(err)
			}
		}
		if got := w.Events(); len(got) != 6 {
			t.Errorf("%s: %d of 6 words came in", reason, len(got))
		}
		w.await("one socket", func() bool { return w.ws.Sockets() == 1 })
		if w.more() != 0 {
			t.Errorf("%s: %d gaps", reason, w.more())
		}
	}
}

func TestACutOrDeadLineIsNoticedAndOpenedAgain(t *testing.T) {
	for name, harm := range map[string]func(*fakeslack.Server){"cut": (*fakeslack.Server).CutSockets, "dead": (*fakeslack.Server).MuteSockets} {
		w := listening(t)
		harm(w.ws)
		w.gap()
		if _, err := w.ws.Say(anna, channel, "afterwards"); err != nil {
			t.Fatal(err)
		}
		if got := w.Events(); len(got) != 1 {
			t.Errorf("%s: stored %+v", name, got)
		}
	}
}

func TestADeadAppTokenHasACauseAndACureAndIsNotHammered(t *testing.T) {
	w := listening(t)
	w.ws.RevokeAppToken()
	w.ws.CutSockets()
	calls := func() int { return len(w.ws.Calls("apps.connections.open")) }
	w.await("two tries", func() bool { return calls() >= 3 })
	var se *core.SendError
	if err := w.bell.Hears(t.Context()); !errors.As(err, &se) || se.Cause != "app_token_token_revoked" || se.Cure == "" || se.How != core.Held {
		t.Errorf("hears: %v", err)
	}
	tries, began := calls(), time.Now()
	time.Sleep(250 * time.Millisecond) // what must not happen in it
	if n, most := calls()-tries, int(time.Since(began)/(100*time.Millisecond))+1; n > most {
		t.Errorf("%d tries in %s", n, time.Since(began))
	}
	w.ws.RestoreApp()
	w.gap()
	if err := w.bell.Hears(t.Context()); err != nil {
		t.Errorf("hears: %v", err)
	}
}

func TestWithSocketModeOffTheCureSaysSo(t *testing.T) {
	w := listening(t)
	w.ws.DisableSocketMode()
	w.await("the loss", func() bool { return w.ws.Sockets() == 0 })
	other := w.plugged(w.ws.Config().AppToken) // as another process asks
	var se *core.SendError
	if err := other.Hears(t.Context()); !errors.As(err, &se) || se.Cause != "socket_mode_off" || !strings.Contains(se.Cure, "Socket Mode") {
		t.Errorf("hears: %v", err)
	}
	if err := w.plugged("xapp-wrong").Hears(t.Context()); !errors.As(err, &se) || se.Cause != "app_token_invalid_auth" {
		t.Errorf("hears: %v", err)
	}
}

func TestWithoutASigningSecretTheDoorsLetNothingIn(t *testing.T) {
	w := listening(t)
	for _, h := range []http.Header{{}, fakeslack.Sign("", time.Now(), []byte(aMessage))} {
		req := newRequest(t, "/slack/events", aMessage, h)
		if status := serve(w.bell.Doors(w.inbox, w.inbox), req); status != http.StatusUnauthorized {
			t.Errorf("status %d", status)
		}
	}
	if _, err := slack.New(slack.Config{}); err == nil {
		t.Error("neither secret nor app token, and that is fine?")
	}
}

func TestListeningEndsWithItsContext(t *testing.T) {
	w := open(t, func(c *fakeslack.Config) { c.SocketMode = true })
	w.bell = w.plugged(w.ws.Config().AppToken)
	stop := w.listen()
	w.await("a socket", func() bool { return w.ws.Sockets() == 1 })
	stop()
	w.await("none", func() bool { return w.ws.Sockets() == 0 })
}

// lines hands on what is logged, line by line.
type lines chan string

func (l lines) Write(p []byte) (int, error) {
	l <- string(p)
	return len(p), nil
}

func TestALineThatSlackTakesAwayIsLoggedWithItsCure(t *testing.T) {
	w := listening(t)
	log := make(lines, 100)
	var err error
	if w.bell, err = slack.New(slack.Config{APIURL: w.ws.APIURL(), AppToken: w.ws.Config().AppToken, HTTP: &http.Client{Transport: &http.Transport{}},
		Log: slog.New(slog.NewTextHandler(log, nil))}); err != nil {
		t.Fatal(err)
	}
	w.listen()
	w.gap()
	w.ws.DisableSocketMode()
	select {
	case said := <-log:
		if !strings.Contains(said, "Switch Socket Mode on") {
			t.Errorf("logged %s", said)
		}
	case <-time.After(10 * time.Second):
		t.Error("nothing is logged")
	}
}
