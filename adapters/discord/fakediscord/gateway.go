package fakediscord

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/gorilla/websocket"
)

const maxFrame = 4096 // bytes that a client may send at once

// What can go wrong with a connection (Method "gateway").
const (
	RefuseConnection      Kind = "refuse_connection"       // 503 instead of a websocket
	SilentHello           Kind = "silent_hello"            // connected, and nothing is ever said
	ReconnectBeforeHello  Kind = "reconnect_before_hello"  // op 7 in place of HELLO
	ReconnectBeforeReady  Kind = "reconnect_before_ready"  // op 7, then READY all the same
	ReconnectNoReady      Kind = "reconnect_no_ready"      // op 7 in place of READY
	CloseInstead          Kind = "close_instead"           // closed with Code (default 4000) in place of READY or RESUMED
	RefuseResume          Kind = "refuse_resume"           // op 9, d false, to a RESUME
	RefuseResumeResumable Kind = "refuse_resume_resumable" // op 9, d true, to a RESUME
	RefuseIdentify        Kind = "refuse_identify"         // op 9, d false, to an IDENTIFY
	Zombie                Kind = "zombie"                  // no heartbeat is acknowledged
)

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	if f := s.gatewayFault(RefuseConnection); f != nil {
		http.Error(w, "no healthy upstream", http.StatusServiceUnavailable)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	defer ws.Close()
	l := newLink(ws)
	if !s.linkUp(l) {
		return
	}
	defer s.linkDown(l)
	defer close(l.gone)
	q := r.URL.Query()
	if v := q.Get("v"); v != "9" && v != "10" || q.Get("encoding") != "json" && q.Get("encoding") != "" || q.Get("compress") != "" {
		l.close(4012)
	} else {
		s.hello(l)
	}
	s.listen(l)
}

func (s *Server) gatewayFault(kinds ...Kind) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.matchFault(onGateway, nil, kinds...)
}

// linkUp adds a connection and starts its writer.
func (s *Server) linkUp(l *link) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.live.Err() != nil {
		return false
	}
	s.gate.links = append(s.gate.links, l)
	s.tasks.Go(l.write)
	s.touch()
	return true
}

func (s *Server) linkDown(l *link) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gate.links = slices.DeleteFunc(s.gate.links, func(other *link) bool { return other == l })
	if n := l.session; n != nil && n.on == l {
		n.on, n.lost = nil, s.cfg.Now()
	}
	s.touch()
}

func (s *Server) hello(l *link) {
	switch f := s.gatewayFault(SilentHello, ReconnectBeforeHello); {
	case f == nil:
		l.op(opHello, obj{"heartbeat_interval": s.cfg.HeartbeatInterval.Milliseconds(), "_trace": []string{"[\"fakediscord\"]"}})
	case f.Kind == ReconnectBeforeHello:
		l.op(opReconnect, nil)
	}
	if s.gatewayFault(Zombie) != nil {
		s.mu.Lock()
		l.mute = true
		s.mu.Unlock()
	}
}

// listen reads frames until the connection ends. Its end by 1000 or 1001 ends the session too.
func (s *Server) listen(l *link) {
	l.ws.SetReadLimit(1 << 20)
	for {
		_ = l.ws.SetReadDeadline(time.Now().Add(2*s.cfg.HeartbeatInterval + time.Second)) // a closed one fails to read
		kind, data, err := l.ws.ReadMessage()
		if err != nil {
			s.hungUp(l, err)
			return
		}
		s.mu.Lock()
		switch {
		case kind != websocket.TextMessage || len(data) > maxFrame:
			l.close(4002)
		case !l.outbound.take(s.cfg.Limits.Outbound, s.cfg.Now()):
			l.close(4008)
		default:
			s.heard(l, data)
		}
		s.mu.Unlock()
	}
}

func (s *Server) hungUp(l *link, err error) {
	var timeout interface{ Timeout() bool }
	if errors.As(err, &timeout) && timeout.Timeout() {
		l.close(4009)
		_ = l.ws.SetReadDeadline(time.Now().Add(time.Second))
		_, _, _ = l.ws.ReadMessage() // until the writer has said so
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) && l.session != nil {
		s.gate.end(l.session)
	}
}

type frame struct {
	Op   *int            `json:"op"`
	Data json.RawMessage `json:"d"`
}

// heard does what a client asks. The caller holds s.mu.
func (s *Server) heard(l *link, data []byte) {
	var f frame
	if json.Unmarshal(data, &f) != nil || f.Op == nil {
		l.close(4002)
		return
	}
	s.gate.ops = latest(append(s.gate.ops, *f.Op), s.cfg.Keep)
	defer s.touch()
	switch *f.Op {
	case opHeartbeat:
		if !l.mute {
			l.op(opAck, nil)
		}
	case opIdentify:
		if l.session != nil {
			l.close(4005)
			return
		}
		s.identify(l, f.Data)
	case opResume:
		if l.session != nil {
			l.close(4005)
			return
		}
		s.resume(l, f.Data)
	case opPresence, opMembers:
		if l.session == nil {
			l.close(4003)
			return
		}
		s.ask(l, *f.Op, f.Data)
	default:
		l.close(4001)
	}
}
