package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/bellhop-chat/bellhop/adapters/answers"
	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/postgres"
	"github.com/bellhop-chat/bellhop/adapters/seal"
	"github.com/bellhop-chat/bellhop/adapters/slack"
	"github.com/bellhop-chat/bellhop/adapters/sqlite"
	"github.com/bellhop-chat/bellhop/adapters/web"
	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// The fixed names of what the settings set up.
const (
	theWorkspace = core.WorkspaceID("main")
	theSite      = core.SiteID("main")
	theSlack     = core.ConnectionID("slack")
	theRoute     = core.RouteID("main-slack")

	theDiscord      = core.ConnectionID("discord")
	theDiscordRoute = core.RouteID("main-discord")
)

// house is the rooms put together.
type house struct {
	store   core.Store
	bridge  *bridge.Bridge
	slack   *slack.Slack     // nil when Slack is not set up
	discord *discord.Discord // nil when Discord is not set up
	blobs   core.Blobs
	metrics *prometheus.Registry
	log     *slog.Logger
}

// options are what the demo does differently.
type options struct {
	now      func() time.Time
	presence core.Presence
}

func (s *Settings) logger(w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.LogLevel)); err != nil {
		level = slog.LevelInfo
	}
	o := &slog.HandlerOptions{Level: level}
	if s.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}

// openStore opens the database that the settings name.
func (s *Settings) openStore(ctx context.Context) (core.Store, error) {
	key, err := s.secretKey()
	if err != nil {
		return nil, err
	}
	raw, err := derived(key, "bellhop secrets at rest", seal.KeySize)
	if err != nil {
		return nil, err
	}
	sealer, err := seal.New(raw)
	if err != nil {
		return nil, err
	}
	if s.postgres() {
		return postgres.Open(ctx, s.Database, postgres.Options{Sealer: sealer})
	}
	return sqlite.Open(ctx, s.Database, sqlite.Options{Sealer: sealer})
}

// build opens the store and puts the rooms together.
func (s *Settings) build(ctx context.Context, log *slog.Logger, o options) (*house, error) {
	store, err := s.openStore(ctx)
	if err != nil {
		return nil, err
	}
	blobs, err := s.openBlobs()
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	h := &house{store: store, blobs: blobs, metrics: prometheus.NewRegistry(), log: log}
	if err := h.furnish(s, o); err != nil {
		_ = h.close() // the first error is the one to tell
		return nil, err
	}
	return h, nil
}

// close closes what was opened.
func (h *house) close() error {
	err := h.store.Close()
	if c, ok := h.blobs.(io.Closer); ok {
		err = errors.Join(err, c.Close())
	}
	return err
}

func (h *house) furnish(s *Settings, o options) error {
	h.metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	var platforms []core.Platform
	if s.slack() {
		var err error
		if h.slack, err = s.newSlack(h.log); err != nil {
			return err
		}
		platforms = append(platforms, h.slack)
	}
	owner := newID()
	if s.discord() {
		cfg := s.discordConfig()
		cfg.Leases, cfg.Owner, cfg.Log = h.store, owner, h.log
		if !s.postgres() {
			cfg.Owner = "alone" // nobody else serves from the file: a crash leaves no lease to wait for
		}
		var err error
		if h.discord, err = discord.New(cfg); err != nil {
			return err
		}
		platforms = append(platforms, h.discord)
	}
	if o.now == nil {
		o.now = time.Now
	}
	if o.presence == nil {
		o.presence = unknown{}
	}
	rings, err := s.rings()
	if err != nil {
		return err
	}
	h.bridge, err = bridge.New(bridge.Config{
		Store: h.store, Platforms: platforms, Answerer: answers.Honest{}, Detector: answers.NewPhrases(),
		Presence: o.presence, Now: o.now, NewID: newID, Log: h.log, Metrics: h.metrics, CatchUp: s.catchUp(), Rings: rings, Owner: owner,
		Blobs: h.blobs, MaxFile: int64(s.AgentFileMax), FileDays: s.FilesDays,
	})
	return err
}

func (s *Settings) newSlack(log *slog.Logger) (*slack.Slack, error) {
	posts := s.SlackPosts
	if posts == 0 {
		posts = -1
	}
	return slack.New(slack.Config{Posts: posts, APIURL: s.SlackAPIURL, SigningSecret: s.SlackSigningSecret, AppToken: s.SlackAppToken, Log: log})
}

// install stores what the settings describe.
func (s *Settings) install(ctx context.Context, store core.Store) error {
	setup := core.Setup{
		Workspace: core.Workspace{ID: theWorkspace, Name: s.SiteName},
		Site: core.Site{ID: theSite, Workspace: theWorkspace, Key: s.SiteKey, Name: s.SiteName, Greeting: s.Greeting,
			Color: s.SiteColor, Origins: s.origins(), Secret: s.SiteSecret, Wait: s.Wait, Fields: core.DetailFields(), Files: s.fileRules()},
		NewSecret: newSecret(),
	}
	if s.slack() {
		setup.Connections = []core.Connection{{ID: theSlack, Workspace: theWorkspace, Surface: core.Slack, Token: s.SlackBotToken}}
		setup.Routes = []core.Route{{ID: theRoute, Workspace: theWorkspace, Site: theSite, Connection: theSlack,
			Surface: core.Slack, Channel: s.SlackChannel}}
	}
	if s.discord() {
		setup.Connections = append(setup.Connections, s.discordConnection())
		setup.Routes = append(setup.Routes, core.Route{ID: theDiscordRoute, Workspace: theWorkspace, Site: theSite, Connection: theDiscord,
			Surface: core.Discord, Channel: s.DiscordChannel})
	}
	return store.Install(ctx, setup)
}

// web is the server of the house.
func (h *house) web(s *Settings) (*web.Server, error) {
	proxies, err := web.ParseProxies(s.TrustedProxies)
	if err != nil {
		return nil, err
	}
	var doors http.Handler
	if h.slack != nil {
		doors = h.slack.Doors(h.bridge, h.bridge)
	}
	limits := web.DefaultLimits()
	limits.NewVisitors, limits.Messages, limits.Uploads, limits.Calls = s.LimitVisitors, s.LimitMessages, s.LimitUploads, s.LimitCalls
	limits.VisitorStreams, limits.AddressStreams = s.LimitStreams, s.LimitAddress
	server, err := web.New(web.Config{
		Bridge: h.bridge, PublicURL: s.PublicURL, TrustedProxies: proxies, Limits: limits, Log: h.log,
		Slack: doors, Metrics: promhttp.HandlerFor(h.metrics, promhttp.HandlerOpts{}),
	})
	if err != nil {
		return nil, err
	}
	h.metrics.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "bellhop", Name: "open_streams",
		Help: "Event streams that are open now."}, func() float64 { return float64(server.Streams()) }))
	return server, nil
}

// newID makes ids that sort by time.
func newID() string {
	id, err := uuid.NewV7()
	if err != nil {
		panic(err) // the system's randomness is broken; nothing may go on
	}
	return id.String()
}

func newSecret() string {
	var raw [32]byte
	if _, err := rand.Read(raw[:]); err != nil {
		panic(err) // as above
	}
	return hex.EncodeToString(raw[:])
}

// unknown knows of nobody whether they are there. Until presence is asked of
// the platforms, everyone counts as unknown: nobody is shown as online, and
// nobody is left unasked.
type unknown struct{}

func (unknown) Duty(context.Context, core.Route) (core.Duty, error) { return core.DutyUnknown, nil }
