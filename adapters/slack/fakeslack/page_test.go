package fakeslack_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

func TestAPageActsForPeopleAndSeesEveryChange(t *testing.T) {
	w := open(t)
	door := httptest.NewServer(http.StripPrefix("/people", w.PeopleHandler()))
	t.Cleanup(door.Close)
	res := must[*http.Response](t)(http.Get(door.URL + "/people/changes?channel=C1"))
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	next := func() fakeslack.State {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var st fakeslack.State
				if err := json.Unmarshal([]byte(data), &st); err != nil {
					t.Fatal(err)
				}
				return st
			}
		}
		t.Fatal("the stream ended")
		return fakeslack.State{}
	}
	if st := next(); len(st.Messages["C1"]) != 0 || len(st.Users) != 5 || st.Users[1].Image == "" {
		t.Fatalf("at first the page saw %+v", st)
	}
	post := func(path, body string) (int, map[string]string) {
		res := must[*http.Response](t)(http.Post(door.URL+"/people/"+path, "application/json", strings.NewReader(body)))
		defer res.Body.Close()
		var out map[string]string
		if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, out
	}
	status, out := post("say", `{"user":"U1","channel":"C1","text":"hello"}`)
	if status != 200 || out["ts"] == "" {
		t.Fatalf("say: %d %v", status, out)
	}
	st := next()
	for len(st.Messages["C1"]) == 0 {
		st = next()
	}
	if got := st.Messages["C1"][0]; got.TS != out["ts"] || got.User != "U1" {
		t.Errorf("the page saw %+v", got)
	}
	for path, body := range map[string]string{
		"reply":    `{"user":"U2","channel":"C1","thread":"` + out["ts"] + `","text":"hi"}`,
		"edit":     `{"user":"U1","channel":"C1","ts":"` + out["ts"] + `","text":"hello!"}`,
		"presence": `{"user":"U1","presence":"away"}`,
		"slash":    `{"user":"U1","channel":"C1","command":"/bellhop","text":""}`,
		"upload":   `{"user":"U1","channel":"C1","filename":"a.txt","data":"aGk="}`,
	} {
		if status, out := post(path, body); status != 200 {
			t.Errorf("%s: %d %v", path, status, out)
		}
	}
	for path, want := range map[string]int{"say": 409, "press": 409, "edit": 409, "delete": 409, "shortcut": 409} {
		if status, out := post(path, `{"user":"U4","channel":"C1","text":"x"}`); status != want || out["error"] == "" {
			t.Errorf("%s as an outsider: %d %v", path, status, out)
		}
	}
	if res := must[*http.Response](t)(http.Post(door.URL+"/people/say", "text/plain", strings.NewReader("{}"))); res.StatusCode != 415 {
		t.Errorf("a plain form could act: %d", res.StatusCode)
	}
}
