package fakeslack

import (
	"net/http"
	"slices"
	"time"
)

// Config describes the workspace, our app in it, and where the app listens. The zero value works: a team, an app with every
// scope of AllScopes, no people, no channels, and no place to send events to.
type Config struct {
	Team  Team
	App   App
	Token string // the bot token; default "xoxb-fake-1"
	// AppToken opens sockets; default "xapp-fake-1".
	AppToken string
	// SigningSecret signs everything sent to the app; default "fake-signing-secret".
	SigningSecret string
	Scopes        []string // granted to Token; nil means AllScopes

	Users    []User
	Channels []Channel

	// SocketMode sends everything over the sockets that the app opened with apps.connections.open, whatever the addresses below say.
	SocketMode bool
	// Where the app listens. Empty: that kind of call is not made (events are then only kept in Events).
	EventsURL, InteractionsURL, CommandsURL string

	// RetryDelays are the waits before the second, third and fourth delivery of an event that was not answered 2xx.
	// nil is Slack's own: at once, a minute, five minutes. An empty slice means no retries.
	RetryDelays []time.Duration
	// AckTimeout is how long the app may take to answer a delivery; default 3 s.
	AckTimeout time.Duration

	// PostBurst is how many chat.postMessage calls a channel takes at once before 429; it gains one each second. 0 means no limit.
	PostBurst int
	// NarrowHistory limits conversations.history and .replies to one call a minute and 15 items, as for unlisted commercial apps.
	NarrowHistory bool

	// Keep is how many calls, events and deliveries are remembered of each, the newest; 0 means all. Messages are always kept.
	Keep int

	// Inspect, if set, sees every authorised API call: form fields that hold JSON, numbers or booleans are decoded, the token is taken out.
	// It is called before the method runs, without a lock held.
	Inspect func(method string, args map[string]any)
	// InspectAnswer, if set, sees the answer of every known method (also ok:false), before faults.
	InspectAnswer func(method string, answer map[string]any)
	// InspectEvent, if set, sees the envelope of every event when it happens. It must not call the Server.
	InspectEvent func(envelope map[string]any)
	// InspectDelivery, if set, sees every attempt to reach the app when it has ended. It must not call the Server.
	InspectDelivery func(Delivery)

	// Now is the clock; default time.Now. Timestamps stay unique and increasing per channel even if it stands still.
	Now func() time.Time
	// Client makes the calls to the app; default a client without redirects.
	Client *http.Client
}

// Team is the workspace. Required: none; defaults T0FAKE, "Fake Team", "fake-team".
type Team struct{ ID, Name, Domain string }

// App is our app as installed. Defaults A0FAKE, "Bellhop", B0FAKE, U0BOT.
type App struct{ ID, Name, BotID, BotUserID string }

// AllScopes is what a fully granted installation holds.
func AllScopes() []string {
	return []string{
		"channels:history", "channels:join", "channels:read", "chat:write", "chat:write.customize", "chat:write.public", "commands",
		"files:read", "files:write", "groups:history", "groups:read", "reactions:write", "team:read", "users:read",
	}
}

func (c Config) withDefaults() Config {
	def := func(s *string, v string) {
		if *s == "" {
			*s = v
		}
	}
	def(&c.Team.ID, "T0FAKE")
	def(&c.Team.Name, "Fake Team")
	def(&c.Team.Domain, "fake-team")
	def(&c.App.ID, "A0FAKE")
	def(&c.App.Name, "Bellhop")
	def(&c.App.BotID, "B0FAKE")
	def(&c.App.BotUserID, "U0BOT")
	def(&c.Token, "xoxb-fake-1")
	def(&c.AppToken, "xapp-fake-1")
	def(&c.SigningSecret, "fake-signing-secret")
	if c.Scopes == nil {
		c.Scopes = AllScopes()
	}
	c.Scopes = slices.Clone(c.Scopes)
	if c.RetryDelays == nil {
		c.RetryDelays = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	if c.AckTimeout == 0 {
		c.AckTimeout = 3 * time.Second
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Client == nil {
		c.Client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	return c
}
