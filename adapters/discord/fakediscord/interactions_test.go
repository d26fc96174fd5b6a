package fakediscord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

// press presses a button and gives what the app hears, and what the person gets once it answered.
func (w *world) press(c *client, user, message, button string) (heard, <-chan result) {
	w.t.Helper()
	return w.wait(c, func() (fakediscord.Answer, error) { return w.Press(user, support, message, button) })
}

type result struct {
	answer fakediscord.Answer
	err    error
}

func (w *world) wait(c *client, do func() (fakediscord.Answer, error)) (heard, <-chan result) {
	w.t.Helper()
	done := make(chan result, 1)
	go func() {
		a, err := do()
		done <- result{a, err}
	}()
	return c.until("INTERACTION_CREATE"), done
}

func callback(h heard) string {
	return "/interactions/" + h.field("id").(string) + "/" + h.field("token").(string) + "/callback"
}

// followUps is where more is said about an interaction.
func (w *world) followUps(h heard) string {
	return "/webhooks/" + w.Config().App.ID + "/" + h.field("token").(string)
}

func (w *world) card() string {
	return w.do("POST", sayInSupport, m{"content": "a visitor", "components": row(button("claim:7", "Claim"), button("more", "More"))}).id()
}

func TestAPressIsAnsweredOnceAndInWords(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	card := w.card()
	h, done := w.press(c, anna, card, "Claim")
	member, _ := h.field("member").(m)
	if h.field("data").(m)["custom_id"] != "claim:7" || h.field("message").(m)["id"] != card || member["permissions"] == "0" || member["nick"] != "Anna B" {
		t.Errorf("heard %v", h.Data)
	}
	w.token = ""
	w.do("POST", callback(h), m{"type": 4, "data": m{"content": "it is yours", "flags": 64}})
	w.refused(400, 40060, "POST", callback(h), m{"type": 6})
	if r := <-done; r.err != nil || r.answer.Message.Content != "it is yours" || r.answer.Message.For != anna {
		t.Errorf("got %+v", r)
	}
	if n := len(w.Ephemerals(ben)); n != 0 || len(w.View(anna, support)) != 2 || len(w.View(ben, support)) != 1 {
		t.Errorf("ben was shown %d", n)
	}
	a := w.do("POST", w.followUps(h), m{"content": "and more", "flags": 64})
	w.do("PATCH", w.followUps(h)+"/messages/"+a.id(), m{"content": "and less"})
	w.do("PATCH", w.followUps(h)+"/messages/@original", m{"content": "changed"})
	w.do("GET", w.followUps(h)+"/messages/@original", nil)
	w.do("DELETE", w.followUps(h)+"/messages/@original", nil)
	if got := w.Ephemerals(anna); len(got) != 1 || got[0].Content != "and less" {
		t.Errorf("anna sees %+v", got)
	}
}

func TestAPressChangesItsMessageInPlace(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	card := w.card()
	h, done := w.press(c, anna, card, "claim:7")
	if a := w.do("POST", callback(h)+"?with_response=true", m{"type": 7, "data": m{"content": "claimed", "components": []any{}}}); a.status != 200 {
		t.Errorf("%d %s", a.status, a.raw)
	}
	<-done
	if got, _ := w.Message(support, card); got.Content != "claimed" || len(got.Components) != 0 {
		t.Errorf("the card reads %+v", got)
	}
	c.until("MESSAGE_UPDATE")
	if _, err := w.Press(anna, support, card, "claim:7"); err == nil {
		t.Error("a button was pressed that is gone")
	}
}

func TestALateAnswerComesInThePlaceOfTheFirst(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	h, done := w.press(c, anna, w.card(), "more")
	w.do("POST", callback(h), m{"type": 5, "data": m{"flags": 64}})
	if r := <-done; r.err != nil || r.answer.Kind != fakediscord.AnswerLater || r.answer.Message.Flags&fakediscord.FlagLoading == 0 {
		t.Errorf("got %+v", r)
	}
	w.do("PATCH", w.followUps(h)+"/messages/@original", m{"content": "done"})
	if got := w.Ephemerals(anna); len(got) != 1 || got[0].Content != "done" || got[0].Flags&fakediscord.FlagLoading != 0 {
		t.Errorf("anna sees %+v", got)
	}
	h, done = w.press(c, anna, w.card(), "more")
	w.do("POST", callback(h), m{"type": 6})
	if r := <-done; r.err != nil || r.answer.Message != nil {
		t.Errorf("got %+v", r)
	}
}

func TestAnAnswerThatIsTooLateIsRefused(t *testing.T) {
	now := newClock()
	w := open(t, func(cfg *fakediscord.Config) {
		cfg.AckTimeout = 50 * time.Millisecond
		cfg.Now = now.now
	})
	if _, err := w.Press(anna, support, w.card(), "more"); err == nil || !strings.Contains(err.Error(), "not connected") {
		t.Errorf("without a listener: %v", err)
	}
	c := w.connect(allIntents)
	h, done := w.press(c, anna, w.card(), "more")
	if r := <-done; r.err == nil {
		t.Error("nobody answered, and it went well")
	}
	w.refused(404, 10062, "POST", callback(h), m{"type": 6})
	w.refused(404, 10015, "POST", w.followUps(h), m{"content": "x"})
	w.refused(404, 10062, "POST", "/interactions/5/nothing/callback", m{"type": 6})
}

