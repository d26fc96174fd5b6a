package fakeslack

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	bySocket   = "socket"
	maxSockets = 10
)

// plugs is all about sockets. Guarded by Server.mu.
type plugs struct {
	tickets           map[string]time.Time // not used yet, and when they were made
	open              []*plug
	next              int             // whose turn it is
	known             map[string]bool // envelope ids that were ever sent
	strays            []string
	revoked, disabled bool
}

func newPlugs() plugs { return plugs{tickets: map[string]time.Time{}, known: map[string]bool{}} }

// plug is one open socket.
type plug struct {
	ws      *websocket.Conn
	gone    chan struct{} // closed when it is read no more
	writing sync.Mutex
	// Guarded by Server.mu:
	waiting map[string]chan json.RawMessage // envelope id: where its acknowledgement goes
	answers map[string]bool                 // envelope ids whose acknowledgement may carry an answer
	mute    bool
}

// serveSocket opens a socket for a ticket, once.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	ticket := r.URL.Query().Get("ticket")
	s.mu.Lock()
	made, ok := s.plugs.tickets[ticket]
	delete(s.plugs.tickets, ticket)
	fresh := ok && s.cfg.Now().Sub(made) <= ticketFor && s.live.Err() == nil
	s.mu.Unlock()
	if !fresh {
		http.Error(w, "unknown or used ticket", http.StatusForbidden)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	p := &plug{ws: ws, gone: make(chan struct{}), waiting: map[string]chan json.RawMessage{}, answers: map[string]bool{}}
	defer close(p.gone)
	defer ws.Close()
	if !s.plugIn(p) {
		return
	}
	s.listen(p)
	s.plugOut(p)
}

// plugIn greets a socket and adds it to those that are sent to.
func (s *Server) plugIn(p *plug) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.live.Err() != nil {
		return false
	}
	if len(s.plugs.open) >= maxSockets {
		_ = p.write(map[string]any{"type": "disconnect", "reason": "too_many_websockets"}) // it is closed next
		return false
	}
	hello := map[string]any{
		"type": "hello", "num_connections": len(s.plugs.open) + 1, "connection_info": map[string]any{"app_id": s.cfg.App.ID},
		"debug_info": map[string]any{"host": "fakeslack", "build_number": 1, "approximate_connection_time": 18060},
	}
	if p.write(hello) != nil {
		return false
	}
	s.plugs.open = append(s.plugs.open, p)
	s.touch()
	return true
}

func (s *Server) plugOut(p *plug) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, other := range s.plugs.open {
		if other == p {
			s.plugs.open = append(s.plugs.open[:i:i], s.plugs.open[i+1:]...)
			break
		}
	}
	s.touch()
}

// listen reads acknowledgements until the socket ends. What is none is a stray.
func (s *Server) listen(p *plug) {
	p.ws.SetReadLimit(maxBody)
	p.ws.SetPingHandler(func(data string) error {
		s.mu.Lock()
		mute := p.mute
		s.mu.Unlock()
		if mute {
			return nil
		}
		_ = p.ws.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(time.Second)) // a dead one is noticed by reading
		return nil
	})
	for {
		kind, data, err := p.ws.ReadMessage()
		if err != nil {
			return
		}
		s.acknowledged(p, kind, data)
	}
}

func (s *Server) acknowledged(p *plug, kind int, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ack struct {
		ID      string          `json:"envelope_id"`
		Payload json.RawMessage `json:"payload"`
	}
	err := json.Unmarshal(data, &ack)
	if kind != websocket.TextMessage || err != nil || !s.plugs.known[ack.ID] || len(ack.Payload) > 0 && !p.answers[ack.ID] {
		s.plugs.strays = append(s.plugs.strays, string(data))
		s.touch()
		return
	}
	if done, ok := p.waiting[ack.ID]; ok {
		delete(p.waiting, ack.ID)
		done <- ack.Payload // it holds one
	}
}

// write sends one frame.
func (p *plug) write(v any) error {
	p.writing.Lock()
	defer p.writing.Unlock()
	if err := p.ws.SetWriteDeadline(time.Now().Add(5 * time.Second)); err != nil {
		return err
	}
	if raw, ok := v.([]byte); ok {
		return p.ws.WriteMessage(websocket.TextMessage, raw)
	}
	return p.ws.WriteJSON(v)
}
