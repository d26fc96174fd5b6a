package slack

import (
	"math"
	"net/http"
	"strconv"
	"time"
)

// client is the HTTP client to use: with a time-out, with enough idle
// connections to the one host we call all day, and following nobody: Slack's
// API sends nobody elsewhere, and what does is not to get the token.
func client(given *http.Client) *http.Client {
	if given == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost = 32
		given = &http.Client{Transport: t}
	}
	c := *given
	if c.Timeout == 0 {
		c.Timeout = callTimeout
	}
	if c.Transport == nil {
		c.Transport = http.DefaultTransport
	}
	c.Transport = wholeSeconds{c.Transport}
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &c
}

// wholeSeconds makes whole seconds of any Retry-After, for the library takes
// nothing else: a 429 would pass for an answer that was lost.
type wholeSeconds struct{ next http.RoundTripper }

// RoundTrip is http.RoundTripper.RoundTrip.
func (w wholeSeconds) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := w.next.RoundTrip(r)
	if err != nil || res.StatusCode != http.StatusTooManyRequests {
		return res, err
	}
	said := res.Header.Get("Retry-After")
	res.Header.Del("Retry-After")
	if seconds := secondsIn(said); seconds >= 0 {
		res.Header.Set("Retry-After", strconv.Itoa(seconds))
	}
	return res, nil
}

// maxWait is the longest wait that is believed.
const maxWait = 24 * time.Hour

// secondsIn is a number of seconds, rounded up, or how long it is until a date;
// -1 when it is neither.
func secondsIn(said string) int {
	wait, err := strconv.ParseFloat(said, 64)
	if date, noDate := http.ParseTime(said); err != nil && noDate == nil {
		wait, err = max(time.Until(date).Seconds(), 0), nil
	}
	if err != nil || math.IsNaN(wait) || wait < 0 {
		return -1
	}
	return int(math.Ceil(min(wait, maxWait.Seconds())))
}
