package web

import "testing"

func TestSeatsWithoutALimitAreAlwaysFree(t *testing.T) {
	s := newSeats[int](0)
	for range 1000 {
		if !s.take(1) {
			t.Fatal("limited")
		}
	}
}

func TestSeatsAreGivenBack(t *testing.T) {
	s := newSeats[string](2)
	for i, want := range []bool{true, true, false} {
		if s.take("a") != want {
			t.Fatalf("seat %d for a: %v", i+1, !want)
		}
	}
	if !s.take("b") {
		t.Fatal("no seat for b")
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
