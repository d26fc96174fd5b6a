package web

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func TestNobodyComesAndTheVisitorLeavesDetails(t *testing.T) {
	h := build(t, nil)
	h.run()
	token := h.arrive()
	l := h.listen(token, "")
	l.until("state", anything)
	h.call("POST", "/v1/handoff", token, ``)
	l.until("state", holds(`"rung":true`))
	h.pass(16 * time.Minute)
	state, _ := l.until("state", holds(`"state":"missed"`))
	if !bytes.Contains(state.Data, []byte(`"details":{"wanted":true,"fields":["name","email"],"known":{}}`)) {
		t.Errorf("state %s", state.Data)
	}
	a := h.call("POST", "/v1/details", token, `{"email":"ada@example.com","note":"call\nme"}`)
	if a.Status != 202 || !bytes.Contains(a.Body, []byte(`"fields":["name"],"known":{"email":"ada@example.com","note":"call\nme"}`)) {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	l.until("state", holds(`"fields":["name"]`))
}

func TestAnEndedConversationSaysWhoEndedIt(t *testing.T) {
	h := build(t, nil)
	h.run()
	token := h.arrive()
	l := h.listen(token, "")
	l.until("state", anything)
	for range 2 { // ending what has ended is no error
		if a := h.call("POST", "/v1/end", token, `{}`); a.Status != 204 || len(a.Body) != 0 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	}
	l.until("state", holds(`"closed_by":"visitor"`))
	h.say(token, "a", "one more thing")
	state, _ := l.until("state", holds(`"state":"bot"`))
	if bytes.Contains(state.Data, []byte("closed_by")) {
		t.Errorf("state %s", state.Data)
	}
	h.call("POST", "/v1/handoff", token, `{}`)
	l.until("state", holds(`"rung":true`))
	h.agent(core.Happening{Kind: core.Said, Text: "Here I am"})
	h.agent(core.Happening{Kind: core.Said, Text: "!close"})
	l.until("state", holds(`"closed_by":"agent"`))
}

func TestTypingAndReadingAreQuiet(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	h.say(token, "a", "one")
	for path, body := range map[string]string{"/v1/typing": `{}`, "/v1/read": `{"seq":99}`} {
		if a := h.call("POST", path, token, body); a.Status != 204 || len(a.Body) != 0 {
			t.Errorf("%s: %d %s", path, a.Status, a.Body)
		}
	}
	who, err := h.bridge.Authenticate(t.Context(), token, "")
	if err != nil {
		t.Fatal(err)
	}
	c, err := h.store.Conversation(t.Context(), who.Ref)
	if err != nil || c.Read != 1 {
		t.Errorf("read up to %d, %v", c.Read, err)
	}
}

func TestAWithdrawnWordIsEmpty(t *testing.T) {
	e := core.Entry{Seq: 3, Rev: 5, Kind: core.KindVisitor, Text: "secret", Files: []core.File{{Name: "f"}}, Key: "client:x", Deleted: time.Unix(1, 0)}
	m, ok := messageOf(noView(), e, "")
	if !ok || !m.Deleted || m.Text != "" || m.HTML != "" || m.Files != nil || m.ClientID != "x" || m.Rev != 5 {
		t.Errorf("got %+v", m)
	}
}

func TestWhatIsNotForVisitorsBecomesNoMessage(t *testing.T) {
	for _, e := range []core.Entry{
		{Kind: core.KindNote, Text: "x"}, {Kind: core.KindDraft, Text: "x"}, {Kind: core.KindEdit, Text: "x"}, {Kind: core.KindDelete},
		{Kind: core.KindChange, Code: core.CodeReopened}, {Kind: "later"},
	} {
		if m, ok := messageOf(noView(), e, ""); ok {
			t.Errorf("%s became %+v", e.Kind, m)
		}
	}
}

func TestNothingInAMessageIsMarkup(t *testing.T) {
	e := core.Entry{Kind: core.KindAgent, Author: "<img src=x>", Text: "<script>alert(1)</script> [x](javascript:alert(1))"}
	m, _ := messageOf(noView(), e, "")
	if strings.Contains(m.HTML, "<script") || strings.Contains(m.HTML, `href="javascript`) {
		t.Errorf("html %s", m.HTML)
	}
}
