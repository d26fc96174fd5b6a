package fakeslack

import (
	"encoding/json"
	"net/http"
	"net/url"
	"time"
)

// send makes one call to the app, over HTTP or a socket, and waits at most AckTimeout.
func (s *Server) send(target string, p parcel) reply {
	if target != bySocket {
		return s.post(target, p)
	}
	began := s.cfg.Now()
	out := reply{Delivery: Delivery{Kind: p.kind, ID: p.id, Attempt: p.attempt, Fault: p.forged, At: began}}
	body, reason := s.push(p)
	out.Took, out.Reason = s.cfg.Now().Sub(began), reason
	if reason == "" {
		out.Status, out.body = http.StatusOK, body
		out.header = http.Header{"Content-Type": {"application/json"}}
	}
	return out
}

// push writes an envelope to the socket whose turn it is and waits for its acknowledgement.
func (s *Server) push(p parcel) (answer []byte, reason string) {
	s.mu.Lock()
	if len(s.plugs.open) == 0 {
		s.mu.Unlock()
		return nil, "connection_failed"
	}
	s.plugs.next++
	to := s.plugs.open[s.plugs.next%len(s.plugs.open)]
	id := s.id("envelope")
	done := make(chan json.RawMessage, 1)
	to.waiting[id], to.answers[id] = done, p.kind == toCommands
	s.plugs.known[id] = true
	s.mu.Unlock()
	frame := s.frame(id, p)
	if err := to.write(frame); err != nil {
		return nil, "connection_failed"
	}
	if p.forged == MalformedJSON {
		return nil, "malformed on purpose"
	}
	late := time.NewTimer(s.cfg.AckTimeout)
	defer late.Stop()
	select {
	case answer := <-done:
		return answer, ""
	case <-late.C:
		return nil, "timeout"
	case <-to.gone:
		return nil, "connection_failed"
	case <-s.live.Done():
		return nil, "connection_failed"
	}
}

// frame is the envelope of a parcel, spoilt as a fault asks.
func (s *Server) frame(id string, p parcel) []byte {
	body, _ := s.seal(p)
	if p.forged == MalformedJSON {
		return body
	}
	env := map[string]any{"envelope_id": id, "accepts_response_payload": p.kind == toCommands}
	switch p.kind {
	case toEvents:
		env["type"], env["payload"] = "events_api", json.RawMessage(body)
		env["retry_attempt"], env["retry_reason"] = p.attempt, p.reason
	case toInteractions:
		form, _ := url.ParseQuery(string(body)) // made by ourselves
		env["type"], env["payload"] = "interactive", json.RawMessage(form.Get("payload"))
	default:
		form, _ := url.ParseQuery(string(body)) // made by ourselves
		payload := map[string]string{}
		for k, v := range form {
			payload[k] = v[0]
		}
		env["type"], env["payload"] = "slash_commands", payload
	}
	frame, _ := json.Marshal(env) // decoded JSON: it encodes
	return frame
}
