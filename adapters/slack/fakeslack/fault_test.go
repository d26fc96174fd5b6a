package fakeslack_test

import (
	"encoding/json"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

func TestAFaultyCallFailsOnceAndIsOrIsNotCarriedOut(t *testing.T) {
	for _, c := range []struct {
		fault  fakeslack.Fault
		stored bool
		looks  func(error) bool
	}{
		{fakeslack.Fault{Kind: fakeslack.ServerError}, false, isStatus(503)},
		{fakeslack.Fault{Kind: fakeslack.ServerErrorLate}, true, isStatus(503)},
		{fakeslack.Fault{Kind: fakeslack.Cut}, false, isBroken},
		{fakeslack.Fault{Kind: fakeslack.CutLate}, true, isBroken},
		{fakeslack.Fault{Kind: fakeslack.HTML}, false, isBroken},
		{fakeslack.Fault{Kind: fakeslack.ErrorCode, Code: "restricted_action"}, false, isCode("restricted_action")},
		{fakeslack.Fault{Kind: fakeslack.RateLimited}, false, func(err error) bool {
			var limited *slack.RateLimitedError
			return errors.As(err, &limited) && limited.RetryAfter == time.Second
		}},
		{fakeslack.Fault{Kind: fakeslack.Slow, D: time.Millisecond}, true, func(err error) bool { return err == nil }},
	} {
		t.Run(string(c.fault.Kind), func(t *testing.T) {
			w := open(t)
			c.fault.Method = "chat.postMessage"
			w.Fault(c.fault)
			_, _, err := w.api.PostMessage("C1", textOption("x"))
			if !c.looks(err) {
				t.Errorf("the client saw %v", err)
			}
			if got := len(w.Messages("C1")); (got == 1) != c.stored {
				t.Errorf("%d messages are stored", got)
			}
			if _, _, err := w.api.PostMessage("C1", textOption("y")); err != nil {
				t.Errorf("the next call failed: %v", err)
			}
			if n := len(w.Calls("chat.postMessage")); n != 2 {
				t.Errorf("%d calls are recorded", n)
			}
		})
	}
}

func isStatus(code int) func(error) bool {
	return func(err error) bool {
		var s slack.StatusCodeError
		return errors.As(err, &s) && s.Code == code
	}
}

func isCode(code string) func(error) bool {
	return func(err error) bool {
		var e slack.SlackErrorResponse
		return errors.As(err, &e) && e.Err == code
	}
}

func isBroken(err error) bool {
	var e slack.SlackErrorResponse
	var s slack.StatusCodeError
	return err != nil && !errors.As(err, &e) && !errors.As(err, &s)
}

func (w *world) texts() []string {
	var out []string
	for _, h := range w.app.heard() {
		if h.signed == nil && json.Valid([]byte(h.body)) {
			s, _ := h.inner(w.t)["text"].(string)
			out = append(out, s)
		}
	}
	return out
}

func (w *world) sayAll(texts ...string) {
	w.t.Helper()
	for _, s := range texts {
		must[string](w.t)(w.Say("U1", "C1", s))
	}
	w.settled()
}

func TestFaultsOfEvents(t *testing.T) {
	for _, c := range []struct {
		fault fakeslack.Fault
		want  []string
	}{
		{fakeslack.Fault{Kind: fakeslack.Drop}, []string{"b", "c"}},
		{fakeslack.Fault{Kind: fakeslack.Duplicate, N: 2}, []string{"a", "a", "a", "b", "c"}},
		{fakeslack.Fault{Kind: fakeslack.Reorder, N: 3}, []string{"c", "b", "a"}},
		{fakeslack.Fault{Kind: fakeslack.UnknownType}, []string{"a", "a", "b", "c"}},
		{fakeslack.Fault{Kind: fakeslack.MalformedJSON}, []string{"a", "b", "c"}},
		{fakeslack.Fault{Kind: fakeslack.BadSignature}, []string{"a", "b", "c"}},
		{fakeslack.Fault{Kind: fakeslack.Stale}, []string{"a", "b", "c"}},
		{fakeslack.Fault{Kind: fakeslack.Drop, Match: func(e map[string]any) bool { return e["text"] == "b" }}, []string{"a", "c"}},
	} {
		t.Run(string(c.fault.Kind), func(t *testing.T) {
			w := open(t)
			c.fault.Method = "events"
			w.Fault(c.fault)
			w.sayAll("a", "b", "c")
			if got := w.texts(); !slices.Equal(got, c.want) {
				t.Errorf("the app heard %q, want %q", got, c.want)
			}
		})
	}
}

func TestForgedEventsAreForgedAndTheTrueOneFollows(t *testing.T) {
	for kind, want := range map[fakeslack.Kind]error{
		fakeslack.BadSignature: slack.ErrInvalidSignature, fakeslack.Stale: slack.ErrExpiredTimestamp, fakeslack.MalformedJSON: nil,
	} {
		w := open(t)
		w.Fault(fakeslack.Fault{Method: "events", Kind: kind})
		w.sayAll("a")
		got := w.app.heard()
		if len(got) != 2 || !errors.Is(got[0].signed, want) || got[1].signed != nil {
			t.Errorf("%s: heard %d, the first verified as %v", kind, len(got), got[0].signed)
		}
		if json.Valid([]byte(got[0].body)) == (kind == fakeslack.MalformedJSON) {
			t.Errorf("%s: the forged body is %s", kind, got[0].body)
		}
	}
}

func TestALateEventIsOvertaken(t *testing.T) {
	w := open(t)
	w.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Late, D: 300 * time.Millisecond})
	must[string](t)(w.Say("U1", "C1", "a"))
	must[string](t)(w.Say("U1", "C1", "b"))
	w.settled()
	if got := w.texts(); !slices.Equal(got, []string{"b", "a"}) {
		t.Errorf("the app heard %q", got)
	}
}

func TestClearedFaultsLetHeldEventsGo(t *testing.T) {
	w := open(t)
	w.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Reorder, N: 9})
	w.sayAll("a", "b")
	w.ClearFaults()
	w.sayAll("c")
	if got := w.texts(); !slices.Equal(got, []string{"b", "a", "c"}) {
		t.Errorf("the app heard %q", got)
	}
}

func TestAFaultWithAnEndSaysHowLongItLastsAndEndsByTheClock(t *testing.T) {
	var ahead atomic.Int64
	start := time.Now()
	w := open(t, func(c *fakeslack.Config) {
		c.Now = func() time.Time { return start.Add(time.Duration(ahead.Load())) }
	})
	w.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, Times: -1, Until: start.Add(20 * time.Second)})
	for at, wait := range map[time.Duration]time.Duration{0: 20 * time.Second, 12500 * time.Millisecond: 8 * time.Second} {
		ahead.Store(int64(at))
		_, _, err := w.api.PostMessage("C1", textOption("x"))
		var limited *slack.RateLimitedError
		if !errors.As(err, &limited) || limited.RetryAfter != wait {
			t.Errorf("after %v the client saw %v, want to wait for %v", at, err, wait)
		}
	}
	ahead.Store(int64(20 * time.Second))
	if _, _, err := w.api.PostMessage("C1", textOption("y")); err != nil {
		t.Errorf("after its end: %v", err)
	}
}
