package fakediscord_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

func TestCloseLeavesNothingBehindEvenInTheMiddleOfThings(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	w := open(t)
	c := w.connect(allIntents)
	w.dial()
	w.Fault(fakediscord.Fault{Method: "dispatch", Kind: fakediscord.Late, D: time.Hour})
	must[string](t)(w.Say(anna, support, "late"))
	pressed := make(chan error, 1)
	card := w.card()
	c.event("MESSAGE_CREATE")
	go func() {
		_, err := w.Press(anna, support, card, "more")
		pressed <- err
	}()
	c.event("INTERACTION_CREATE")
	w.Close()
	if err := <-pressed; err == nil {
		t.Error("nobody answered, and it went well")
	}
	if _, err := c.read(); err == nil {
		t.Error("the gateway is still open")
	}
	c.ws.Close()
}

func TestOnlyTheNewestAreKeptWhenAsked(t *testing.T) {
	w := open(t, func(cfg *fakediscord.Config) { cfg.Keep = 3 })
	var last string
	for range 20 {
		last = w.post(support, "x")
	}
	if n := len(w.Calls("")); n < 3 || n > 6 {
		t.Errorf("%d calls are kept", n)
	}
	if n := len(w.Dispatches("MESSAGE_CREATE")); n < 3 || n > 6 {
		t.Errorf("%d dispatches are kept", n)
	}
	ms := w.Messages(support)
	if got := w.MessagesAfter(support, ms[16].ID); len(ms) != 20 || len(got) != 3 || got[2].ID != last {
		t.Errorf("of %d messages %d are after the 17th", len(ms), len(got))
	}
}

func TestASessionHearsEverythingInOrderWhileManyTalk(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	const people, words = 4, 25
	var talking sync.WaitGroup
	for i := range people {
		talking.Go(func() {
			for j := range words {
				if i%2 == 0 {
					w.call("POST", sayInSupport, m{"content": fmt.Sprint(i, j)})
				} else if _, err := w.Say(anna, support, fmt.Sprint(i, j)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	var heard []any
	for len(heard) < people*words {
		before := c.seq
		h := c.event("MESSAGE_CREATE")
		if *h.Seq != before+1 {
			t.Fatalf("after %d came %d", before, *h.Seq)
		}
		heard = append(heard, h.field("id"))
	}
	talking.Wait()
	for i, msg := range w.Messages(support) {
		if heard[i] != msg.ID {
			t.Fatalf("place %d: heard %v, stands %s", i, heard[i], msg.ID)
		}
	}
}
