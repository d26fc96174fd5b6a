package fakediscord

import (
	"net/url"
	"slices"
	"time"
)

// Config describes the server ("guild"), our app in it and what its developers switched on. The zero value works: a guild without
// people or channels, an app with the permissions of UsualPermissions and every privileged intent, and no rate limits but Renames.
type Config struct {
	Guild Guild
	App   App
	Token string // the bot token, without "Bot "; default "fake-token"

	Users    []User
	Roles    []Role // beside @everyone and the bot's own
	Channels []Channel

	// Portal says which privileged intents the app was granted; nil means all three.
	Portal *Portal
	// Everyone is what the @everyone role may; 0 means EveryonePermissions.
	Everyone Permissions
	// BotPermissions is what the bot's own role may; 0 means UsualPermissions.
	BotPermissions Permissions

	// Limits are the rates at which requests are taken.
	Limits Limits
	// SessionStarts is how many identifies are left; default 1000. One more, and the token is reset as Discord does.
	SessionStarts int
	// ActiveThreads is how many threads may be open at once; default 1000.
	ActiveThreads int
	// HeartbeatInterval is what HELLO asks for; default 41.25 s. Silence for two of them closes the connection with 4009.
	HeartbeatInterval time.Duration
	// ResumeFor is how long a session outlives its connection; default 3 minutes.
	ResumeFor time.Duration
	// AckTimeout is how long the app may take to answer an interaction; default 3 s of real time.
	AckTimeout time.Duration
	// LinksLast is how long an attachment's address works; default 24 hours.
	LinksLast time.Duration
	// AnyUserAgent takes requests with a User-Agent that is not "DiscordBot (url, version)", which Discord's front door turns away.
	AnyUserAgent bool

	// Keep is how many calls, dispatches, pings and events to resume are remembered of each, the newest; 0 means all. Messages are always kept.
	Keep int

	// Inspect, if set, sees every authorised request before it is carried out, without a lock held. route is the template without the
	// version, as in "/channels/{channel_id}/messages"; body is decoded JSON (of multipart, its payload_json) or nil.
	Inspect func(method, route string, query url.Values, body any)
	// InspectAnswer, if set, sees every answer of a known route, errors too, before faults; answer is decoded JSON, nil for 204.
	InspectAnswer func(method, route string, status int, answer any)
	// InspectDispatch, if set, sees the payload of every dispatch when it happens. It must not call the Server.
	InspectDispatch func(event string, data any)

	// Now is the clock; default time.Now. Ids stay unique and increasing even if it stands still.
	Now func() time.Time
}

// Portal is what the app's developers switched on in the portal.
type Portal struct{ MessageContent, Presences, Members bool }

func def[T comparable](v *T, otherwise T) {
	var zero T
	if *v == zero {
		*v = otherwise
	}
}

func (c Config) withDefaults() Config {
	def(&c.Guild.ID, "600000000000000001")
	def(&c.Guild.Name, "Fake Guild")
	def(&c.Guild.Owner, "600000000000000002")
	def(&c.App.ID, "600000000000000003")
	def(&c.App.BotUserID, "600000000000000004")
	def(&c.App.BotRoleID, "600000000000000005")
	def(&c.App.Name, "Bellhop")
	def(&c.Token, "fake-token")
	def(&c.Everyone, EveryonePermissions)
	def(&c.BotPermissions, UsualPermissions)
	def(&c.SessionStarts, 1000)
	def(&c.ActiveThreads, 1000)
	def(&c.HeartbeatInterval, 41250*time.Millisecond)
	def(&c.ResumeFor, 3*time.Minute)
	def(&c.AckTimeout, 3*time.Second)
	def(&c.LinksLast, 24*time.Hour)
	def(&c.Limits.Renames, Rate{2, 10 * time.Minute})
	if c.Portal == nil {
		c.Portal = &Portal{true, true, true}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	c.Users, c.Roles, c.Channels = slices.Clone(c.Users), slices.Clone(c.Roles), slices.Clone(c.Channels)
	return c
}
