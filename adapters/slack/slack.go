package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	defaultAPI  = "https://slack.com/api/"
	callTimeout = 5 * time.Second
	usualPosts  = 60
)

// Config is what the adapter needs. Required: SigningSecret, or AppToken, or
// both.
type Config struct {
	APIURL        string       // of the Web API; default https://slack.com/api/
	SigningSecret string       // proves that a call comes from Slack; without it the doors let nothing in
	AppToken      string       // opens sockets (xapp-…); Listen needs it
	HTTP          *http.Client // default: a client of its own; a zero Timeout becomes 5 s
	Log           *slog.Logger // default: slog.Default()
	Now           func() time.Time
	Posts         int // posts a minute in one channel, all other limits in proportion; 0 is 60, less than 0 leaves the pace to Slack
}

// Slack is the adapter. All its methods may be called from any goroutine.
type Slack struct {
	api    string
	host   string // of the Web API
	secret string
	http   *http.Client
	files  *http.Client // for bytes
	log    *slog.Logger
	now    func() time.Time
	app    string // token of the app
	line   line
	people *people
	// perPost is from one post in a channel to the next; 0 when Slack alone sets
	// the pace.
	perPost time.Duration
	lost    lost
	warned  warned

	searches searches
}

var _ core.Platform = (*Slack)(nil)

// New makes the adapter. It calls nobody.
func New(cfg Config) (*Slack, error) {
	if cfg.SigningSecret == "" && cfg.AppToken == "" {
		return nil, errors.New("slack: the signing secret is missing, and there is no app token either")
	}
	if cfg.APIURL == "" {
		cfg.APIURL = defaultAPI
	}
	u, err := url.Parse(cfg.APIURL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("slack: the API address %q is no http or https address", cfg.APIURL)
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	s := &Slack{
		api: strings.TrimRight(cfg.APIURL, "/") + "/", host: u.Host, secret: cfg.SigningSecret,
		http: client(cfg.HTTP), log: cfg.Log, now: cfg.Now, app: cfg.AppToken, line: line{pace: usualPace},
	}
	s.files = fileClient(s.http)
	s.people = newPeople(s.now)
	if cfg.Posts == 0 {
		cfg.Posts = usualPosts
	}
	if cfg.Posts > 0 {
		s.perPost = time.Minute/time.Duration(cfg.Posts) + postMargin
	}
	return s, nil
}

// Surface says that this is Slack.
func (s *Slack) Surface() core.Surface { return core.Slack }

// as is the Web API in the name of a connection.
func (s *Slack) as(c core.Connection) *slackgo.Client {
	return slackgo.New(c.Token, slackgo.OptionAPIURL(s.api), slackgo.OptionHTTPClient(s.http))
}

// Introduce learns the workspace and our own ids in it. Slack does not tell the
// app's id here; what the connection knows of it is kept.
func (s *Slack) Introduce(ctx context.Context, c core.Connection) (core.Connection, error) {
	me, err := s.as(c).AuthTestContext(ctx)
	if err != nil {
		return c, read(err)
	}
	c.Remote, c.Name, c.Bot, c.BotID = me.TeamID, me.Team, me.UserID, me.BotID
	return c, nil
}
