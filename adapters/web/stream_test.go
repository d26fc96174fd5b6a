package web

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// within waits until something outside this goroutine has happened.
func within(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(10 * time.Second); !ok(); <-tick.C {
		if time.Now().After(end) {
			t.Fatalf("not in time: %s", what)
		}
	}
}

// messages is what GET /v1/conversation answers.
func (h *house) messages(token string, after int64) []wireMessage {
	h.Helper()
	a := h.call("GET", "/v1/conversation?after="+json.Number(jsonInt(after)).String(), token, "")
	var got struct{ Messages []map[string]any }
	a.into(h.T, &got)
	out := make([]wireMessage, len(got.Messages))
	for i, m := range got.Messages {
		out[i] = wireMessage{Seq: int64(m["seq"].(float64)), Rev: int64(m["rev"].(float64)), Kind: m["kind"].(string), Text: m["text"].(string)}
	}
	return out
}

func jsonInt(n int64) string { b, _ := json.Marshal(n); return string(b) }

func seqs(all []event) (out []int64) {
	for _, e := range all {
		if e.Name == "message" {
			out = append(out, e.ID)
		}
	}
	return out
}

func TestAStreamBeginsWithWhatCameBeforeAndASnapshot(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	for _, id := range []string{"a", "b", "c"} {
		h.say(token, id, id)
	}
	state, all := h.listen(token, "?after=1").until("state", anything)
	if got := seqs(all); !slices.Equal(got, []int64{2, 3}) || state.ID != 3 || all[len(all)-1].Name != "state" {
		t.Errorf("got %v and state %d", got, state.ID)
	}
	_, all = h.listen(token, "?after=1", "Last-Event-ID", "2").until("state", anything)
	if got := seqs(all); !slices.Equal(got, []int64{3}) {
		t.Errorf("Last-Event-ID must win: got %v", got)
	}
	if _, all = h.listen(token, "?after=99").until("state", anything); len(all) != 1 {
		t.Errorf("after the end: got %v", all)
	}
	if state, all = h.listen(h.arrive(), "").until("state", anything); len(all) != 1 || state.ID != 0 {
		t.Errorf("of an empty conversation: got %v", all)
	}
}

func TestWhatIsSaidReachesEightStreamsOnce(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	var ls []*listener
	for range 8 {
		l := h.listen(token, "")
		l.until("state", anything)
		ls = append(ls, l)
	}
	for _, id := range []string{"a", "b", "c", "d"} {
		h.say(token, id, "word "+id)
	}
	for i, l := range ls {
		_, all := l.until("message", holds("word d"))
		if got := seqs(all); !slices.Equal(got, []int64{1, 2, 3, 4}) {
			t.Errorf("stream %d got %v", i, got)
		}
	}
}

