package fakediscord_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

const (
	allIntents = 1<<0 | 1<<1 | 1<<5 | 1<<8 | 1<<9 | 1<<10 | 1<<11 | 1<<15
	noContent  = allIntents &^ (1 << 15)
)

// client is our bot's end of a gateway connection.
type client struct {
	t       *testing.T
	ws      *websocket.Conn
	session string
	seq     int64
}

type heard struct {
	Op   int    `json:"op"`
	Seq  *int64 `json:"s"`
	Type string `json:"t"`
	Data any    `json:"d"`
}

func (h heard) field(name string) any {
	o, _ := h.Data.(m)
	return o[name]
}

// dial connects and says nothing.
func (w *world) dial() *client {
	w.t.Helper()
	ws, res, err := websocket.DefaultDialer.DialContext(w.t.Context(), w.GatewayURL()+"?v=9&encoding=json", nil)
	if err != nil {
		w.t.Fatal(err)
	}
	_ = res.Body.Close() // there is none after an upgrade
	w.t.Cleanup(func() { _ = ws.Close() })
	return &client{t: w.t, ws: ws}
}

// connect identifies and hears READY and the guild.
func (w *world) connect(intents int) *client {
	w.t.Helper()
	c := w.dial()
	c.op(10)
	c.identify("fake-token", intents)
	c.session, _ = c.event("READY").field("session_id").(string)
	c.event("GUILD_CREATE")
	return c
}

func (c *client) says(op int, data any) {
	c.t.Helper()
	if err := c.ws.WriteJSON(m{"op": op, "d": data}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) identify(token string, intents int) {
	c.t.Helper()
	c.says(2, m{"token": token, "intents": intents, "properties": m{"os": "linux", "browser": "test", "device": "test"}})
}

func (c *client) resume(session string, seq int64) {
	c.t.Helper()
	c.says(6, m{"token": "fake-token", "session_id": session, "seq": seq})
}

func (c *client) read() (heard, error) {
	_ = c.ws.SetReadDeadline(time.Now().Add(10 * time.Second)) // a closed one fails to read
	_, data, err := c.ws.ReadMessage()
	if err != nil {
		return heard{}, err
	}
	var h heard
	err = json.Unmarshal(data, &h)
	if h.Seq != nil {
		c.seq = *h.Seq
	}
	return h, err
}

func (c *client) hears() heard {
	c.t.Helper()
	h, err := c.read()
	if err != nil {
		c.t.Fatal(err)
	}
	return h
}

// op hears a frame of this kind.
func (c *client) op(op int) heard {
	c.t.Helper()
	h := c.hears()
	if h.Op != op {
		c.t.Fatalf("heard %+v, want op %d", h, op)
	}
	return h
}

// event hears exactly this event next.
func (c *client) event(name string) heard {
	c.t.Helper()
	h := c.op(0)
	if h.Type != name {
		c.t.Fatalf("heard %s %v, want %s", h.Type, h.Data, name)
	}
	return h
}

// until hears events up to and with this one.
func (c *client) until(name string) heard {
	c.t.Helper()
	for {
		if h := c.op(0); h.Type == name {
			return h
		}
	}
}

// closed hears the end and its code.
func (c *client) closed(code int) {
	c.t.Helper()
	for {
		_, err := c.read()
		if err == nil {
			continue
		}
		var end *websocket.CloseError
		if !errors.As(err, &end) || end.Code != code {
			c.t.Errorf("ended with %v, want %d", err, code)
		}
		return
	}
}
