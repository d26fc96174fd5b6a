package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestTheSameClientIDTwiceAtOnceIsOneWord(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	for i := range 5 {
		id := fmt.Sprintf("word-%d", i)
		var both sync.WaitGroup
		numbers := make([]int64, 2)
		for n := range numbers {
			both.Go(func() { numbers[n] = h.say(token, id, id) })
		}
		both.Wait()
		if numbers[0] != numbers[1] {
			t.Errorf("%s is number %d and %d", id, numbers[0], numbers[1])
		}
	}
	if m := h.messages(token, 0); len(m) != 5 {
		t.Errorf("got %+v", m)
	}
}

func TestAWordIsAnsweredAsTheContractSays(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	a := h.call("POST", "/v1/messages", token, `{"client_id":"id-1","text":"  Hi <b>you</b>\r\n**bold**\u0000 \n","unknown":{"a":[1]},
		"files":[{"name":"a\nb.pdf","size":12,"type":"application/pdf"}]}`)
	if a.Status != 202 || string(a.Body) != "{\"seq\":1}\n" {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	var got struct {
		Conversation map[string]any
		Messages     []map[string]any
	}
	h.call("GET", "/v1/conversation", token, "").into(t, &got)
	if len(got.Messages) != 2 {
		t.Fatalf("got %v", got.Messages)
	}
	m, notice := got.Messages[0], got.Messages[1]
	if m["kind"] != "visitor" || m["client_id"] != "id-1" || m["text"] != "  Hi <b>you</b>\n**bold**" || m["seq"] != 1.0 || m["rev"] != 1.0 || m["author"] != nil {
		t.Errorf("got %v", m)
	}
	if html, ok := m["html"].(string); !ok || strings.Contains(html, "<b>") || !strings.Contains(html, "<strong>bold</strong>") {
		t.Errorf("html %v", m["html"])
	}
	at, ok := m["at"].(string)
	if _, err := time.Parse("2006-01-02T15:04:05.000Z", at); !ok || err != nil {
		t.Errorf("at %v: %v", m["at"], err)
	}
	file, err := json.Marshal(m["files"])
	if err != nil || string(file) != `[{"crossed":false,"name":"a b.pdf","size":12,"type":"application/pdf"}]` {
		t.Errorf("files %s", file)
	}
	if notice["kind"] != "system" || notice["code"] != "file_not_sent" || notice["text"] == "" {
		t.Errorf("notice %v", notice)
	}
	if c := got.Conversation; c["state"] != "bot" || c["last_seq"] != 2.0 || c["can_ask"] != true || c["ask"] != 0.0 || c["waiting_since"] != nil || c["agent"] != nil {
		t.Errorf("conversation %v", c)
	}
}

func TestOnlyWhatIsNewIsAnswered(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	h.say(token, "a", "one")
	h.say(token, "b", "two")
	if m := h.messages(token, 1); len(m) != 1 || m[0].Text != "two" {
		t.Errorf("got %+v", m)
	}
	if a := h.call("GET", "/v1/conversation?after=2", token, ""); !bytes.Contains(a.Body, []byte(`"messages":[]`)) {
		t.Errorf("got %s", a.Body)
	}
}

func TestTheLongestWordIsTakenAndKeptWhole(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	text := strings.Repeat("😀", 8000)
	h.say(token, "a", text)
	if m := h.messages(token, 0); len(m) != 1 || m[0].Text != text {
		t.Error("not the same")
	}
}
