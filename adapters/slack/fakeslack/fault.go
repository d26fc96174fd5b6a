package fakeslack

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Kind is what goes wrong.
type Kind string

// What can go wrong with a Web API call. "After" means the call was carried out and only its answer is lost.
const (
	RateLimited     Kind = "rate_limited"      // 429 with Retry-After (D, default what is left until Until, at least 1 s)
	RateLimitedBare Kind = "rate_limited_bare" // 429 without Retry-After
	ServerError     Kind = "server_error"      // 503, not carried out
	ServerErrorLate Kind = "server_error_late" // 503, carried out
	Cut             Kind = "cut"               // connection closed, not carried out
	CutLate         Kind = "cut_late"          // connection closed, carried out
	Slow            Kind = "slow"              // carried out, answered after D
	ErrorCode       Kind = "error_code"        // ok:false with Code, not carried out
	HTML            Kind = "html"              // 200 with a web page, not carried out
	Redirect        Kind = "redirect"          // to the address in Code, not carried out
)

// What can go wrong with an event (Method "events").
const (
	Drop          Kind = "drop"           // never sent
	Duplicate     Kind = "duplicate"      // sent N more times (at least once) with the same event id
	Late          Kind = "late"           // sent after D, others overtake it
	Reorder       Kind = "reorder"        // the next N (at least 2) are held and then sent in reverse; counts as N of Times
	BadSignature  Kind = "bad_signature"  // before the true one, a copy signed with another secret
	Stale         Kind = "stale"          // before the true one, a copy signed six minutes ago
	MalformedJSON Kind = "malformed_json" // before the true one, half of it, well signed
	UnknownType   Kind = "unknown_type"   // before the true one, a copy of a type nobody knows, under another event id
)

// Fault is something that will go wrong. Faults apply in the order they were set; the first that fits is used.
type Fault struct {
	Method string // a Web API method, "*" for all of them, "events", "upload" or "download" (the bytes of files)
	Kind   Kind
	Times  int           // how often; 0 means once, -1 until ClearFaults
	D      time.Duration // for RateLimited, Slow, Late
	N      int           // for Duplicate, Reorder
	Code   string        // for ErrorCode, Redirect
	Until  time.Time     // by the workspace's clock; the fault meets nothing from then on. Zero is no end.
	// Match, if set, says which calls (their arguments) or events (the inner event) are met. It must not call the Server.
	Match func(map[string]any) bool
}

// What carries the bytes of files, for Fault.
const (
	toUpload   = "upload"
	toDownload = "download"
)

// Fault sets one.
func (s *Server) Fault(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Times == 0 {
		f.Times = 1
		if f.Kind == Reorder {
			f.Times = max(f.N, 2)
		}
	}
	s.faults = append(s.faults, &f)
}

// ClearFaults ends all faults and lets go of events held back by them.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	s.releaseHeld()
}

func (s *Server) takeFault(method string, a map[string]any) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.matchFault(method, a)
}

// matchFault finds and uses up the fault for a call or event. The caller holds s.mu.
func (s *Server) matchFault(method string, a map[string]any) *Fault {
	now := s.cfg.Now()
	s.faults = slices.DeleteFunc(s.faults, func(f *Fault) bool { return !f.Until.IsZero() && !now.Before(f.Until) })
	for _, f := range s.faults {
		if f.Method != method && (f.Method != "*" || method == toEvents || method == toUpload || method == toDownload) || f.Times == 0 || f.Match != nil && !f.Match(a) {
			continue
		}
		used := *f
		if f.D == 0 && !f.Until.IsZero() {
			used.D = f.Until.Sub(now) + time.Second - 1 // whole seconds, and not too early
		}
		if f.Times > 0 {
			f.Times--
		}
		s.faults = slices.DeleteFunc(s.faults, func(f *Fault) bool { return f.Times == 0 })
		return &used
	}
	return nil
}

// before answers a call in place of the method, if the fault says so.
func (f *Fault) before(w http.ResponseWriter) bool {
	if f == nil {
		return false
	}
	switch f.Kind {
	case RateLimited, RateLimitedBare:
		tooMany(w, max(int(f.D.Seconds()), 1), f.Kind == RateLimited)
	case ServerError:
		http.Error(w, "upstream connect error", http.StatusServiceUnavailable)
	case Cut:
		cut(w)
	case ErrorCode:
		answer(w, failure(fail(f.Code)))
	case Redirect:
		w.Header().Set("Location", f.Code)
		w.WriteHeader(http.StatusFound)
	case HTML:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!DOCTYPE html><html><title>Slack</title><body>Something went wrong.</body></html>"))
	default:
		return false
	}
	return true
}

// after answers a call that was carried out, if the fault says so, or delays the answer.
func (f *Fault) after(s *Server, w http.ResponseWriter, r *http.Request) bool {
	if f == nil {
		return false
	}
	switch f.Kind {
	case ServerErrorLate:
		http.Error(w, "upstream connect error", http.StatusServiceUnavailable)
	case CutLate:
		cut(w)
	case Slow:
		t := time.NewTimer(f.D)
		defer t.Stop()
		select {
		case <-t.C:
		case <-r.Context().Done():
		case <-s.live.Done():
		}
		return false
	default:
		return false
	}
	return true
}

func tooMany(w http.ResponseWriter, seconds int, say bool) {
	if say {
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusTooManyRequests)
	_, _ = w.Write([]byte(`{"ok":false,"error":"ratelimited"}`))
}

// cut closes the connection without an answer.
func cut(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	conn.Close()
}
