package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	defaultAPI  = "https://discord.com/"
	apiPath     = "api/v10/"
	callTimeout = 5 * time.Second
	userAgent   = "DiscordBot (https://github.com/bellhop-chat/bellhop, 1.0)"
)

// Config is what the adapter needs. Required: BotToken.
type Config struct {
	APIURL    string       // of Discord itself, without "/api"; default https://discord.com/
	BotToken  string       // opens the gateway; the token of every connection is the same
	Channel   string       // by it a connection learns which server it is of
	AgentRole string       // the id of the role whose members may answer; default: who may manage messages in the channel
	Leases    core.Leases  // keeps the gateway to one process and remembers failures; without it this process is alone
	Owner     string       // names this process in leases
	HTTP      *http.Client // default: a client of its own; a zero Timeout becomes 5 s
	Log       *slog.Logger // default: slog.Default()
	Now       func() time.Time
	Unpaced   bool // leaves the pace to Discord
}

// Discord is the adapter. All its methods may be called from any goroutine.
type Discord struct {
	cfg      Config
	api      string // ends in a slash
	host     string
	http     *http.Client
	files    *http.Client // for bytes
	log      *slog.Logger
	now      func() time.Time
	gates    gates
	storms   storms
	doubt    doubt
	line     line
	places   *places
	webhooks *webhooks
	guilds   *guilds
	people   *people
	answers  *answers
	writers  *writers
	statuses *statuses
	warned   warned
}

var _ core.Platform = (*Discord)(nil)

// New makes the adapter. It calls nobody.
func New(cfg Config) (*Discord, error) {
	if cfg.BotToken == "" {
		return nil, errors.New("discord: the bot token is missing")
	}
	if cfg.APIURL == "" {
		cfg.APIURL = defaultAPI
	}
	u, err := url.Parse(cfg.APIURL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("discord: the API address %q is no http or https address", cfg.APIURL)
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	d := &Discord{
		cfg: cfg, api: strings.TrimRight(cfg.APIURL, "/") + "/", host: u.Host, http: client(cfg.HTTP), log: cfg.Log, now: cfg.Now,
		gates: newGates(cfg.Now), storms: storms{now: cfg.Now}, line: line{pace: usualPace},
		places: newPlaces(), webhooks: newWebhooks(), guilds: newGuilds(cfg.Now), people: newPeople(cfg.Now),
		answers: newAnswers(cfg.Now), writers: newWriters(), statuses: newStatuses(cfg.Now),
	}
	d.files = fileClient(d.http)
	return d, nil
}

// client is the HTTP client to use: with a time-out, and with enough idle
// connections to the one host we call all day.
func client(given *http.Client) *http.Client {
	if given == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost = 32
		given = &http.Client{Transport: t}
	}
	c := *given
	if c.Timeout == 0 {
		c.Timeout = callTimeout
	}
	return &c
}

// Surface says that this is Discord.
func (d *Discord) Surface() core.Surface { return core.Discord }

// Introduce learns the server and our own ids in it. Which server that is, the
// channel tells; while it cannot be read, what the connection knows is kept.
func (d *Discord) Introduce(ctx context.Context, c core.Connection) (core.Connection, error) {
	var me struct {
		ID string `json:"id"`
	}
	if err := d.call(ctx, c, get("users/@me", &me)); err != nil {
		return c, read(err)
	}
	d.doubt.clear(c.Token)
	app, err := d.application(ctx, c)
	if err != nil {
		return c, read(err)
	}
	c.Bot, c.BotID, c.App = me.ID, app.ID, app.ID
	if d.cfg.Channel == "" {
		return c, nil
	}
	p, err := d.place(ctx, c, d.cfg.Channel)
	if err != nil {
		return c, read(err)
	}
	g, err := d.guild(ctx, c, p.Guild)
	if err != nil {
		return c, read(err)
	}
	c.Remote, c.Name = g.ID, g.Name
	return c, nil
}

// application is what Discord's portal says of us.
type application struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Flags int64  `json:"flags"`

	guess bool // Discord did not tell the flags
}

// The privileged intents that were granted, as flags of the application: by
// review, or without while it is small.
const (
	flagPresence = 1<<12 | 1<<13
	flagContent  = 1<<18 | 1<<19
)

func (d *Discord) application(ctx context.Context, c core.Connection) (application, error) {
	var told struct {
		application
		Flags *int64 `json:"flags"`
	}
	err := d.call(ctx, c, get("applications/@me", &told))
	if notThere(err) { // a bot has the id of its application
		var me user
		err = d.call(ctx, c, get("users/@me", &me))
		told.ID, told.Name = me.ID, me.Name
	}
	if err != nil {
		return application{}, err
	}
	app := told.application
	switch {
	case told.Flags != nil:
		app.Flags = *told.Flags
	default:
		app.guess = true
		if !d.line.denied() {
			app.Flags = flagContent | flagPresence
		}
	}
	d.line.learn(app)
	return app, nil
}

// Application answers the id of our application, by which the bot is invited.
func (d *Discord) Application(ctx context.Context, c core.Connection) (string, error) {
	app, err := d.application(ctx, c)
	return app.ID, read(err)
}
