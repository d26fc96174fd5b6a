package fakeslack_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// socket is the app's end of a socket.
type socket struct {
	t  *testing.T
	ws *websocket.Conn
}

// frame is what Slack sends on a socket.
type frame struct {
	Type     string          `json:"type"`
	ID       string          `json:"envelope_id"`
	Payload  json.RawMessage `json:"payload"`
	Answered bool            `json:"accepts_response_payload"`
	Attempt  int             `json:"retry_attempt"`
	Why      string          `json:"retry_reason"`
	Reason   string          `json:"reason"`
	Open     int             `json:"num_connections"`
}

func sockets(cfg *fakeslack.Config) {
	cfg.SocketMode, cfg.AckTimeout = true, 300*time.Millisecond
}

// address asks for one with the real client.
func (w *world) address() (string, error) {
	api := slack.New("", slack.OptionAppLevelToken(w.Config().AppToken), slack.OptionAPIURL(w.APIURL()))
	_, url, err := api.StartSocketModeContext(w.t.Context())
	return url, err
}

// plug opens a socket and hears its hello.
func (w *world) plug() *socket {
	w.t.Helper()
	ws, res, err := websocket.DefaultDialer.DialContext(w.t.Context(), must[string](w.t)(w.address()), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	_ = res.Body.Close() // there is none after an upgrade
	s := &socket{w.t, ws}
	w.t.Cleanup(func() { _ = ws.Close() }) // it may be closed by then
	if hello := s.hears(); hello.Type != "hello" {
		w.t.Fatalf("greeted with %+v", hello)
	}
	return s
}

func (s *socket) hears() frame {
	s.t.Helper()
	var f frame
	_ = s.ws.SetReadDeadline(time.Now().Add(10 * time.Second)) // a closed one fails to read
	if err := s.ws.ReadJSON(&f); err != nil {
		s.t.Fatal(err)
	}
	return f
}

func (s *socket) says(v any) {
	s.t.Helper()
	if err := s.ws.WriteJSON(v); err != nil {
		s.t.Fatal(err)
	}
}

func TestWhatHappensComesByTheSocketUntilItIsAcknowledged(t *testing.T) {
	w := open(t, sockets)
	s := w.plug()
	must[string](t)(w.Say("U1", "C1", "hello"))
	first := s.hears()
	again := s.hears()
	if first.Type != "events_api" || first.Attempt != 0 || again.Attempt != 1 || again.Why != "timeout" || again.ID == first.ID || string(first.Payload) != string(again.Payload) {
		t.Errorf("heard %+v and then %+v", first, again)
	}
	s.says(m{"envelope_id": again.ID})
	w.settled()
	if n := len(w.app.heard()); n != 0 || len(w.Strays()) != 0 {
		t.Errorf("%d calls over HTTP, strays %q", n, w.Strays())
	}
}

func TestAButtonAndACommandComeByTheSocket(t *testing.T) {
	w := open(t, sockets)
	s := w.plug()
	w.call("chat.postMessage", map[string]string{"channel": "C1", "text": "card",
		"blocks": `[{"type":"actions","elements":[{"type":"button","action_id":"go","text":{"type":"plain_text","text":"Go"}}]}]`})
	ts := w.Messages("C1")[0].TS
	pressed := make(chan error, 1)
	go func() { pressed <- w.Press("U1", "C1", ts, "go") }()
	var f frame
	for f = s.hears(); f.Type == "events_api"; f = s.hears() {
		s.says(m{"envelope_id": f.ID})
	}
	if f.Type != "interactive" || f.Answered || !strings.Contains(string(f.Payload), `"block_actions"`) {
		t.Errorf("heard %+v", f)
	}
	s.says(m{"envelope_id": f.ID})
	if err := <-pressed; err != nil {
		t.Error(err)
	}
	go func() { pressed <- w.Slash("U1", "C1", "/bellhop", "status") }()
	f = s.hears()
	if f.Type != "slash_commands" || !f.Answered || !strings.Contains(string(f.Payload), `"text":"status"`) {
		t.Errorf("heard %+v", f)
	}
	s.says(m{"envelope_id": f.ID, "payload": m{"text": "all is well"}})
	if err := <-pressed; err != nil {
		t.Error(err)
	}
	if shown := w.Ephemerals("U1"); len(shown) != 1 || shown[0].Shown() != "all is well" {
		t.Errorf("shown %+v", shown)
	}
}

func TestWithoutASocketAnEventIsTriedAgainAndThenGivenUp(t *testing.T) {
	w := open(t, sockets)
	must[string](t)(w.Say("U1", "C1", "nobody hears"))
	w.settled()
	got := w.Deliveries()
	if len(got) != 4 || got[3].Reason != "connection_failed" {
		t.Errorf("delivered %+v", got)
	}
}

func TestSocketsShareTheWorkAndOldOnesAreAskedToGo(t *testing.T) {
	w := open(t, sockets)
	old := w.plug()
	young := w.plug()
	w.RefreshSockets("warning", time.Millisecond)
	for _, s := range []*socket{old, young} {
		if f := s.hears(); f.Type != "disconnect" || f.Reason != "warning" {
			t.Errorf("heard %+v", f)
		}
		if _, _, err := s.ws.ReadMessage(); err == nil {
			t.Error("it is still open")
		}
	}
	w.await("both are gone", func(fakeslack.Snapshot) bool { return w.Sockets() == 0 })
	a, b := w.plug(), w.plug()
	must[string](t)(w.Say("U1", "C1", "one"))
	must[string](t)(w.Say("U1", "C1", "two"))
	heard := make(chan string, 2)
	for _, s := range []*socket{a, b} {
		go func() {
			f := s.hears()
			s.says(m{"envelope_id": f.ID})
			heard <- f.ID
		}()
	}
	if x, y := <-heard, <-heard; x == y {
		t.Error("both heard the same")
	}
	w.settled()
}

func TestSocketsAreRefusedAsSlackRefusesThem(t *testing.T) {
	w := open(t, sockets)
	url := must[string](t)(w.address())
	for i, want := range []int{http.StatusSwitchingProtocols, http.StatusForbidden} {
		ws, res, err := websocket.DefaultDialer.DialContext(t.Context(), url, nil)
		if res == nil || res.StatusCode != want {
			t.Errorf("use %d of a ticket: %v", i+1, err)
		}
		if err == nil {
			_ = ws.Close() // nothing is under way
		}
	}
	w.RevokeAppToken()
	if _, err := w.address(); err == nil || err.Error() != "token_revoked" {
		t.Errorf("revoked: %v", err)
	}
	w.RestoreApp()
	s := w.plug()
	w.DisableSocketMode()
	if f := s.hears(); f.Reason != "link_disabled" {
		t.Errorf("heard %+v", f)
	}
	if _, err := w.address(); err == nil {
		t.Error("switched off, and an address was given")
	}
	if got := w.call(opens, nil)["error"]; got != "not_allowed_token_type" {
		t.Errorf("with the bot token: %v", got)
	}
}

const opens = "apps.connections.open"

func TestAStrayAcknowledgementIsNoticed(t *testing.T) {
	w := open(t, sockets)
	s := w.plug()
	s.says(m{"envelope_id": "never sent"})
	must[string](t)(w.Say("U1", "C1", "hello"))
	s.says(m{"envelope_id": s.hears().ID, "payload": m{"text": "not asked for"}})
	w.await("both", func(fakeslack.Snapshot) bool { return len(w.Strays()) == 2 })
	if !slices.ContainsFunc(w.Strays(), func(s string) bool { return strings.Contains(s, "never sent") }) {
		t.Errorf("strays %q", w.Strays())
	}
}
