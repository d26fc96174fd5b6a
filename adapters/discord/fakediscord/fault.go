package fakediscord

import (
	"net/http"
	"slices"
	"time"
)

// Kind is what goes wrong.
type Kind string

// What can go wrong with a request. "Late" means it was carried out and only its answer is lost.
const (
	RateLimited       Kind = "rate_limited"        // 429 of scope user (D, default 1 s)
	RateLimitedGlobal Kind = "rate_limited_global" // 429 of scope global (D, default 1 s)
	RateLimitedShared Kind = "rate_limited_shared" // 429 of scope shared (D, default 1 s)
	RateLimitedBare   Kind = "rate_limited_bare"   // 429 without headers or body
	ServerError       Kind = "server_error"        // Status (default 503), not carried out
	ServerErrorLate   Kind = "server_error_late"   // Status (default 503), carried out
	Cut               Kind = "cut"                 // connection closed, not carried out
	CutLate           Kind = "cut_late"            // connection closed, carried out
	Slow              Kind = "slow"                // carried out, answered after D
	ErrorCode         Kind = "error_code"          // Discord's error Code, with Status or the code's own, not carried out
	HTML              Kind = "html"                // Status (default 200) with a web page, not carried out
	Redirect          Kind = "redirect"            // 302 to the address To, not carried out
)

// What can go wrong with an event (Method "dispatch").
const (
	Drop      Kind = "drop"      // never sent
	Duplicate Kind = "duplicate" // sent N more times (at least once)
	Late      Kind = "late"      // sent after D, others overtake it
	Reorder   Kind = "reorder"   // the next N (at least 2) are held and then sent in reverse; counts as N of Times
)

// Fault is something that will go wrong. Faults apply in the order they were set; the first that fits is used.
type Fault struct {
	// Method is a method and route, as in "POST /channels/{channel_id}/messages", "*" for all of them, "dispatch", "gateway", or
	// "download" for the bytes of an attachment.
	Method string
	Kind   Kind
	Times  int           // how often; 0 means once, -1 until ClearFaults
	D      time.Duration // for RateLimited… (default what is left until Until), Slow, Late
	N      int           // for Duplicate, Reorder
	Code   int           // for ErrorCode, CloseInstead
	Status int           // for ServerError…, ErrorCode, HTML
	Until  time.Time     // by Config.Now; the fault meets nothing from then on. Zero is no end.
	To     string        // for Redirect
	// Match, if set, says which requests (their bodies) or dispatches (with "t" and "d") are met. It must not call the Server.
	Match func(map[string]any) bool
}

const (
	onDispatch = "dispatch"
	onGateway  = "gateway"
	onDownload = "download"
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

func (s *Server) takeFault(method string, c *call) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.matchFault(method, c.body)
}

// takeDownload is takeFault for the bytes of an attachment.
func (s *Server) takeDownload() *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.matchFault(onDownload, nil)
}

// matchFault finds and uses up the fault for a request or event; of kinds, if some are given. The caller holds s.mu.
func (s *Server) matchFault(method string, what obj, kinds ...Kind) *Fault {
	now := s.cfg.Now()
	s.faults = slices.DeleteFunc(s.faults, func(f *Fault) bool { return !f.Until.IsZero() && !now.Before(f.Until) })
	for _, f := range s.faults {
		everything := f.Method == "*" && method != onDispatch && method != onGateway && method != onDownload
		if f.Method != method && !everything || f.Times == 0 || f.Match != nil && !f.Match(what) {
			continue
		}
		if len(kinds) > 0 && !slices.Contains(kinds, f.Kind) {
			continue
		}
		used := *f
		if f.D == 0 && !f.Until.IsZero() {
			used.D = f.Until.Sub(now)
		}
		if f.Times > 0 {
			f.Times--
		}
		s.faults = slices.DeleteFunc(s.faults, func(f *Fault) bool { return f.Times == 0 })
		return &used
	}
	return nil
}

// before answers a request in place of the route, if the fault says so.
func (f *Fault) before(s *Server, w http.ResponseWriter) (status int, met bool) {
	if f == nil {
		return 0, false
	}
	def(&f.D, time.Second)
	switch f.Kind {
	case RateLimited:
		return f.answer(w, limited(f.D, "user", 0))
	case RateLimitedGlobal:
		return f.answer(w, limited(f.D, "global", 0))
	case RateLimitedShared:
		return f.answer(w, limited(f.D, "shared", 0))
	case RateLimitedBare:
		w.WriteHeader(http.StatusTooManyRequests)
		return http.StatusTooManyRequests, true
	case ServerError:
		return f.upstream(w), true
	case Cut:
		cut(w)
		return 0, true
	case ErrorCode:
		known, message := refusal(f.Code)
		def(&f.Status, known)
		return f.answer(w, &apiError{status: f.Status, code: f.Code, message: message})
	case HTML:
		def(&f.Status, http.StatusOK)
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(f.Status)
		_, _ = w.Write([]byte("<!DOCTYPE html><html><title>Attention required</title><body>Something went wrong.</body></html>"))
		return f.Status, true
	case Redirect:
		w.Header().Set("Location", f.To)
		w.WriteHeader(http.StatusFound)
		return http.StatusFound, true
	}
	return 0, false
}

func (f *Fault) answer(w http.ResponseWriter, e *apiError) (int, bool) {
	for k, v := range e.header {
		w.Header()[k] = v
	}
	send(w, e.status, e.body())
	return e.status, true
}

func (f *Fault) upstream(w http.ResponseWriter) int {
	def(&f.Status, http.StatusServiceUnavailable)
	http.Error(w, "upstream connect error or disconnect/reset before headers", f.Status)
	return f.Status
}

// after answers a request that was carried out, if the fault says so, or delays the answer.
func (f *Fault) after(s *Server, w http.ResponseWriter, r *http.Request) (status int, met bool) {
	if f == nil {
		return 0, false
	}
	switch f.Kind {
	case ServerErrorLate:
		return f.upstream(w), true
	case CutLate:
		cut(w)
		return 0, true
	case Slow:
		t := time.NewTimer(f.D)
		defer t.Stop()
		select {
		case <-t.C:
		case <-r.Context().Done():
		case <-s.live.Done():
		}
	}
	return 0, false
}

// cut closes the connection without an answer.
func cut(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	conn.Close()
}
