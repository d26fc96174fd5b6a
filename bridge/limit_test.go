package bridge_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// rationed lets each address ask twice an hour and three times a day.
func rationed(s *story) {
	s.rings = bridge.RingLimits{AddressHour: 2, AddressDay: 3, SiteMinute: 5, Key: []byte(strings.Repeat("k", 32))}
}

// from is a new visitor who calls from an address.
func (s *story) from(address string) *visitor {
	s.t.Helper()
	v := s.visitor()
	v.session.Address = address
	return v
}

// refused lets the visitor ask and answers when there is room again.
func (v *visitor) refused() time.Duration {
	v.t.Helper()
	_, _, err := v.bridge.AskHelp(v.t.Context(), v.session)
	var over *bridge.OverLimitError
	if !errors.As(err, &over) {
		v.t.Fatalf("asking: %v", err)
	}
	synctest.Wait()
	return over.Free
}

func TestWhoAsksTooOftenRingsNobodyIsNotStrandedAndMayAskAgainLater(t *testing.T) {
	tell(t, func(s *story) {
		s.from("198.51.100.7").asks()
		s.passes(10 * time.Minute)
		s.from("198.51.100.7").asks()
		cards := len(s.ws.Messages(channel))
		v := s.from("198.51.100.7")
		v.says("Where is my parcel?")
		if free := v.refused(); free != 50*time.Minute {
			t.Errorf("there is room in %v", free)
		}
		v.is(core.StateMissed)
		v.says("I need a human") // over the limit too: stored, and nothing more
		if n := len(s.ws.Messages(channel)); n != cards {
			t.Errorf("the channel has %d messages, before %d: %q", n, cards, texts(s.ws.Messages(channel)))
		}
		v.leaves(core.Details{Email: "maria@example.com"})
		lead := dump(v.lead(channel))
		for _, want := range []string{"maria@example.com", "Where is my parcel?", "over the limit"} {
			if !strings.Contains(lead, want) {
				t.Errorf("the lead card lacks %q: %s", want, lead)
			}
		}
		if card := dump(v.card(channel)); !strings.Contains(card, "over the limit") {
			t.Errorf("the card says %s", card)
		}
		v.reply("U1", "Hello Maria")
		v.hears("Anna: Hello Maria")
		v.is(core.StateActive)

		other := s.from("198.51.100.8")
		other.asks()
		other.is(core.StateQueued)

		s.passes(50 * time.Minute)
		later := s.from("198.51.100.7")
		later.asks()
		later.is(core.StateQueued)
		if free := s.from("198.51.100.7").refused(); free != 23*time.Hour {
			t.Errorf("the day's limit leaves room in %v", free)
		}
	}, rationed)
}

func TestAFloodFromManyAddressesStopsAtTheSitesLimit(t *testing.T) {
	tell(t, func(s *story) {
		for i := range 5 {
			s.from("198.51.100." + string(rune('1'+i))).asks()
		}
		rung := len(s.ws.Messages(channel))
		for i := range 40 {
			v := s.from("203.0.113." + string(rune('a'+i)))
			v.refused()
			v.is(core.StateMissed)
		}
		if n := len(s.ws.Messages(channel)); n != rung {
			t.Errorf("the flood made %d messages", n-rung)
		}
		s.passes(time.Minute)
		s.from("203.0.113.1").asks()
	}, rationed)
}

func TestNoAddressIsStoredAndWhatIsCountedIsForgottenAfterADay(t *testing.T) {
	tell(t, func(s *story) {
		s.from("198.51.100.7").asks()
		s.from("198.51.100.7").asks()
		s.restart() // it counts on
		s.from("198.51.100.7").refused()
		s.stop()
		data, err := os.ReadFile(s.file)
		s.must(err)
		if !bytes.Contains(data, []byte("rings_address")) || bytes.Contains(data, []byte("198.51.100")) {
			t.Error("the address stands in the database, or that is not the database")
		}
		s.open()
		old := core.Ring{Ref: core.Ref{Workspace: "w", ID: "old"}, Site: "site", Kind: core.RingAsk, Address: "a", At: time.Now().Add(-25 * time.Hour)}
		_, _, err = s.store.TakeRing(s.t.Context(), old, nil)
		s.must(err)
		s.restart()
		if n, err := s.store.ForgetRings(s.t.Context(), time.Now().Add(-24*time.Hour)); err != nil || n != 0 {
			t.Errorf("%d are still there, %v", n, err)
		}
		if n, err := s.store.ForgetRings(s.t.Context(), time.Now().Add(time.Hour)); err != nil || n != 2 {
			t.Errorf("%d of today were counted, %v", n, err)
		}
	}, rationed)
}
