package web

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// limitedAnswer holds that an answer is a limit that says its number and when to
// come back, readable to the page.
func limitedAnswer(t *testing.T, a answer, code, number string) {
	t.Helper()
	p := a.problem(t)
	if after, err := strconv.Atoi(a.Header.Get("Retry-After")); a.Status != http.StatusTooManyRequests || p.Code != code || err != nil || after < 1 {
		t.Errorf("got %d %s, Retry-After %q, want %s", a.Status, a.Body, a.Header.Get("Retry-After"), code)
	}
	if !strings.Contains(p.Detail, " "+number+" ") {
		t.Errorf("%q does not say %s", p.Detail, number)
	}
	if a.Header.Get("Access-Control-Allow-Origin") != shop {
		t.Error("the page cannot read it")
	}
}

func TestLimitsSayWhenToComeBack(t *testing.T) {
	h := build(t, func(c *Config) { c.Limits = Limits{NewVisitors: 4, Messages: 2, Calls: 3, Misses: 2} })
	token, second := h.arrive(), h.arrive()
	h.arrive()
	h.arrive()
	limitedAnswer(t, h.call("POST", "/v1/visitors", "", `{"site":"shop"}`, "Origin", shop), "rate_limited", "4")

	h.say(token, "a", "one")
	h.say(token, "b", "two")
	limitedAnswer(t, h.call("POST", "/v1/messages", token, `{"client_id":"c","text":"three"}`, "Origin", shop), "rate_limited", "2")
	h.say(second, "a", "another visitor is not concerned")

	for range 3 {
		h.call("GET", "/v1/conversation", token, "")
	}
	limitedAnswer(t, h.call("GET", "/v1/conversation", token, "", "Origin", shop), "rate_limited", "3")
	if a := h.call("POST", "/v1/typing", token, `{}`); a.Status != 204 {
		t.Errorf("another kind of call: %d %s", a.Status, a.Body)
	}

	h.call("GET", "/v1/conversation", "wrong", "")
	h.call("GET", "/v1/pictures/wrong", "", "")
	limitedAnswer(t, h.call("GET", "/v1/conversation", "wrong", "", "Origin", shop), "rate_limited", "2")
	if a := h.call("GET", "/v1/conversation", second, ""); a.Status != 200 {
		t.Errorf("a good token from the same address: %d %s", a.Status, a.Body)
	}
}

func TestAddressesBehindATrustedProxyAreCountedEach(t *testing.T) {
	proxies, err := ParseProxies([]string{"127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	h := build(t, func(c *Config) { c.TrustedProxies, c.Limits = proxies, Limits{NewVisitors: 1} })
	arrive := func(from string) int {
		return h.call("POST", "/v1/visitors", "", `{"site":"shop"}`, "X-Forwarded-For", from).Status
	}
	if arrive("198.51.100.1") != 201 || arrive("198.51.100.1") != 429 || arrive("198.51.100.2") != 201 || arrive("9.9.9.9, 198.51.100.2") != 429 {
		t.Error("each address has a limit of its own, whatever the client claims")
	}
}

func TestThereAreOnlySoManyStreams(t *testing.T) {
	h := build(t, func(c *Config) { c.Limits = Limits{VisitorStreams: 2, AddressStreams: 3} })
	token, second := h.arrive(), h.arrive()
	first := h.listen(token, "")
	first.until("state", anything)
	h.listen(token, "").until("state", anything)
	limitedAnswer(t, h.call("GET", "/v1/stream", token, "", "Origin", shop), "too_many_streams", "2")
	h.listen(second, "").until("state", anything)
	limitedAnswer(t, h.call("GET", "/v1/stream", second, "", "Origin", shop), "too_many_streams", "3")

	_ = first.body.Close()
	within(t, "the closed stream's seat is free", func() bool { return h.web.Streams() == 2 })
	h.listen(token, "").until("state", anything)
}
