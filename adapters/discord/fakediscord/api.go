package fakediscord

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
)

var userAgent = regexp.MustCompile(`^DiscordBot \(\S+, \S+\)`)

// serveRoute answers one route.
func (s *Server) serveRoute(rt route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c, err := s.readCall(rt, r)
		s.record(c.bare())
		if !s.cfg.AnyUserAgent && !userAgent.MatchString(r.Header.Get("User-Agent")) {
			s.settle(c, 403, 0, "")
			http.Error(w, "error code: 1010", http.StatusForbidden)
			return
		}
		f := s.takeFault(rt.method+" "+rt.path, c)
		if status, met := f.before(s, w); met {
			s.settle(c, status, f.Code, f.Kind)
			return
		}
		var header http.Header
		status, out := 0, any(nil)
		if err == nil {
			status, out, header, err = s.carryOut(rt, c)
		}
		var code int
		if err != nil {
			status, code, out, header = refused(err, header)
		}
		out = plain(out)
		if s.cfg.InspectAnswer != nil {
			s.cfg.InspectAnswer(rt.method, rt.path, status, out)
		}
		if late, met := f.after(s, w, r); met {
			s.settle(c, late, code, f.Kind)
			return
		}
		s.settle(c, status, code, "")
		for k, v := range header {
			w.Header()[k] = v
		}
		send(w, status, out)
	}
}

func refused(err error, header http.Header) (status, code int, out any, _ http.Header) {
	var e *apiError
	if !errors.As(err, &e) {
		e = plainError(500, "500: Internal Server Error")
	}
	if e.header != nil {
		header = e.header
	}
	return e.status, e.code, e.body(), header
}

// carryOut authorises, counts and runs one request.
func (s *Server) carryOut(rt route, c *call) (status int, out any, header http.Header, err error) {
	if err := s.authorise(rt, c); err != nil {
		return 0, nil, nil, err
	}
	header, err = s.ration(rt, c)
	if err != nil {
		return 0, nil, nil, err
	}
	if s.cfg.Inspect != nil {
		s.cfg.Inspect(rt.method, rt.path, c.Query, c.Body)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	out, err = rt.run(s, c)
	if err != nil {
		return 0, nil, header, err
	}
	status = http.StatusOK
	if with, ok := out.(answered); ok {
		status, out = with.status, with.out
	} else if out == nil {
		status = http.StatusNoContent
	}
	return status, out, header, nil
}

// answered is an answer with a status of its own.
type answered struct {
	status int
	out    any
}

func (s *Server) authorise(rt route, c *call) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rt.open || !s.revoked && c.token == "Bot "+s.cfg.Token {
		return nil
	}
	return plainError(http.StatusUnauthorized, "401: Unauthorized")
}

// plain makes an answer independent of the state it was made from, as sending it does.
func plain(v any) any {
	if v == nil {
		return nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		return obj{"code": 0, "message": "500: Internal Server Error"}
	}
	var out any
	if json.Unmarshal(b, &out) != nil {
		return nil
	}
	return out
}

func serveUnknown(w http.ResponseWriter, _ *http.Request) {
	send(w, http.StatusNotFound, obj{"message": "404: Not Found", "code": 0})
}

func (s *Server) record(c *Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = latest(append(s.calls, c), s.cfg.Keep)
}

// settle writes down how a call ended, and counts those that bring a ban nearer: 401, 403 and 429, but for shared limits.
func (s *Server) settle(c *call, status, code int, fault Kind) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Status, c.Code, c.Fault = status, code, fault
	if (status == 401 || status == 403 || status == 429) && fault != RateLimitedShared && code != sharedLimit {
		s.invalid[status]++
	}
	s.touch()
}

func send(w http.ResponseWriter, status int, out any) {
	if out == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(out) // the caller left: its own outcome is unknown, as in life
}
