package fakediscord

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// sharedLimit marks a 429 of scope shared, which counts towards no ban.
const sharedLimit = 20028

// ration counts a request in its bucket and in the global one. The headers tell what is left of the bucket.
func (s *Server) ration(rt route, c *call) (http.Header, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.cfg.Now()
	if w := s.bucket("global"); !rt.open && !w.take(s.cfg.Limits.Global, now) {
		return nil, limited(w.ends.Sub(now), "global", 0)
	}
	rate, name, major := s.rateOf(rt, c)
	if rate.N <= 0 {
		return nil, nil
	}
	w := s.bucket(name + " " + major)
	if ok := w.take(rate, now); !ok {
		err := limited(w.ends.Sub(now), "user", 0)
		bucketHeaders(err.header, name, rate, w, now)
		return nil, err
	}
	if err := s.rationChannel(rt, c, now); err != nil {
		return nil, err
	}
	header := http.Header{}
	bucketHeaders(header, name, rate, w, now)
	return header, nil
}

// rationChannel counts in what all webhooks of a channel share.
func (s *Server) rationChannel(rt route, c *call, now time.Time) error {
	h, ok := s.hooks[c.at("webhook_id")]
	if !ok || rt.bucket != byWebhook {
		return nil
	}
	w := s.bucket("webhooks of " + h.Channel)
	if !w.take(s.cfg.Limits.WebhookChannel, now) {
		return limited(w.ends.Sub(now), "shared", sharedLimit)
	}
	return nil
}

func (s *Server) rateOf(rt route, c *call) (rate Rate, name, major string) {
	name = rt.method + " " + rt.path
	switch rt.bucket {
	case byMessages:
		return s.cfg.Limits.Messages, name, c.at("channel_id")
	case byEdits:
		return s.cfg.Limits.Edits, name, c.at("channel_id")
	case byWebhook:
		return s.cfg.Limits.Webhook, name, c.at("webhook_id")
	case free:
		return Rate{}, "", ""
	}
	return s.cfg.Limits.Other, name, c.at("channel_id") + c.at("guild_id") + c.at("webhook_id")
}

func (s *Server) bucket(name string) *window {
	w, ok := s.buckets[name]
	if !ok {
		w = &window{}
		s.buckets[name] = w
	}
	return w
}

func bucketHeaders(h http.Header, name string, rate Rate, w *window, now time.Time) {
	left := w.ends.Sub(now).Seconds()
	h.Set("X-RateLimit-Bucket", fmt.Sprintf("%08x%08x", hash(name), hash(name+"#")))
	h.Set("X-RateLimit-Limit", strconv.Itoa(rate.N))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(rate.N-w.used))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(w.ends.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", left))
}

// limited is a 429. Scope is user, global or shared.
func limited(wait time.Duration, scope string, code int) *apiError {
	e := &apiError{
		status: http.StatusTooManyRequests, code: code, message: "You are being rate limited.",
		extra: obj{"retry_after": float64(wait.Milliseconds()) / 1000, "global": scope == "global"}, header: http.Header{},
	}
	e.header.Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	e.header.Set("X-RateLimit-Scope", scope)
	if scope == "global" {
		e.header.Set("X-RateLimit-Global", "true")
	}
	return e
}
