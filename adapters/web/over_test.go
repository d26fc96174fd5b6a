package web

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// limited is a house where so many asks are let through by address and hour.
func limited(t *testing.T, l bridge.RingLimits, proxies ...string) *house {
	t.Helper()
	trusted, err := ParseProxies(proxies)
	if err != nil {
		t.Fatal(err)
	}
	l.Key = make([]byte, 32)
	return build(t, func(c *Config) { c.TrustedProxies = trusted }, l)
}

// over holds that a call was refused over a limit on asks.
func over(t *testing.T, a answer) (detail string) {
	t.Helper()
	p := a.problem(t)
	if after, err := strconv.Atoi(a.Header.Get("Retry-After")); a.Status != http.StatusTooManyRequests || p.Code != "too_many_asks" || err != nil || after < 1 {
		t.Errorf("got %d %s, Retry-After %q", a.Status, a.Body, a.Header.Get("Retry-After"))
	}
	return p.Detail
}

func (h *house) asks(token string, header ...string) answer {
	h.Helper()
	return h.call("POST", "/v1/handoff", token, `{}`, header...)
}

func (h *house) talk(token string) string {
	h.Helper()
	return string(h.call("GET", "/v1/conversation", token, "").Body)
}

func TestAsksOverALimitAreToldWhenToComeBackAndAskForDetails(t *testing.T) {
	h := limited(t, bridge.RingLimits{AddressHour: 2, AddressDay: 3})
	h.run()
	for range 2 {
		if a := h.asks(h.arrive()); a.Status != 202 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
	}
	token := h.arrive()
	if detail := over(t, h.asks(token)); !holds("asked for 2 times within an hour")(detail) || !holds("ask again in 60 minutes")(detail) {
		t.Errorf("it says %q", detail)
	}
	over(t, h.asks(token))
	talk := h.talk(token)
	for _, want := range []string{`"state":"missed"`, `"wanted":true`, `"can_ask":true`, `"code":"missed"`, "nobody was rung this time"} {
		if !holds(want)(talk) {
			t.Errorf("no %s in %s", want, talk)
		}
	}
	if holds(`"code":"queued"`)(talk) {
		t.Errorf("the visitor was told that somebody is looked for: %s", talk)
	}
	if a := h.call("POST", "/v1/details", token, `{"email":"ada@example.com"}`); a.Status != 202 {
		t.Errorf("details: %d %s", a.Status, a.Body)
	}
	h.pass(time.Hour)
	if a := h.asks(token); a.Status != 202 || !holds(`"state":"queued"`)(h.talk(token)) {
		t.Errorf("an hour later: %d %s", a.Status, a.Body)
	}
	if detail := over(t, h.asks(h.arrive())); !holds("3 times within 24 hours")(detail) || !holds("ask again in 23 hours")(detail) {
		t.Errorf("it says %q", detail)
	}
}

func TestAWordThatAsksOverALimitIsStoredAllTheSame(t *testing.T) {
	h := limited(t, bridge.RingLimits{AddressHour: 1})
	h.asks(h.arrive())
	token := h.arrive()
	for range 2 { // the same client_id is the same word
		if seq := h.say(token, "a", "Can I talk to a person?"); seq != 1 {
			t.Errorf("it is number %d", seq)
		}
	}
	seq := h.say(token, "b", "Hello?")
	if a := h.amend(token, seq, "e", "I need a human"); a.Status != 202 {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	var lines []string
	for _, m := range h.messages(token, 0) {
		lines = append(lines, m.Kind)
	}
	if talk := h.talk(token); !holds(`"state":"missed"`)(talk) || len(lines) != 3 {
		t.Errorf("%q in %s", lines, talk)
	}
}

func TestSiteAndConversationHaveLimitsOfTheirOwn(t *testing.T) {
	h := limited(t, bridge.RingLimits{SiteMinute: 3, ConversationHour: 2})
	token := h.arrive()
	for range 2 {
		if a := h.asks(token); a.Status != 202 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		h.asks(token) // the same ask: it counts for nothing
		h.call("POST", "/v1/end", token, `{}`)
	}
	if detail := over(t, h.asks(token)); !holds("You can ask for a person 2 times within an hour")(detail) {
		t.Errorf("it says %q", detail)
	}
	if a := h.asks(h.arrive()); a.Status != 202 {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if detail := over(t, h.asks(h.arrive())); !holds("Very many people")(detail) || !holds("ask again in a minute")(detail) {
		t.Errorf("it says %q", detail)
	}
	h.pass(time.Minute)
	if a := h.asks(h.arrive()); a.Status != 202 {
		t.Errorf("a minute later: %d %s", a.Status, a.Body)
	}
}

func TestLeadsOverALimitAreLimitedTooAndNothingIsStoredThen(t *testing.T) {
	h := limited(t, bridge.RingLimits{AddressHour: 1})
	h.asks(h.arrive())
	first, second := h.arrive(), h.arrive()
	over(t, h.asks(first))
	over(t, h.asks(second))
	if a := h.call("POST", "/v1/details", first, `{"email":"ada@example.com"}`); a.Status != 202 {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if detail := over(t, h.call("POST", "/v1/details", second, `{"email":"bob@example.com"}`)); !holds("asked for once within an hour. Please leave your details again in 60 minutes")(detail) {
		t.Errorf("it says %q", detail)
	}
	if holds("bob@example.com")(h.talk(second)) {
		t.Error("the details that were refused are stored")
	}
}

func TestEachAddressBehindAProxyAsksForItself(t *testing.T) {
	h := limited(t, bridge.RingLimits{AddressHour: 1}, "127.0.0.1")
	ask := func(from string) int { return h.asks(h.arrive(), "X-Forwarded-For", from).Status }
	if ask("198.51.100.1") != 202 || ask("198.51.100.1") != 429 || ask("198.51.100.2") != 202 || ask("9.9.9.9, 198.51.100.2") != 429 {
		t.Error("each address has a limit of its own, whatever the client claims")
	}
	if ask("2001:db8::1") != 202 || ask("2001:db8::2") != 429 {
		t.Error("a network of IPv6 counts as one address")
	}
}

func TestAProxyThatNobodyNamedLimitsNotAllItsVisitorsAsOne(t *testing.T) {
	h := limited(t, bridge.RingLimits{AddressHour: 1})
	for range 3 {
		if a := h.asks(h.arrive(), "X-Forwarded-For", "198.51.100.1"); a.Status != 202 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	}
}

func TestSpansAreRoundedUp(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "a minute", time.Second: "a minute", 61 * time.Second: "2 minutes", time.Hour: "an hour", time.Hour + 1: "2 hours", core.RingsFor: "24 hours"} {
		if got := spanOf(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
