package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"github.com/bellhop-chat/bellhop/core"
)

// The close codes after which Discord must not be asked again as before.
const (
	closeToken    = 4004
	closeShard    = 4010
	closeSharding = 4011
	closeVersion  = 4012
	closeIntents  = 4013
	closePortal   = 4014
)

// refusals are what those codes mean. Nothing but a repair helps.
var refusals = map[int]rule{
	closeToken:    held("token_refused", cureToken),
	closeShard:    held("gateway_shard", "Please report this: Discord does not take the shard."),
	closeSharding: held("gateway_sharding", "The bot is in more than 2,500 servers, which takes several shards. Please report this."),
	closeVersion:  held("gateway_version", "Discord does not speak this version of its gateway any more. Install a newer Bellhop."),
	closeIntents:  held("gateway_intents", "Please report this: Discord does not know an intent."),
	closePortal:   held(causeIntents, "Switch on Message Content Intent and Presence Intent on the application's page, Bot."),
}

// starts is what Discord says of opening sessions.
type starts struct {
	URL   string `json:"url"`
	Limit *struct {
		Remaining int   `json:"remaining"`
		Reset     int64 `json:"reset_after"` // milliseconds
	} `json:"session_start_limit"` // nil when Discord does not say
}

// connect opens a session and waits for READY. One that stands is taken up
// again where it was, as long as Discord remembers it; otherwise a new one
// begins.
func (d *Discord) connect(ctx context.Context, old *session, held *tenure) (*session, error) {
	if old != nil && old.resumable() {
		err := d.open(ctx, old)
		if err == nil {
			return old, nil
		}
		var se *core.SendError
		if errors.As(err, &se) && se.How == core.Held {
			return nil, err
		}
		old.abandon()
		if !held.due(ctx) {
			return nil, ctx.Err()
		}
	}
	c := core.Connection{Token: d.cfg.BotToken}
	app, err := d.application(ctx, c)
	if err != nil {
		return nil, read(err)
	}
	var s starts
	if err := d.call(ctx, c, get("gateway/bot", &s)); err != nil {
		return nil, read(err)
	}
	if s.Limit != nil && s.Limit.Remaining <= spareStarts {
		e := *errStarts
		e.After = time.Duration(s.Limit.Reset) * time.Millisecond
		return nil, &e
	}
	u, err := url.Parse(s.URL)
	if err != nil || u.Scheme != "wss" && (u.Scheme != "ws" || d.api == defaultAPI) {
		return nil, &core.SendError{How: core.Held, Cause: "gateway_address",
			Cure: "Discord gave an address for the gateway that is not encrypted. Check BELLHOP_DISCORD_API_URL."}
	}
	k, err := d.newSession(app, dialled(*u))
	if err != nil {
		return nil, err
	}
	if err := d.open(ctx, k); err != nil {
		k.abandon()
		return nil, d.line.guessed(app, err)
	}
	return k, nil
}

// intents are what we ask to hear: what the portal did not grant would get us
// refused.
func intents(app application) discordgo.Intent {
	i := discordgo.IntentGuilds | discordgo.IntentGuildMessages | discordgo.IntentGuildMessageTyping
	if app.Flags&flagContent != 0 {
		i |= discordgo.IntentMessageContent
	}
	if app.Flags&flagPresence != 0 {
		i |= discordgo.IntentGuildPresences
	}
	return i
}

// newSession makes a session of the library that does nothing by itself: it
// keeps no state, calls one handler in order, and reconnects when we say so.
func (d *Discord) newSession(app application, address string) (*session, error) {
	s, err := discordgo.New("Bot " + d.cfg.BotToken)
	if err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	k := &session{d: d, lib: s, ended: make(chan struct{}), ready: make(chan struct{}), waiting: make(chan gatewayEvent, maxWaiting), beat: d.now()}
	s.Identify.Intents = intents(app)
	s.SyncEvents, s.StateEnabled, s.ShouldReconnectOnError, s.ShouldRetryOnRateLimit, s.MaxRestRetries = true, false, false, false, 0
	s.LogLevel = -1 // it would write to the process's own output
	s.UserAgent = userAgent
	s.Client = &http.Client{Transport: told(address)}
	s.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: d.line.pace.open, NetDialContext: k.dial}
	s.AddHandler(k.event)
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { k.end(lineGone(nil)) })
	return k, nil
}

// dialled is the gateway's address as the library is to be told it. The library
// puts a slash and its own query behind whatever it is told, which is another
// address when there is a path already: behind a # that is sent to nobody.
func dialled(u url.URL) string {
	q := u.Query()
	q.Set("v", discordgo.APIVersion)
	q.Set("encoding", "json")
	u.RawQuery, u.Fragment, u.RawFragment = q.Encode(), "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String() + "#"
}

// told answers the one thing the library asks for over HTTP, the address of the
// gateway, with the one that we have asked for.
type told string

// RoundTrip asks nobody.
func (t told) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := json.Marshal(map[string]string{"url": string(t)})
	if err != nil {
		return nil, err
	}
	return &http.Response{Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
}

// open opens a session under a deadline. The library can wait forever when
// Discord says "go away" at the wrong moment; such a session is left behind.
func (d *Discord) open(ctx context.Context, k *session) error {
	k.renew()
	done := make(chan error, 1)
	go func() { done <- k.lib.Open() }()
	timer := time.NewTimer(d.line.pace.open)
	defer timer.Stop()
	select {
	case err := <-done:
		return k.opened(ctx, err, timer)
	case <-timer.C:
		k.abandon()
		return &core.SendError{How: core.Retry, Cause: "gateway_silent"}
	case <-ctx.Done():
		k.abandon()
		return ctx.Err()
	}
}

// opened waits for READY or RESUMED after the library is done: it takes any
// first word for them.
func (k *session) opened(ctx context.Context, err error, timer *time.Timer) error {
	if err != nil {
		return gatewayError(err)
	}
	select {
	case <-k.ready:
		return nil
	case <-k.ended:
		return gatewayError(k.closeError())
	case <-timer.C:
		k.abandon()
		return &core.SendError{How: core.Retry, Cause: "gateway_silent"}
	case <-ctx.Done():
		k.abandon()
		return ctx.Err()
	}
}

// gatewayError says why Discord did not let us in.
func gatewayError(err error) error {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		if r, ok := refusals[closed.Code]; ok {
			return &core.SendError{How: r.how, Cause: r.cause, Cure: r.cure, Dead: closed.Code == closeToken, Err: err}
		}
	}
	return lineGone(err)
}

func lineGone(err error) error {
	return &core.SendError{How: core.Retry, Cause: "line_gone", Err: err}
}

// links are the connections of a session, so that one that is left behind is
// closed all the same.
type links struct {
	mu   sync.Mutex
	last net.Conn
	over bool
}

func (l *links) keep(c net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = c
	if l.over {
		_ = c.Close() // its session was left behind
	}
}

func (l *links) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over = true
	if l.last != nil {
		_ = l.last.Close() // whoever reads it notices
	}
}
