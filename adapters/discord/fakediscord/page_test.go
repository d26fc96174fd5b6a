package fakediscord_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

// people is a page that acts for people.
type people struct {
	t    *testing.T
	base string
}

func (w *world) people() people {
	door := httptest.NewServer(http.StripPrefix("/people", w.PeopleHandler()))
	w.t.Cleanup(door.Close)
	return people{w.t, door.URL + "/people/"}
}

func (p people) post(path, body string) (int, map[string]any) {
	p.t.Helper()
	res := must[*http.Response](p.t)(http.Post(p.base+path, "application/json", strings.NewReader(body)))
	defer res.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		p.t.Fatal(err)
	}
	return res.StatusCode, out
}

func TestAPageActsForPeopleAndSeesEveryChange(t *testing.T) {
	w := open(t)
	page := w.people()
	res := must[*http.Response](t)(http.Get(page.base + "changes?channel=" + support))
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	next := func() fakediscord.State {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var st fakediscord.State
				if err := json.Unmarshal([]byte(data), &st); err != nil {
					t.Fatal(err)
				}
				return st
			}
		}
		t.Fatal("the stream ended")
		return fakediscord.State{}
	}
	if st := next(); len(st.Messages[support]) != 0 || len(st.Users) != 4 || len(st.Channels) != 3 {
		t.Fatalf("at first the page saw %+v", st)
	}
	status, out := page.post("say", `{"user":"101","channel":"301","text":"hello"}`)
	if status != 200 || out["id"] == "" {
		t.Fatalf("say: %d %v", status, out)
	}
	st := next()
	for len(st.Messages[support]) == 0 {
		st = next()
	}
	if got := st.Messages[support][0]; got.ID != out["id"] || got.Author != anna {
		t.Errorf("the page saw %+v", got)
	}
}

func TestAPageDoesWhatPeopleDo(t *testing.T) {
	w := open(t)
	page := w.people()
	said := must[string](t)(w.Say(anna, support, "hello"))
	for path, body := range map[string]string{
		"reply":    `{"user":"102","channel":"301","message":"` + said + `","text":"hi"}`,
		"edit":     `{"user":"101","channel":"301","message":"` + said + `","text":"hello!"}`,
		"react":    `{"user":"101","channel":"301","message":"` + said + `","emoji":"👍"}`,
		"presence": `{"user":"101","status":"idle"}`,
		"type":     `{"user":"101","channel":"301"}`,
		"upload":   `{"user":"101","channel":"301","filename":"a.txt","data":"aGk="}`,
	} {
		if status, out := page.post(path, body); status != 200 {
			t.Errorf("%s: %d %v", path, status, out)
		}
	}
	for _, path := range []string{"say", "reply", "edit", "delete", "press", "modal", "slash", "menu", "react", "unreact", "presence", "type", "upload", "dismiss"} {
		if status, out := page.post(path, `{"user":"999","channel":"301","text":"x"}`); status != 409 || out["error"] == "" {
			t.Errorf("%s as a stranger: %d %v", path, status, out)
		}
		if status, _ := page.post(path, `{`); status != 400 {
			t.Errorf("%s with half a body: %d", path, status)
		}
	}
	if res := must[*http.Response](t)(http.Post(page.base+"say", "text/plain", strings.NewReader("{}"))); res.StatusCode != 415 {
		t.Errorf("a plain form could act: %d", res.StatusCode)
	}
	status, _ := page.post("press", `{"user":"101","channel":"301","message":"`+said+`","values":5}`)
	if status != 400 {
		t.Errorf("values of no kind: %d", status)
	}
	var st fakediscord.State
	_, raw := get(t, page.base+"state")
	if err := json.Unmarshal([]byte(raw), &st); err != nil || len(st.Messages[support]) != 3 || len(st.Files) != 1 {
		t.Errorf("%v: the page saw %s", err, raw)
	}
}

func TestAPageSeesTheFormThatAPressOpens(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	page, card := w.people(), w.card()
	type got struct {
		status int
		body   map[string]any
	}
	done := make(chan got, 1)
	act := func(path, body string) heard {
		go func() {
			status, out := page.post(path, body)
			done <- got{status, out}
		}()
		return c.until("INTERACTION_CREATE")
	}
	h := act("press", `{"user":"101","channel":"301","message":"`+card+`","custom_id":"more"}`)
	w.do("POST", callback(h), m{"type": 9, "data": m{"custom_id": "f", "title": "T", "components": row(m{"type": 4, "custom_id": "a", "style": 1, "label": "L"})}})
	opened := <-done
	modal, _ := opened.body["modal"].(map[string]any)
	id, _ := modal["id"].(string)
	if opened.status != 200 || id == "" {
		t.Fatalf("pressed: %+v", opened)
	}
	h = act("modal", `{"user":"101","modal":"`+id+`","values":{"a":"words"}}`)
	w.do("POST", callback(h), m{"type": 4, "data": m{"content": "thanks", "flags": 64}})
	if sent := <-done; sent.status != 200 {
		t.Errorf("sent: %+v", sent)
	}
	if err := w.Dismiss(anna, support, w.Ephemerals(anna)[0].ID); err != nil || len(w.Ephemerals("")) != 0 {
		t.Errorf("dismissed: %v", err)
	}
}
