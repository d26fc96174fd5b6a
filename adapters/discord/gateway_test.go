package discord_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/core"
)

// hears waits until the line is up again and everything has come in, after
// Listening was something else.
func (w *world) hears() {
	w.Helper()
	w.until("the line is up", func() bool { return w.ws.Listening() > 0 && w.bell.Hears(w.Context()) == nil })
	w.settled()
}

// until waits until something is so, looking again with every change.
func (w *world) until(what string, so func() bool) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), 15*time.Second)
	defer cancel()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for !so() {
		select {
		case <-again.C:
		case <-ctx.Done():
			w.Fatal("it did not come about that", what)
		}
	}
}

func (w *world) count(op int) (n int) {
	for _, o := range w.ws.Ops() {
		if o == op {
			n++
		}
	}
	return n
}

const (
	identify = 2
	resume   = 6
)

// gap waits for the next word that events may have been missed.
func (w *world) gap() {
	w.Helper()
	select {
	case <-w.inbox.missed:
	case <-time.After(10 * time.Second):
		w.Fatal("nobody was told of a gap")
	}
}

func TestACutLineIsTakenUpWhereItWas(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.ws.CutSockets()
	said := w.says(anna, root, "while it was cut")
	w.gap()
	w.until("the word came in", func() bool { return w.has("message:" + said) })
	if w.count(resume) != 1 || w.count(identify) != 1 {
		t.Errorf("the operations were %v", w.ws.Ops())
	}
}

func TestARefusedResumeBeginsAnewAndTellsOfTheGap(t *testing.T) {
	w := open(t)
	w.ws.Fault(fakediscord.Fault{Method: "gateway", Kind: fakediscord.RefuseResume})
	w.ws.CutSockets()
	w.gap()
	w.hears()
	if w.count(resume) != 1 || w.count(identify) != 2 {
		t.Errorf("the operations were %v", w.ws.Ops())
	}
}

func TestBeingToldToGoAwayIsObeyedAndResumed(t *testing.T) {
	w := open(t)
	w.ws.AskReconnect()
	w.gap()
	w.hears()
	if w.count(resume) != 1 {
		t.Errorf("the operations were %v", w.ws.Ops())
	}
}

func TestAnInvalidatedSessionBeginsAnewOnTheSameLine(t *testing.T) {
	w := open(t)
	w.ws.InvalidateSessions(false)
	w.gap()
	w.hears()
	if w.count(identify) != 2 {
		t.Errorf("the operations were %v", w.ws.Ops())
	}
}

func TestNoBadMomentWhileOpeningHoldsUsForever(t *testing.T) {
	for _, kind := range []fakediscord.Kind{fakediscord.SilentHello, fakediscord.ReconnectBeforeHello, fakediscord.ReconnectBeforeReady,
		fakediscord.ReconnectNoReady, fakediscord.RefuseConnection, fakediscord.RefuseIdentify, fakediscord.CloseInstead} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := closed(t)
			w.ws.Fault(fakediscord.Fault{Method: "gateway", Kind: kind})
			w.listen()
			if err := w.bell.Hears(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestADeadLinkIsNoticedByItsSilence(t *testing.T) {
	w := open(t, func(c *fakediscord.Config, _ *discord.Config) { c.HeartbeatInterval = 300 * time.Millisecond })
	w.ws.MuteSockets()
	w.gap()
	w.hears()
	if w.count(identify) < 2 {
		t.Errorf("the operations were %v", w.ws.Ops())
	}
}

func TestWhatOnlyARepairHelpsAgainstIsHeldWithCauseAndCure(t *testing.T) {
	for code, cause := range map[int]string{4004: "token_refused", 4010: "gateway_shard", 4011: "gateway_sharding", 4012: "gateway_version",
		4013: "gateway_intents", 4014: "gateway_intents_refused"} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			w := closed(t)
			w.bell.Patient()
			w.ws.Fault(fakediscord.Fault{Method: "gateway", Kind: fakediscord.CloseInstead, Code: code, Times: -1})
			w.listenAnyway()
			var se *core.SendError
			w.until("it is held", func() bool { return errors.As(w.bell.Hears(t.Context()), &se) && se.How == core.Held })
			if se.Cause != cause || se.Cure == "" {
				t.Errorf("held by %+v", se)
			}
			if n := w.count(identify); n != 1 {
				t.Errorf("it was tried %d times", n)
			}
		})
	}
}

