package web

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// try lets one through, or answers how long it was told to wait.
func (m *meter) try(t *testing.T, key string) time.Duration {
	t.Helper()
	w := httptest.NewRecorder()
	err := m.take(w, httptest.NewRequest(http.MethodGet, "/", nil), key)
	if err == nil {
		return 0
	}
	var p *problem
	if !errors.As(err, &p) || p.Code != CodeRateLimited || p.Retry <= 0 || len(w.Header()) != 0 || w.Body.Len() != 0 {
		t.Fatalf("got %#v, and wrote %v %s", err, w.Header(), w.Body)
	}
	return p.Retry
}

func TestAMeterLetsABurstThroughAndThenWhatHasFaded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMeter(60, "%d")
		for range 60 {
			if wait := m.try(t, "a"); wait != 0 {
				t.Fatalf("within the limit and told to wait %v", wait)
			}
		}
		wait := m.try(t, "a")
		if wait < time.Minute || wait > time.Minute+time.Second {
			t.Errorf("told to wait %v, want a minute", wait)
		}
		if wait := m.try(t, "b"); wait != 0 {
			t.Errorf("another key waits %v", wait)
		}
		time.Sleep(wait) // of the bubble
		if wait := m.try(t, "a"); wait != 0 {
			t.Errorf("after waiting as told, told to wait %v", wait)
		}
		if m.try(t, "a") == 0 {
			t.Error("two came through where one had waited")
		}
		time.Sleep(2 * time.Minute)
		for range 60 {
			if wait := m.try(t, "a"); wait != 0 {
				t.Fatalf("after a pause, told to wait %v", wait)
			}
		}
	})
}

func TestWhoWaitsAsToldIsLetThroughAndNotBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, n := range []int{1, 2, 3, 7, 60, 600} {
			m := newMeter(n, "%d")
			for i := range 200 {
				time.Sleep(time.Duration(i*i%97) * time.Minute / time.Duration(17*n))
				wait := m.try(t, "a")
				if wait == 0 {
					continue
				}
				if early := wait - time.Second; early > 0 {
					time.Sleep(early - 2*time.Millisecond)
					if m.try(t, "a") == 0 {
						t.Fatalf("limit %d: told to wait %v and let through a second before", n, wait)
					}
					time.Sleep(time.Second + 2*time.Millisecond)
				} else {
					time.Sleep(wait)
				}
				if again := m.try(t, "a"); again != 0 {
					t.Fatalf("limit %d: after waiting %v as told, told to wait %v", n, wait, again)
				}
			}
		}
	})
}

func TestNobodyGetsMuchMoreThanTheLimitByTryingOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n, minutes = 30, 10
		m, through := newMeter(n, "%d"), 0
		for range minutes * 600 {
			if m.try(t, "a") == 0 {
				through++
			}
			time.Sleep(100 * time.Millisecond)
		}
		if through < n*(minutes-1) || through > n*(minutes+1) {
			t.Errorf("%d came through in %d minutes", through, minutes)
		}
	})
}

func TestALimitOfZeroIsNone(t *testing.T) {
	m := newMeter(0, "%d")
	for range 1000 {
		if m.try(t, "a") != 0 {
			t.Fatal("limited")
		}
	}
}