func TestTheTokenOfAnInteractionLastsFifteenMinutes(t *testing.T) {
	now := newClock()
	w := open(t, func(cfg *fakediscord.Config) { cfg.Now = now.now })
	c := w.connect(allIntents)
	h, done := w.press(c, anna, w.card(), "more")
	w.do("POST", callback(h), m{"type": 6})
	<-done
	now.pass(16 * time.Minute)
	w.refused(401, 50027, "POST", w.followUps(h), m{"content": "x"})
}

func TestAModalIsFilledInAndSent(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	input := func(id string, more m) m {
		in := m{"type": 4, "custom_id": id, "style": 2, "label": "Words"}
		for k, v := range more {
			in[k] = v
		}
		return in
	}
	h, done := w.press(c, anna, w.card(), "more")
	w.refused(400, 50035, "POST", callback(h), m{"type": 9, "data": m{"custom_id": "f", "title": long(46), "components": row(input("a", nil))}})
	w.refused(400, 50035, "POST", callback(h), m{"type": 9, "data": m{"custom_id": "f", "title": "Reply", "components": row(button("a", "A"))}})
	w.do("POST", callback(h), m{"type": 9, "data": m{"custom_id": "reply:7", "title": "Reply", "components": row(input("words", m{"max_length": 10}))}})
	r := <-done
	if r.err != nil || r.answer.Modal == nil || len(w.Modals()) != 1 {
		t.Fatalf("got %+v", r)
	}
	for _, values := range []map[string]string{nil, {"words": long(11)}, {"words": "x", "other": "y"}} {
		if _, err := w.SubmitModal(anna, r.answer.Modal.ID, values); err == nil {
			t.Errorf("it was sent with %v", values)
		}
	}
	h, done = w.wait(c, func() (fakediscord.Answer, error) {
		return w.SubmitModal(anna, r.answer.Modal.ID, map[string]string{"words": "hello"})
	})
	if h.field("type") != 5. || h.field("data").(m)["custom_id"] != "reply:7" {
		t.Errorf("heard %v", h.Data)
	}
	w.refused(400, 50035, "POST", callback(h), m{"type": 9, "data": m{"custom_id": "f", "title": "Again", "components": row(input("a", nil))}})
	w.do("POST", callback(h), m{"type": 4, "data": m{"content": "sent"}})
	if r := <-done; r.err != nil || r.answer.Message.Content != "sent" {
		t.Errorf("got %+v", r)
	}
}

func TestCommandsAreRegisteredAndRun(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	at := "/applications/" + w.Config().App.ID + "/guilds/" + w.Config().Guild.ID + "/commands"
	bell := m{"name": "bellhop", "description": "Bellhop", "options": []any{
		m{"type": 1, "name": "away", "description": "Be away", "options": []any{m{"type": 3, "name": "until", "description": "When", "required": true}}},
	}}
	for name, body := range map[string]m{
		"upper case":     {"name": "Bellhop", "description": "x"},
		"long":           {"name": strings.Repeat("b", 33), "description": "x"},
		"no description": {"name": "bellhop"},
		"late required":  {"name": "b", "description": "x", "options": []any{m{"type": 3, "name": "a", "description": "x"}, m{"type": 3, "name": "b", "description": "x", "required": true}}},
	} {
		if a := w.refused(400, 50035, "PUT", at, []any{body}); a.status != 400 {
			t.Error(name)
		}
	}
	first := w.do("PUT", at, []any{bell}).body.([]any)[0].(m)["id"]
	if again := w.do("POST", at, bell); again.status != 200 || again.id() != first {
		t.Errorf("an upsert answered %d %s", again.status, again.raw)
	}
	global := strings.Replace(at, "/guilds/"+w.Config().Guild.ID, "", 1)
	if a := w.do("POST", global, m{"name": "help", "description": "x"}); a.status != 201 {
		t.Errorf("a new one answered %d", a.status)
	} else {
		w.do("DELETE", global+"/"+a.id(), nil)
	}
	w.refused(403, 20012, "GET", "/applications/5/commands", nil)
	for _, try := range []string{"/nothing", "/bellhop", "/bellhop back"} {
		if _, err := w.Slash(anna, support, try, nil); err == nil {
			t.Errorf("%s was run", try)
		}
	}
	h, done := w.wait(c, func() (fakediscord.Answer, error) {
		return w.Slash(anna, support, "/bellhop away", map[string]any{"until": "2h"})
	})
	sub, _ := h.field("data").(m)["options"].([]any)[0].(m)
	if sub["name"] != "away" || sub["options"].([]any)[0].(m)["value"] != "2h" {
		t.Errorf("heard %v", h.Data)
	}
	w.do("POST", callback(h), m{"type": 4, "data": m{"content": "until then"}})
	if r := <-done; r.err != nil || r.answer.Message.Type != fakediscord.TypeSlash {
		t.Errorf("got %+v", r)
	}
	if n := len(w.do("GET", at, nil).body.([]any)); n != 1 || len(w.Commands()) != 1 {
		t.Errorf("%d commands", n)
	}
}

func TestAMenuIsPickedFrom(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	menu := m{"type": 3, "custom_id": "who", "options": []any{m{"label": "Anna", "value": anna}, m{"label": "Ben", "value": ben}}}
	card := w.do("POST", sayInSupport, m{"content": "who?", "components": row(menu)}).id()
	if _, err := w.Select(anna, support, card, "who", guest); err == nil {
		t.Error("an option was picked that is not there")
	}
	h, done := w.wait(c, func() (fakediscord.Answer, error) { return w.Select(anna, support, card, "who", ben) })
	if h.field("data").(m)["values"].([]any)[0] != ben {
		t.Errorf("heard %v", h.Data)
	}
	w.do("POST", callback(h), m{"type": 6})
	if r := <-done; r.err != nil {
		t.Error(r.err)
	}
}
