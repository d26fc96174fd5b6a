package web

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestAMeterLetsABurstThroughAndThenAnEvenFlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMeter[string](60)
		for range 60 {
			if wait := m.take("a", time.Now()); wait != 0 {
				t.Fatalf("within the limit and told to wait %v", wait)
			}
		}
		if wait := m.take("a", time.Now()); wait != time.Second {
			t.Errorf("told to wait %v, want 1s", wait)
		}
		if wait := m.take("b", time.Now()); wait != 0 {
			t.Errorf("another key waits %v", wait)
		}
		time.Sleep(time.Second) // of the bubble
		if wait := m.take("a", time.Now()); wait != 0 {
			t.Errorf("after waiting as told, told to wait %v", wait)
		}
		if m.take("a", time.Now()) == 0 {
			t.Error("two came through where one had waited")
		}
		time.Sleep(2 * time.Minute)
		for range 60 {
			if wait := m.take("a", time.Now()); wait != 0 {
				t.Fatalf("after a pause, told to wait %v", wait)
			}
		}
	})
}

func TestAMeterForgetsKeysSoThatItsMemoryIsBounded(t *testing.T) {
	m, now := newMeter[int](10), time.Unix(0, 0)
	for i := range 5 * meterKeys {
		m.take(i, now)
	}
	if n := len(m.young) + len(m.old); n > 2*meterKeys {
		t.Errorf("%d keys are remembered", n)
	}
	m.take(1, now.Add(2*time.Minute))
	m.take(1, now.Add(4*time.Minute))
	if n := len(m.young) + len(m.old); n > 2 {
		t.Errorf("%d keys are remembered after a pause", n)
	}
}

func TestALimitOfZeroIsNone(t *testing.T) {
	m, s := newMeter[int](0), newSeats[int](0)
	for range 1000 {
		if m.take(1, time.Unix(0, 0)) != 0 || !s.take(1) {
			t.Fatal("limited")
		}
	}
}

func TestSeatsAreGivenBack(t *testing.T) {
	s := newSeats[string](2)
	if !s.take("a") || !s.take("a") || s.take("a") || !s.take("b") {
		t.Fatal("two seats each")
	}
	s.give("a")
	if !s.take("a") {
		t.Error("a seat was given back and is not there")
	}
	s.give("a")
	s.give("a")
	s.give("b")
	if len(s.taken) != 0 {
		t.Errorf("remembers %v", s.taken)
	}
}
