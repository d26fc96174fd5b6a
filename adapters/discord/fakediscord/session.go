package fakediscord

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Opcodes of the gateway.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opResume         = 6
	opReconnect      = 7
	opMembers        = 8
	opInvalidSession = 9
	opHello          = 10
	opAck            = 11
)

// gate is all about the gateway. Guarded by Server.mu.
type gate struct {
	starts     int // identifies left
	identifies window
	sessions   []*session
	links      []*link
	ops        []int // what clients sent, for Ops
}

func newGate() gate { return gate{} }

// session is what a client identified for. It outlives its connection for a while.
type session struct {
	id      string
	intents int
	seq     int64
	sent    []sentFrame
	ready   bool
	on      *link
	lost    time.Time // when the connection ended
}

type sentFrame struct {
	seq  int64
	data []byte
}

// listening lists the sessions that have a connection.
func (g *gate) listening() []*session {
	return slices.DeleteFunc(slices.Clone(g.sessions), func(n *session) bool { return n.on == nil || !n.ready })
}

func (g *gate) end(n *session) {
	g.sessions = slices.DeleteFunc(g.sessions, func(other *session) bool { return other == n })
}

// link is one open connection. Its writer sends what is queued, in order, so that nobody writes while holding Server.mu.
type link struct {
	ws      *websocket.Conn
	gone    chan struct{} // closed when it is read no more
	mu      sync.Mutex
	waiting []any // frames, and at last perhaps a closing
	wake    chan struct{}
	// Guarded by Server.mu:
	session  *session
	mute     bool // acknowledges no heartbeat
	outbound window
}

type closing struct {
	code   int
	reason string
}

func newLink(ws *websocket.Conn) *link {
	return &link{ws: ws, gone: make(chan struct{}), wake: make(chan struct{}, 1)}
}

func (l *link) queue(v any) {
	l.mu.Lock()
	l.waiting = append(l.waiting, v)
	l.mu.Unlock()
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// op queues a frame that is no dispatch.
func (l *link) op(op int, data any) { l.queue(obj{"op": op, "d": data, "s": nil, "t": nil}) }

func (l *link) close(code int) { l.queue(closing{code, reasonOf(code)}) }

// write sends what is queued until the connection ends.
func (l *link) write() {
	for {
		l.mu.Lock()
		batch := l.waiting
		l.waiting = nil
		l.mu.Unlock()
		for _, v := range batch {
			if !l.send(v) {
				l.ws.Close()
				return
			}
		}
		select {
		case <-l.wake:
		case <-l.gone:
			return
		}
	}
}

func (l *link) send(v any) bool {
	if l.ws.SetWriteDeadline(time.Now().Add(5*time.Second)) != nil {
		return false
	}
	switch v := v.(type) {
	case closing:
		_ = l.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(v.code, v.reason), time.Now().Add(time.Second))
		return false
	case []byte:
		return l.ws.WriteMessage(websocket.TextMessage, v) == nil
	}
	return l.ws.WriteJSON(v) == nil
}

func reasonOf(code int) string {
	reasons := map[int]string{
		4000: "Unknown error.", 4001: "Unknown opcode.", 4002: "Error while decoding payload.", 4003: "Not authenticated.",
		4004: "Authentication failed.", 4005: "Already authenticated.", 4007: "Invalid seq.", 4008: "Rate limited.", 4009: "Session timed out.",
		4010: "Invalid shard.", 4011: "Sharding required.", 4012: "Invalid API version.", 4013: "Invalid intent(s).", 4014: "Disallowed intent(s).",
	}
	if r, ok := reasons[code]; ok {
		return r
	}
	return fmt.Sprintf("Closed with %d.", code)
}
