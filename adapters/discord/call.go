package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

const maxAnswer = 8 << 20 // bytes of an answer

// call is one request of the REST API.
type call struct {
	method string
	path   string // after /api/v10/
	family string // the gate it passes: the route, with the ids that Discord counts apart
	query  url.Values
	body   any // sent as JSON; nil sends none
	upload *uploading
	into   any  // gets the answer; nil drops it
	bare   bool // the path holds a token of its own: a webhook's, an interaction's
	exempt bool // answers to interactions pass no global gate
}

func get(path string, into any) call {
	return call{method: http.MethodGet, path: path, family: "GET " + path, into: into}
}

// apiError is an answer that is none of success.
type apiError struct {
	Status  int
	Code    int           `json:"code"`
	Message string        `json:"message"`
	Wait    float64       `json:"retry_after"` // seconds
	Global  bool          `json:"global"`
	Scope   string        `json:"-"` // user, global or shared
	After   time.Duration `json:"-"`
	JSON    bool          `json:"-"` // Discord said so, not something on the way
	Fields  string        `json:"-"`
	Route   string        `json:"-"`
}

func (e *apiError) Error() string {
	s := fmt.Sprintf("%s: status %d, code %d: %s", e.Route, e.Status, e.Code, e.Message)
	if e.Fields != "" {
		s += " " + e.Fields
	}
	return s
}

// call sends a request when its gates are open, and never waits for one. Errors
// are *apiError, *core.SendError where a gate or a breaker answers, or of the
// network.
func (d *Discord) call(ctx context.Context, c core.Connection, k call) error {
	if err := d.mayCall(c, k); err != nil {
		return err
	}
	within, cancel, client := ctx, func() {}, d.files // bytes take as long as the caller waits
	if k.upload == nil {
		within, cancel = context.WithTimeout(ctx, callTimeout)
		client = d.http
	}
	defer cancel()
	req, err := d.request(within, c, k)
	if err != nil {
		return err
	}
	res, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("%s: %w", k.family, withoutAddress(err))
	}
	defer res.Body.Close() // read to its end, or of no use
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	d.gates.heed(k.family, res.Header)
	if res.StatusCode >= 300 {
		return d.refused(c, k, res, body)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", k.family, err)
	}
	if k.into == nil || len(body) == 0 {
		return nil
	}
	if err := json.Unmarshal(body, k.into); err != nil {
		return fmt.Errorf("%s: the answer is not as expected: %w", k.family, err)
	}
	return nil
}

// withoutAddress is what went wrong with a request, without the address that it
// went to: those of webhooks and interactions hold their tokens.
func withoutAddress(err error) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		return ue.Err
	}
	return err
}

// mayCall asks the gates and breakers.
func (d *Discord) mayCall(c core.Connection, k call) error {
	if !k.bare && d.doubt.has(c.Token) && k.path != "users/@me" {
		return tokenRefused(nil)
	}
	if err := d.storms.open(c.ID); err != nil {
		return err
	}
	return d.gates.pass(k.family, !k.exempt)
}

// content is what a request carries, how long it is, and its media type.
func (k call) content() (body io.Reader, size int64, kind string, err error) {
	if k.body == nil {
		return nil, 0, "", nil
	}
	raw, err := json.Marshal(k.body)
	if err != nil || k.upload == nil {
		return bytes.NewReader(raw), int64(len(raw)), "application/json", err
	}
	return k.upload.form(raw)
}

func (d *Discord) request(ctx context.Context, c core.Connection, k call) (*http.Request, error) {
	body, size, kind, err := k.content()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", k.family, err)
	}
	address := d.api + apiPath + k.path
	if len(k.query) > 0 {
		address += "?" + k.query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, k.method, address, body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", k.family, err)
	}
	req.Header.Set("User-Agent", userAgent)
	if kind != "" {
		req.Header.Set("Content-Type", kind)
		req.ContentLength = size
	}
	if !k.bare {
		req.Header.Set("Authorization", "Bot "+c.Token)
	}
	return req, nil
}

// refused reads what Discord says against a request, and lets gates and
// breakers know.
func (d *Discord) refused(c core.Connection, k call, res *http.Response, body []byte) error {
	e := &apiError{Route: k.family}
	var detail struct {
		Errors json.RawMessage `json:"errors"`
	}
	e.JSON = json.Unmarshal(body, e) == nil && json.Unmarshal(body, &detail) == nil
	e.Status, e.Fields = res.StatusCode, string(detail.Errors)
	e.Scope = res.Header.Get("X-RateLimit-Scope")
	if e.Status == http.StatusTooManyRequests {
		e.After = time.Duration(e.Wait * float64(time.Second))
		if s, err := strconv.ParseFloat(res.Header.Get("Retry-After"), 64); err == nil && e.After == 0 {
			e.After = time.Duration(s * float64(time.Second))
		}
		e.After = max(e.After, bareWait)
		d.gates.shut(k.family, e)
	}
	if e.Status == http.StatusUnauthorized && !k.bare {
		d.doubt.note(c.Token)
	}
	d.storms.count(c.ID, e)
	return e
}

// watch tells afterwards whether a request may have left us: its headers were
// written to a connection.
func watch(ctx context.Context) (context.Context, func() bool) {
	var left atomic.Bool
	trace := &httptrace.ClientTrace{WroteHeaders: func() { left.Store(true) }}
	return httptrace.WithClientTrace(ctx, trace), left.Load
}
