package fakediscord_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

const posting = "POST /channels/{channel_id}/messages"

func TestAFaultyCallFailsOnceAndIsOrIsNotCarriedOut(t *testing.T) {
	limited := func(scope string) func(answer) bool {
		return func(a answer) bool {
			wait, _ := a.field("retry_after").(float64)
			return a.status == 429 && a.header.Get("X-RateLimit-Scope") == scope && a.header.Get("Retry-After") == "7" && wait == 7 && a.field("global") == (scope == "global")
		}
	}
	status := func(code int) func(answer) bool { return func(a answer) bool { return a.status == code } }
	broken := func(a answer) bool { return a.err != nil }
	for _, c := range []struct {
		fault  fakediscord.Fault
		stored bool
		looks  func(answer) bool
	}{
		{fakediscord.Fault{Kind: fakediscord.RateLimited, D: 7 * time.Second}, false, limited("user")},
		{fakediscord.Fault{Kind: fakediscord.RateLimitedGlobal, D: 7 * time.Second}, false, limited("global")},
		{fakediscord.Fault{Kind: fakediscord.RateLimitedShared, D: 7 * time.Second}, false, limited("shared")},
		{fakediscord.Fault{Kind: fakediscord.RateLimitedBare}, false, func(a answer) bool { return a.status == 429 && a.header.Get("Retry-After") == "" }},
		{fakediscord.Fault{Kind: fakediscord.ServerError}, false, status(503)},
		{fakediscord.Fault{Kind: fakediscord.ServerErrorLate, Status: 502}, true, status(502)},
		{fakediscord.Fault{Kind: fakediscord.Cut}, false, broken},
		{fakediscord.Fault{Kind: fakediscord.CutLate}, true, broken},
		{fakediscord.Fault{Kind: fakediscord.HTML}, false, func(a answer) bool { return a.status == 200 && a.body == nil }},
		{fakediscord.Fault{Kind: fakediscord.ErrorCode, Code: 200000}, false, func(a answer) bool { return a.status == 400 && a.code() == 200000 }},
		{fakediscord.Fault{Kind: fakediscord.Slow, D: time.Millisecond}, true, status(200)},
	} {
		t.Run(string(c.fault.Kind), func(t *testing.T) {
			w := open(t)
			c.fault.Method = posting
			w.Fault(c.fault)
			if a := w.call("POST", sayInSupport, m{"content": "x"}); !c.looks(a) {
				t.Errorf("the client saw %+v", a)
			}
			if got := len(w.Messages(support)); (got == 1) != c.stored {
				t.Errorf("%d messages are stored", got)
			}
			w.post(support, "y")
			if n := len(w.Calls(posting)); n != 2 {
				t.Errorf("%d calls are recorded", n)
			}
		})
	}
}

func TestBadKnocksAreCounted(t *testing.T) {
	w := open(t)
	w.RevokeToken()
	w.refused(401, 0, "GET", "/users/@me", nil)
	w.RestoreToken()
	w.do("GET", "/users/@me", nil)
	w.refused(403, 50001, "GET", "/channels/"+secret, nil)
	w.Fault(fakediscord.Fault{Method: "*", Kind: fakediscord.RateLimitedShared})
	w.Fault(fakediscord.Fault{Method: "*", Kind: fakediscord.RateLimited})
	w.call("GET", "/users/@me", nil)
	w.call("GET", "/users/@me", nil)
	if a, b, c := w.Invalid(401), w.Invalid(403), w.Invalid(429); a != 1 || b != 1 || c != 1 {
		t.Errorf("counted %d, %d, %d", a, b, c)
	}
}

func TestAStrangeUserAgentIsTurnedAway(t *testing.T) {
	w := open(t)
	res, err := http.Get(w.base + "/api/v10/gateway")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != 403 {
		t.Errorf("it was let in: %d", res.StatusCode)
	}
	w.refused(404, 0, "GET", "/nothing", nil)
	if a := w.send("GET", "/../v8/gateway", "", nil); a.status != 400 {
		t.Errorf("version 8 answered %d", a.status)
	}
}

func TestBucketsFillUpAndTheHeadersTell(t *testing.T) {
	now := newClock()
	w := open(t, func(cfg *fakediscord.Config) {
		cfg.Limits = fakediscord.DiscordLimits()
		cfg.Now = now.now
	})
	a := w.do("POST", sayInSupport, m{"content": "x"})
	if a.header.Get("X-RateLimit-Remaining") != "4" || a.header.Get("X-RateLimit-Bucket") == "" || a.header.Get("X-RateLimit-Reset-After") != "5.000" {
		t.Errorf("headers %v", a.header)
	}
	for range 4 {
		w.post(support, "x")
	}
	a = w.refused(429, 0, "POST", sayInSupport, m{"content": "x"})
	if wait, _ := a.field("retry_after").(float64); wait != 5 || a.header.Get("X-RateLimit-Scope") != "user" || a.field("global") != false {
		t.Errorf("%s %v", a.raw, a.header)
	}
	now.pass(5 * time.Second)
	hook := w.hook(support)
	for i := range 30 {
		if i%5 == 4 {
			now.pass(2 * time.Second)
		}
		w.do("POST", hook, m{"content": "x"})
	}
	now.pass(2 * time.Second)
	a = w.call("POST", hook, m{"content": "x"})
	if a.header.Get("X-RateLimit-Scope") != "shared" || w.Invalid(429) != 1 {
		t.Errorf("%s %v, counted %d", a.raw, a.header, w.Invalid(429))
	}
	now.pass(time.Hour)
	for range 50 {
		w.do("GET", "/gateway", nil) // free of it
	}
	for i := 0; ; i++ {
		a = w.call("GET", "/guilds/"+w.Config().Guild.ID, nil)
		if a.status == 429 {
			break
		}
		if now.pass(time.Microsecond); i > 60 {
			t.Fatal("there is no limit")
		}
	}
}

func TestAFaultWithAnEndAsksForPatienceUntilThenAndMeetsNothingAfter(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	w := open(t, func(c *fakediscord.Config) { c.Now = func() time.Time { return now } })
	w.Fault(fakediscord.Fault{Method: "*", Kind: fakediscord.RateLimitedGlobal, Times: -1, Until: now.Add(20 * time.Second)})
	now = now.Add(8 * time.Second)
	if a := w.call("GET", "/users/@me", nil); a.status != 429 || a.header.Get("Retry-After") != "12" {
		t.Errorf("before its end: %d %v", a.status, a.header)
	}
	now = now.Add(12 * time.Second)
	if a := w.call("GET", "/users/@me", nil); a.status != 200 {
		t.Errorf("after its end: %d", a.status)
	}
}
