package fakeslack

import (
	"encoding/json"
	"time"
)

// Where a parcel goes.
const (
	toEvents       = "events"
	toInteractions = "interactions"
	toCommands     = "commands"
)

// parcel is one thing to deliver to the app.
type parcel struct {
	kind, lane, id string
	envelope       map[string]any // events
	body           []byte         // what is sent; made from envelope when nil
	forged         Kind           // what is wrong with it on purpose; such a parcel is never sent again
	late           time.Duration  // leaves its lane and goes this much later
	attempt        int            // 0 first, then 1, 2, 3
	reason         string         // why the attempt before failed
}

// Delivery is one attempt to reach the app.
type Delivery struct {
	Kind    string        `json:"kind"` // events, interactions, commands
	ID      string        `json:"id"`   // the event id, or the trigger id
	Attempt int           `json:"attempt"`
	Status  int           `json:"status"`           // 0 when there was no answer
	Reason  string        `json:"reason,omitempty"` // http_timeout, connection_failed, http_error … or dropped
	Fault   Kind          `json:"fault,omitempty"`
	At      time.Time     `json:"at"`
	Took    time.Duration `json:"took"`
}

// queue puts an event on its lane, through the faults that are set. The caller holds s.mu.
func (s *Server) queue(p parcel) {
	if s.cfg.InspectEvent != nil {
		s.cfg.InspectEvent(p.envelope)
	}
	if s.targetOf(toEvents) == "" || s.live.Err() != nil {
		return
	}
	event, _ := p.envelope["event"].(map[string]any)
	f := s.matchFault(toEvents, event)
	if f == nil {
		s.enqueue(p)
		return
	}
	switch f.Kind {
	case Drop:
		s.note(Delivery{Kind: p.kind, ID: p.id, Reason: "dropped", Fault: Drop, At: s.cfg.Now()})
	case Duplicate:
		for range max(f.N, 1) {
			s.enqueue(p)
		}
		s.enqueue(p)
	case Late:
		p.late = f.D
		s.enqueue(p)
	case Reorder:
		s.holdBack(p, max(f.N, 2))
	case BadSignature, Stale, MalformedJSON, UnknownType:
		bad := p
		bad.forged = f.Kind
		if !s.cfg.SocketMode || f.Kind == UnknownType || f.Kind == MalformedJSON { // nothing is signed on a socket
			s.enqueue(bad)
		}
		s.enqueue(p)
	default:
		s.enqueue(p)
	}
}

// holdBack collects n parcels and then queues them in reverse.
func (s *Server) holdBack(p parcel, n int) {
	s.heldBack = append(s.heldBack, p)
	if len(s.heldBack) >= n {
		s.releaseHeld()
	}
}

func (s *Server) releaseHeld() {
	for i := len(s.heldBack) - 1; i >= 0; i-- {
		s.enqueue(s.heldBack[i])
	}
	s.heldBack = nil
}

func (s *Server) enqueue(p parcel) {
	s.busy++
	if p.late > 0 {
		s.tasks.Go(func() { s.deliverAfter(p.late, p) })
		return
	}
	waiting, running := s.lanes[p.lane]
	s.lanes[p.lane] = append(waiting, p)
	if !running {
		s.tasks.Go(func() { s.drain(p.lane) })
	}
}

// drain delivers what waits on a lane, one at a time, until it is empty.
func (s *Server) drain(lane string) {
	for {
		s.mu.Lock()
		waiting := s.lanes[lane]
		if len(waiting) == 0 || s.live.Err() != nil {
			delete(s.lanes, lane)
			s.mu.Unlock()
			return
		}
		s.lanes[lane] = waiting[1:]
		s.mu.Unlock()
		s.deliver(waiting[0])
	}
}

// deliver makes one attempt. A failed one is tried again later, off its lane: what comes after it may overtake it, as on Slack.
func (s *Server) deliver(p parcel) {
	if p.body == nil {
		p.body, _ = json.Marshal(p.envelope) // decoded JSON: it encodes
	}
	d := s.send(s.target(p.kind), p).Delivery
	s.mu.Lock()
	defer s.mu.Unlock()
	s.note(d)
	if d.Reason != "" && d.Reason != noRetry && p.forged == "" && p.attempt < len(s.cfg.RetryDelays) && s.live.Err() == nil {
		delay := s.cfg.RetryDelays[p.attempt]
		p.attempt, p.reason = p.attempt+1, d.Reason
		s.tasks.Go(func() { s.deliverAfter(delay, p) })
	} else {
		s.busy--
	}
	s.touch()
}

// note remembers an attempt. The caller holds s.mu.
func (s *Server) note(d Delivery) {
	s.deliveries = latest(append(s.deliveries, d), s.cfg.Keep)
	if s.cfg.InspectDelivery != nil {
		s.cfg.InspectDelivery(d)
	}
}

func (s *Server) deliverAfter(d time.Duration, p parcel) {
	if !s.wait(d) {
		return
	}
	s.deliver(p)
}

// wait lasts d; it says false when the workspace closed before.
func (s *Server) wait(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-s.live.Done():
		return false
	}
}

// Settled says whether every queued delivery has ended, retries included.
func (s *Server) Settled() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.busy == 0
}

func (s *Server) target(kind string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.targetOf(kind)
}

// targetOf is where calls of a kind go, empty for nowhere. The caller holds s.mu.
func (s *Server) targetOf(kind string) string {
	if s.cfg.SocketMode {
		return bySocket
	}
	switch kind {
	case toInteractions:
		return s.targets.interactions
	case toCommands:
		return s.targets.commands
	}
	return s.targets.events
}
