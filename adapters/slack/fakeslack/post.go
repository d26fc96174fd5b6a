package fakeslack

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"
)

const noRetry = "http_error (x-slack-no-retry)"

// reply is what the app answered.
type reply struct {
	Delivery
	body   []byte
	header http.Header
}

// post makes one signed call to the app and waits at most AckTimeout.
func (s *Server) post(url string, p parcel) reply {
	began := s.cfg.Now()
	out := reply{Delivery: Delivery{Kind: p.kind, ID: p.id, Attempt: p.attempt, Fault: p.forged, At: began}}
	ctx, cancel := context.WithTimeout(s.live, s.cfg.AckTimeout)
	defer cancel()
	body, header := s.seal(p)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		out.Reason = "unknown_error"
		return out
	}
	req.Header = header
	res, err := s.cfg.Client.Do(req)
	if err == nil {
		out.Status, out.header = res.StatusCode, res.Header
		out.body, err = io.ReadAll(io.LimitReader(res.Body, 1<<20))
		res.Body.Close()
	}
	out.Took, out.Reason = s.cfg.Now().Sub(began), reasonOf(res, err)
	return out
}

// seal makes the body and headers of a parcel, spoilt as a fault asks.
func (s *Server) seal(p parcel) ([]byte, http.Header) {
	body, at, secret := p.body, s.cfg.Now(), s.cfg.SigningSecret
	switch p.forged {
	case BadSignature:
		secret = "not the " + secret
	case Stale:
		at = at.Add(-6 * time.Minute)
	case MalformedJSON:
		body = append(bytes.Clone(body[:len(body)/2]), "…"...)
	case UnknownType:
		body = bytes.Replace(body, []byte(`"type":"message"`), []byte(`"type":"something_slack_invents_tomorrow"`), 1)
		body = bytes.Replace(body, []byte(`"event_id":"`), []byte(`"event_id":"EvX`), 1)
	}
	h := Sign(secret, at, body)
	h.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	h.Set("Content-Type", "application/json")
	if p.kind != toEvents {
		h.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if p.attempt > 0 {
		h.Set("X-Slack-Retry-Num", strconv.Itoa(p.attempt))
		h.Set("X-Slack-Retry-Reason", p.reason)
	}
	return body, h
}

// reasonOf is x-slack-retry-reason for what happened; empty when the app acknowledged.
func reasonOf(res *http.Response, err error) string {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "http_timeout"
	case err != nil:
		return "connection_failed"
	case res.StatusCode/100 == 2:
		return ""
	case res.StatusCode/100 == 3:
		return "too_many_redirects"
	case res.Header.Get("X-Slack-No-Retry") == "1":
		return noRetry
	}
	return "http_error"
}