// listenAnyway listens without waiting to hear anything.
func (w *world) listenAnyway() {
	ctx, stop := context.WithCancel(context.Background())
	var line sync.WaitGroup
	line.Go(func() { w.bell.Listen(ctx, w.inbox, w.inbox) })
	w.Cleanup(func() { stop(); line.Wait() })
}

func TestARevokedTokenStopsTheLineUntilItWorksAgain(t *testing.T) {
	w := open(t)
	w.ws.RevokeToken()
	var se *core.SendError
	w.until("it is held", func() bool { return errors.As(w.bell.Hears(t.Context()), &se) && se.How == core.Held })
	w.ws.RestoreToken()
	if _, err := w.bell.Introduce(t.Context(), w.known()); err != nil {
		t.Fatal(err)
	}
	w.hears()
}

func TestNoIdentifyIsMadeWhenFewAreLeft(t *testing.T) {
	w := closed(t, func(c *fakediscord.Config, _ *discord.Config) { c.SessionStarts = 50 })
	w.listenAnyway()
	var se *core.SendError
	w.until("it is held", func() bool { return errors.As(w.bell.Hears(t.Context()), &se) && se.Cause == "too_many_starts" })
	if n := w.count(identify); n != 0 {
		t.Errorf("%d identifies", n)
	}
}

func TestFiveHundredEventsComeInInOrder(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	for i := range 500 {
		w.says(anna, root, fmt.Sprint("word ", i))
	}
	var last string
	n := 0
	for _, e := range w.Events() {
		if !strings.HasPrefix(e.ID, "message:") {
			continue
		}
		if n++; e.Sort <= last {
			t.Fatalf("event %d is out of order", n)
		}
		last = e.Sort
	}
	if n != 500 {
		t.Errorf("%d events of 500", n)
	}
}

// shelf keeps leases in memory, as a store that two processes share.
type shelf struct {
	mu    sync.Mutex
	owner string
	until time.Time
	note  string
}

func (s *shelf) Acquire(_ context.Context, _, owner string, now, until time.Time) (string, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.owner != "" && s.owner != owner && s.until.After(now) {
		return s.note, false, nil
	}
	s.owner, s.until = owner, until
	return s.note, true, nil
}

func (s *shelf) Renew(_ context.Context, _, owner, note string, _, until time.Time) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.owner != owner {
		return false, nil
	}
	s.until, s.note = until, note
	return true, nil
}

func (s *shelf) Release(_ context.Context, _, owner, note string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.owner == owner {
		s.owner, s.note = "", note
	}
	return nil
}

func (s *shelf) noted() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.note
}

func TestTheGatewayIsHeldByOneProcessAndMovesWhenItDies(t *testing.T) {
	s := &shelf{owner: "dying", until: time.Now().Add(500 * time.Millisecond)}
	began := time.Now()
	w := open(t, func(_ *fakediscord.Config, c *discord.Config) { c.Leases, c.Owner = s, "heir" })
	if waited := time.Since(began); waited < 400*time.Millisecond {
		t.Errorf("it was taken after %s, while another held it", waited)
	}
	s.mu.Lock()
	s.owner = "thief"
	s.until = time.Now().Add(time.Hour)
	s.mu.Unlock()
	w.until("the line is let go", func() bool { return w.ws.Listening() == 0 })
}

func TestABackOffOutlivesTheProcess(t *testing.T) {
	s := &shelf{}
	w := closed(t, func(_ *fakediscord.Config, c *discord.Config) { c.Leases, c.Owner = s, "first" })
	w.bell.Patient()
	w.ws.Fault(fakediscord.Fault{Method: "gateway", Kind: fakediscord.CloseInstead, Code: 4014, Times: -1})
	ctx, stop := context.WithCancel(t.Context())
	var line sync.WaitGroup
	line.Go(func() { w.bell.Listen(ctx, w.inbox, w.inbox) })
	w.until("the failure is noted", func() bool { return strings.Contains(s.noted(), "failures") })
	stop()
	line.Wait()
	w.listenAnyway() // as the next process would
	var se *core.SendError
	w.until("it is waited for", func() bool { return errors.As(w.bell.Hears(t.Context()), &se) })
	if n := w.count(identify); n != 1 {
		t.Errorf("%d identifies: the crash loop goes on", n)
	}
}
