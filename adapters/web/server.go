package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/web/widget"
	"github.com/bellhop-chat/bellhop/bridge"
)

// Config is what a Server stands on. Only Bridge is required.
type Config struct {
	Bridge         *bridge.Bridge
	PublicURL      string         // "https://chat.example.com"; empty: as each request names us
	TrustedProxies []netip.Prefix // whose X-Forwarded-For is believed; see ParseProxies
	Limits         Limits         // the zero value limits nothing; see DefaultLimits
	Log            *slog.Logger   // nil logs nothing
	Slack          http.Handler   // gets /slack/… with its whole path; nil answers 404
	Metrics        http.Handler   // gets /metrics from private networks; nil answers 404
	Widget         []byte         // what /widget.js answers; nil for package widget's script
	Heartbeat      time.Duration  // between signs of life on a stream; 0 for 15 s
	WriteTimeout   time.Duration  // for one event; 0 for 10 s
}

// Server answers browsers and operators.
type Server struct {
	Config
	handler  http.Handler
	script   *script
	origins  *origins
	hub      *hub
	arrivals *meter    // by address
	misses   *meter    // by address
	messages *meter    // by visitor
	uploads  *meter    // by visitor
	calls    *meter    // by visitor and kind
	hidden   sync.Once // an unknown proxy was warned of
}

// New checks the configuration and makes a Server. It starts nothing.
func New(c Config) (*Server, error) {
	if c.Bridge == nil {
		return nil, errors.New("web: a bridge is required")
	}
	for _, p := range c.TrustedProxies {
		if !p.IsValid() {
			return nil, errors.New("web: a trusted proxy is no network")
		}
	}
	c.PublicURL = strings.TrimRight(c.PublicURL, "/")
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Widget == nil {
		c.Widget = widget.Script()
	}
	if c.Heartbeat <= 0 {
		c.Heartbeat = 15 * time.Second
	}
	if c.WriteTimeout <= 0 {
		c.WriteTimeout = 10 * time.Second
	}
	s := &Server{
		Config: c, script: newScript(c.Widget),
		origins:  &origins{ask: c.Bridge.OriginKnown},
		hub:      newHub(c.Heartbeat, c.Limits),
		arrivals: newMeter(c.Limits.NewVisitors, "At most %d new visitors a minute may come from one address."),
		misses:   newMeter(c.Limits.Misses, "At most %d wrong tries a minute may come from one address."),
		messages: newMeter(c.Limits.Messages, "At most %d messages a minute may be sent."),
		uploads:  newMeter(c.Limits.Uploads, "At most %d files a minute may be uploaded."),
		calls:    newMeter(c.Limits.Calls, "At most %d calls of a kind a minute may be made."),
	}
	s.handler = s.routes()
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Streams tells how many event streams are open.
func (s *Server) Streams() int { return s.hub.open() }

// Close ends all streams and lets none begin. It waits for them until ctx ends.
func (s *Server) Close(ctx context.Context) error { return s.hub.close(ctx) }

// Serve answers on a listener until ctx ends, then lets calls under way finish
// within grace and ends the streams.
func (s *Server) Serve(ctx context.Context, l net.Listener, grace time.Duration) error {
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug),
	}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		ended <- errors.Join(s.Close(last), srv.Shutdown(last))
	}()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}
