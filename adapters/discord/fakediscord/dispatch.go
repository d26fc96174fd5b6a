package fakediscord

import (
	"encoding/json"
	"slices"
	"time"
)

// Dispatch is an event as it happened, with all that the widest intents would show.
type Dispatch struct {
	Event string    `json:"event"`
	Data  any       `json:"data"`
	At    time.Time `json:"at"`
	Fault Kind      `json:"fault,omitempty"`
}

// happening is an event before it is written for each session.
type happening struct {
	event   string
	intents int // any one of them suffices; 0: everybody hears it
	data    func(intents int) any
}

// Dispatches lists the events so far, sent or not, oldest first; "" means of every name. Their data must not be changed.
func (s *Server) Dispatches(event string) []Dispatch {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.dispatches), func(d Dispatch) bool { return event != "" && d.Event != event })
}

// emit tells sessions what happened in the guild, while the bot is in it and it is there. The caller holds s.mu, as for all of these.
func (s *Server) emit(event string, intents int, data any) {
	if s.out || s.dark {
		return
	}
	s.happen(happening{event, intents, func(int) any { return data }})
}

// emitSeen is emit for what happens in a channel: only if our bot sees it.
func (s *Server) emitSeen(r *room, event string, intents int, data any) {
	if s.may(s.cfg.App.BotUserID, r).has(ViewChannel) {
		s.emit(event, intents, data)
	}
}

func (s *Server) emitRoom(event string, r *room) {
	s.emitSeen(r, event, intentGuilds, s.channelJSON(r))
	s.touch()
}

// emitMessage tells of a message; sessions without the content intent get it empty, unless it is ours, or names us.
func (s *Server) emitMessage(event string, r *room, m *Message) {
	if s.out || s.dark || !s.may(s.cfg.App.BotUserID, r).has(ViewChannel) {
		return
	}
	full := s.messageJSON(m)
	full["guild_id"] = s.cfg.Guild.ID
	if _, known := s.users[m.Author]; known && m.Webhook == "" {
		full["member"] = s.memberBase(m.Author)
	}
	delete(full, "reactions")
	bare := s.bare(full)
	s.happen(happening{event, intentMessages, func(intents int) any {
		if intents&intentContent != 0 {
			return full
		}
		return bare
	}})
}

// happen puts an event through the faults that are set.
func (s *Server) happen(h happening) {
	data := plain(h.data(intentContent | intentMembers | intentPresences))
	if s.cfg.InspectDispatch != nil {
		s.cfg.InspectDispatch(h.event, data)
	}
	d := Dispatch{Event: h.event, Data: data, At: s.cfg.Now()}
	with, without := data, plain(h.data(0)) // what it tells must not change while it waits
	h.data = func(intents int) any {
		if intents&intentContent != 0 {
			return with
		}
		return without
	}
	f := s.matchFault(onDispatch, obj{"t": h.event, "d": data})
	if f != nil {
		d.Fault = f.Kind
	}
	s.dispatches = latest(append(s.dispatches, d), s.cfg.Keep)
	s.pass(h, f)
}

func (s *Server) pass(h happening, f *Fault) {
	if f == nil {
		s.deliver(h)
		return
	}
	switch f.Kind {
	case Drop:
	case Duplicate:
		for range max(f.N, 1) + 1 {
			s.deliver(h)
		}
	case Late:
		s.later(f.D, func() { s.deliver(h) })
	case Reorder:
		if s.heldBack = append(s.heldBack, h); len(s.heldBack) >= max(f.N, 2) {
			s.releaseHeld()
		}
	default:
		s.deliver(h)
	}
}

func (s *Server) releaseHeld() {
	for i := len(s.heldBack) - 1; i >= 0; i-- {
		s.deliver(s.heldBack[i])
	}
	s.heldBack = nil
}

// later does something after d, with s.mu held, unless the server closes before.
func (s *Server) later(d time.Duration, do func()) {
	if s.live.Err() != nil {
		return
	}
	s.tasks.Go(func() {
		t := time.NewTimer(d)
		defer t.Stop()
		select {
		case <-t.C:
		case <-s.live.Done():
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		do()
	})
}

// deliver writes an event for every session that asked for such.
func (s *Server) deliver(h happening) {
	for _, n := range s.gate.sessions {
		if n.ready && (h.intents == 0 || n.intents&h.intents != 0) {
			s.tell(n, h.event, h.data(n.intents))
		}
	}
}

// tell numbers an event for one session, remembers it for a resume, and sends it if there is a connection.
func (s *Server) tell(n *session, event string, data any) {
	n.seq++
	frame, err := json.Marshal(obj{"op": opDispatch, "s": n.seq, "t": event, "d": data})
	if err != nil {
		return
	}
	n.sent = latest(append(n.sent, sentFrame{n.seq, frame}), s.cfg.Keep)
	if n.on != nil {
		n.on.queue(frame)
	}
}
