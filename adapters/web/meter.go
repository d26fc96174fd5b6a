package web

import (
	"fmt"
	"net/http"
	"time"

	"github.com/go-chi/httprate"
)

// window is the time that limits of calls look back on.
const window = time.Minute

// meter lets n through per key and minute, as package httprate counts: what came
// in the minute before fades while the present one fills. Nothing is counted
// that was not let through. A nil meter lets everything through.
type meter struct {
	n    int
	says string // to whom is over the limit; %d is n
	rate *httprate.RateLimiter
}

func newMeter(n int, says string) *meter {
	if n <= 0 {
		return nil
	}
	return &meter{n, says, httprate.NewRateLimiter(n, window, httprate.WithLimitCounter(newCounter()),
		httprate.WithResponseHeaders(httprate.ResponseHeaders{}))} // the problem says when to come back
}

// take counts a call, or answers that it is one too many.
func (m *meter) take(w http.ResponseWriter, r *http.Request, key string) error {
	if m == nil || !m.rate.OnLimit(w, r, key) {
		return nil
	}
	return &problem{Code: CodeRateLimited, Detail: fmt.Sprintf(m.says, m.n) + " Please wait a moment.",
		Retry: max(m.wait(key, time.Now()), time.Second)}
}

// wait is how long it takes until the next call is let through. Package httprate
// would always say a minute, which is mostly too long and sometimes too short.
// With a counter that it was given its minutes are those of the clock, and it
// rounds what it has counted.
func (m *meter) wait(key string, now time.Time) time.Duration {
	began := now.UTC().Truncate(window)
	present, before, _ := m.rate.Counter().Get(key, began, began.Add(-window)) // in memory nothing fails
	free := began.Add(faded(before, m.n-present))
	if present >= m.n {
		free = began.Add(window + faded(present, m.n))
	}
	return free.Sub(now)
}

// faded is how far into a minute the count of the minute before leaves room for
// one more.
func faded(before, room int) time.Duration {
	share := max(0, 1-(float64(room)-0.5)/float64(before))
	return time.Duration(share*float64(window)) + time.Millisecond
}