func TestAnAgentsWordsReachTheVisitorAndNotesDoNot(t *testing.T) {
	h := build(t, nil)
	h.run()
	token := h.arrive()
	l := h.listen(token, "")
	l.until("state", anything)
	if a := h.call("POST", "/v1/handoff", token, `{}`); a.Status != 202 || !bytes.Contains(a.Body, []byte(`"state":"queued"`)) {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	l.until("state", holds(`"rung":true`))
	h.agent(core.Happening{Kind: core.Said, Text: "// a note of ours"})
	h.agent(core.Happening{Kind: core.Said, Text: "Hello **there**"})
	last, all := l.until("message", holds("Hello"))
	if !slices.ContainsFunc(all, func(e event) bool {
		return e.Name == "state" && bytes.Contains(e.Data, []byte(`"agent":{"name":"Ada"`))
	}) {
		l.until("state", holds(`"agent":{"name":"Ada"`)) // the state may come a moment before the word, never after the next
	}

	var m struct {
		Author     struct{ Name, Avatar string }
		HTML, Kind string
	}
	if err := json.Unmarshal(last.Data, &m); err != nil {
		t.Fatal(err)
	}
	if m.Author.Name != "Ada" || m.Kind != "agent" || !bytes.Contains([]byte(m.HTML), []byte("<strong>there</strong>")) {
		t.Errorf("got %s", last.Data)
	}
	everything := h.call("GET", "/v1/conversation", token, "").Body
	for _, e := range all {
		everything = append(everything, e.Data...)
	}
	for _, secret := range []string{"a note of ours", "U123SECRET", "platform.example", "post-", "slack", "agent_id"} {
		if bytes.Contains(everything, []byte(secret)) {
			t.Errorf("%q reached the visitor in %s", secret, everything)
		}
	}
	pictureIsServed(t, h, m.Author.Avatar)
}

func pictureIsServed(t *testing.T, h *house, avatar string) {
	t.Helper()
	path, ok := strings.CutPrefix(avatar, h.url)
	if !ok {
		t.Fatalf("the picture is at %q, not at ours", avatar)
	}
	a := h.call("GET", path, "", "")
	if a.Status != 200 || a.Header.Get("Content-Type") != "image/gif" || !bytes.Equal(a.Body, h.desk.picture) ||
		a.Header.Get("X-Content-Type-Options") != "nosniff" || a.Header.Get("Cache-Control") != "public, max-age=604800, immutable" {
		t.Errorf("%d %v", a.Status, a.Header)
	}
	if again := h.call("GET", path, "", "", "If-None-Match", a.Header.Get("ETag")); again.Status != 304 {
		t.Errorf("asked again: %d", again.Status)
	}
}

func TestTheBotTypesAndAnswers(t *testing.T) {
	h := build(t, nil)
	h.run()
	token := h.arrive()
	l := h.listen(token, "")
	l.until("state", anything)
	h.say(token, "a", "What are your opening hours?")
	_, all := l.until("message", holds(`"kind":"bot"`))
	for _, e := range all {
		if e.Name == "typing" && (e.ID != noID || !bytes.Contains(e.Data, []byte(`"kind":"bot"`))) {
			t.Errorf("typing is %+v %s", e, e.Data)
		}
	}
}

func TestAnIdleStreamShowsSignsOfLife(t *testing.T) {
	h := build(t, func(c *Config) { c.Heartbeat = 20 * time.Millisecond })
	l := h.listen(h.arrive(), "")
	l.until("state", anything)
	for range 10 {
		if e, err := l.next(); err != nil || e.Name != "" || e.ID != noID {
			t.Fatalf("got %+v, %v", e, err)
		}
	}
}

func TestAStreamEndsWithItsToken(t *testing.T) {
	h := build(t, func(c *Config) { c.Heartbeat = 20 * time.Millisecond })
	token := h.arrive()
	l := h.listen(token, "")
	l.until("state", anything)
	h.pass(91 * 24 * time.Hour)
	l.ends()
	if a := h.call("GET", "/v1/stream", token, ""); a.Status != 401 {
		t.Errorf("an expired token: %d", a.Status)
	}
}

func TestAStreamEndsWhenTheSiteDropsItsOrigin(t *testing.T) {
	h := build(t, func(c *Config) { c.Heartbeat = 20 * time.Millisecond })
	l := h.listen(h.arrive(), "", "Origin", shop)
	l.until("state", anything)
	h.install(t, "shop", other)
	l.ends()
}

func TestAResumedTokenKeepsItsStream(t *testing.T) {
	h := build(t, func(c *Config) { c.Heartbeat = 20 * time.Millisecond })
	token := h.arrive()
	h.pass(80 * 24 * time.Hour)
	if a := h.call("POST", "/v1/visitors", "", `{"site":"shop","resume":"`+token+`"}`); a.Status != 201 || !bytes.Contains(a.Body, []byte(token)) {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	l := h.listen(token, "")
	l.until("state", anything)
	h.pass(20 * 24 * time.Hour)
	for range 20 {
		if _, err := l.next(); err != nil {
			t.Fatal("the stream ended though its token lives")
		}
	}
}

func TestAClosedServerEndsItsStreamsAndLetsNoneBegin(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	l := h.listen(token, "")
	l.until("state", anything)
	if err := h.web.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.ends()
	a := h.call("GET", "/v1/stream", token, "")
	if p := a.problem(t); a.Status != 503 || p.Code != "unavailable" || a.Header.Get("Retry-After") == "" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if h.bridge.Followed() != 0 {
		t.Errorf("%d still follow", h.bridge.Followed())
	}
}

func TestAClientThatTakesNothingIsDropped(t *testing.T) {
	h := build(t, func(c *Config) { c.WriteTimeout = 50 * time.Millisecond })
	token := h.arrive()
	client, err := net.Dial("tcp", strings.TrimPrefix(h.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close() // the server has closed it
	if err := client.(*net.TCPConn).SetReadBuffer(4096); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(client, "GET /v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "+token+"\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	within(t, "the stream is open", func() bool { return h.web.Streams() == 1 }) // and is never read
	big := string(bytes.Repeat([]byte("x"), core.MaxText))
	for i := 0; h.web.Streams() > 0; i++ {
		if i > 1500 {
			t.Fatal("still there")
		}
		h.say(token, jsonInt(int64(i)), big)
	}
}

func TestAStreamOverHTTP2Flushes(t *testing.T) {
	h := build(t, func(c *Config) { c.Heartbeat = 20 * time.Millisecond })
	token := h.arrive()
	srv := httptest.NewUnstartedServer(h.web)
	srv.EnableHTTP2 = true
	srv.StartTLS()
	defer srv.Close()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL+"/v1/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := srv.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if res.ProtoMajor != 2 {
		t.Fatalf("spoke %s", res.Proto)
	}
	l := newListener(h, res)
	l.until("state", anything)
	h.say(token, "a", "over two")
	l.until("message", holds("over two"))
	l.until("", anything)
	_ = res.Body.Close()
	within(t, "the stream is noticed to have gone", func() bool { return h.web.Streams() == 0 })
}
