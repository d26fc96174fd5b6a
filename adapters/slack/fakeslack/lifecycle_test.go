package fakeslack_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

func TestCloseLeavesNothingBehindEvenInTheMiddleOfThings(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	arrived := make(chan struct{}, 2)
	deaf := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // until it is read, nobody notices that the caller left
		arrived <- struct{}{}
		<-r.Context().Done()
	}))
	defer deaf.Close()
	cfg := seed()
	cfg.EventsURL, cfg.RetryDelays = deaf.URL, []time.Duration{time.Hour}
	s := fakeslack.New(cfg)
	must[string](t)(s.Start())
	s.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Late, D: time.Hour})
	must[string](t)(s.Say("U1", "C1", "late"))
	must[string](t)(s.Say("U1", "C1", "under way"))
	must[string](t)(s.Say("U1", "C1", "waiting"))
	<-arrived
	s.Close()
	if s.Settled() {
		t.Error("what was cut off counts as done")
	}
}

func TestOnlyTheNewestAreKeptWhenAsked(t *testing.T) {
	w := open(t, func(c *fakeslack.Config) { c.Keep = 3 })
	var last string
	for range 20 {
		last = w.post(textOption("x")).Timestamp
	}
	w.settled()
	calls, events := w.Calls(""), w.Events()
	if n := len(calls); n < 3 || n > 6 {
		t.Errorf("%d calls are kept", n)
	}
	if n := len(events); n < 3 || n > 6 || events[n-1]["event"].(m)["ts"] != last {
		t.Errorf("%d events are kept", n)
	}
	ms := w.Messages("C1")
	if got := w.MessagesAfter("C1", ms[16].TS); len(ms) != 20 || len(got) != 3 || got[2].TS != last {
		t.Errorf("of %d messages %d are after the 17th", len(ms), len(got))
	}
}
