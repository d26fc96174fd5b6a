package web

import (
	"fmt"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// amend changes a message and answers what came back.
func (h *house) amend(token string, seq int64, id, text string) answer {
	h.Helper()
	return h.call("PATCH", fmt.Sprintf("/v1/messages/%d", seq), token, fmt.Sprintf(`{"client_id":%q,"text":%q}`, id, text))
}

func (h *house) withdraw(token string, seq int64) answer {
	h.Helper()
	return h.call("DELETE", fmt.Sprintf("/v1/messages/%d", seq), token, "")
}

func TestAnEditAndADeletionReachEveryStreamOfTheVisitor(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	seq := h.say(token, "a", "helo")
	tabs := []*listener{h.listen(token, ""), h.listen(token, "")}
	for _, l := range tabs {
		l.until("state", anything)
	}
	for range 2 { // the same client_id again is the same edit
		if a := h.amend(token, seq, "e1", " hello\r\n"); a.Status != 202 || string(a.Body) != "{\"seq\":1,\"rev\":2}\n" {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
	}
	for range 2 {
		if a := h.withdraw(token, seq); a.Status != 202 || string(a.Body) != "{\"seq\":1,\"rev\":3}\n" {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
	}
	for _, l := range tabs {
		if e, _ := l.until("message", holds(`"deleted":true`)); e.ID != 3 || !holds(`"client_id":"a"`)(string(e.Data)) || holds("hello")(string(e.Data)) {
			t.Errorf("the stream tells %d %s", e.ID, e.Data)
		}
	}
	late := h.listen(token, "?after=1")
	if e, _ := late.until("message", anything); e.ID != 3 {
		t.Errorf("who comes back after 1 hears of %d %s", e.ID, e.Data)
	}
}

func TestAnEditIsStreamedWithItsNewTextAndSaysSo(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	h.say(token, "a", "helo")
	l := h.listen(token, "?after=1")
	h.amend(token, 1, "e1", "**hello**")
	e, _ := l.until("message", anything)
	for _, want := range []string{`"seq":1,"rev":2`, `"text":"**hello**"`, `strong\u003ehello`, `"edited":true`} {
		if !holds(want)(string(e.Data)) {
			t.Errorf("no %s in %s", want, e.Data)
		}
	}
}

func TestWhatCannotBeChangedIsToldWhy(t *testing.T) {
	h := build(t, nil)
	h.run()
	token, stranger := h.arrive(), h.arrive()
	seq, gone := h.say(token, "a", "one"), h.say(token, "b", "two")
	h.withdraw(token, gone)
	l := h.listen(token, "")
	h.call("POST", "/v1/handoff", token, `{}`)
	l.until("state", holds(`"rung":true`))
	h.agent(core.Happening{Kind: core.Said, Text: "Here I am"})
	l.until("message", holds("Here I am"))
	var agents int64
	for _, m := range h.messages(token, 0) {
		if m.Kind == "agent" {
			agents = m.Seq
		}
	}
	refused := func(a answer, status int, code string) {
		t.Helper()
		if p := a.problem(t); a.Status != status || p.Code != code {
			t.Errorf("%d %s, want %d %s", a.Status, a.Body, status, code)
		}
	}
	refused(h.amend(stranger, seq, "e", "mine"), 404, "not_found")
	refused(h.withdraw(stranger, seq), 404, "not_found")
	refused(h.amend(token, agents, "e", "mine"), 404, "not_found")
	refused(h.withdraw(token, agents), 404, "not_found")
	refused(h.amend(token, 99, "e", "mine"), 404, "not_found")
	refused(h.amend(token, gone, "e", "two again"), 410, "withdrawn")
	h.pass(core.EditWithin + time.Minute)
	refused(h.amend(token, seq, "e", "too late"), 409, "too_late")
	refused(h.withdraw(token, seq), 409, "too_late")
	h.agent(core.Happening{Kind: core.Said, Text: "!block"})
	l.until("state", holds(`"state":"closed"`))
	refused(h.amend(token, seq, "e", "blocked"), 403, "blocked")
	refused(h.withdraw(token, seq), 403, "blocked")
}

func TestAnEditThatClearlyAsksForAPersonAsksOnce(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	seq := h.say(token, "a", "Can I talk to a parson?")
	h.amend(token, seq, "e1", "Can I talk to a person?")
	talk := func() string { return string(h.call("GET", "/v1/conversation", token, "").Body) }
	if !holds(`"state":"queued"`)(talk()) {
		t.Fatalf("nobody was asked: %s", talk())
	}
	h.call("POST", "/v1/end", token, `{}`)
	h.amend(token, seq, "e2", "Can I talk to a person, please?") // it asked before, and that ask is over
	if holds(`"state":"queued"`)(talk()) {
		t.Errorf("mending an old wish asked again: %s", talk())
	}
}

func TestChangesCountAsMessages(t *testing.T) {
	h := build(t, func(c *Config) { c.Limits = Limits{Messages: 2} })
	token := h.arrive()
	h.say(token, "a", "one")
	h.amend(token, 1, "e", "two")
	limitedAnswer(t, h.call("DELETE", "/v1/messages/1", token, "", "Origin", shop), "rate_limited", "2")
}
