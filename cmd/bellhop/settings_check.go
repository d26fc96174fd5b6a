package main

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bellhop-chat/bellhop/adapters/web"
)

// settingsError names all that is wrong with the settings at once.
type settingsError struct{ wrong []string }

func (e *settingsError) Error() string {
	return "bellhop: these settings are wrong, nothing was started:\n  - " + strings.Join(e.wrong, "\n  - ")
}

func (e *settingsError) add(name, format string, args ...any) {
	e.wrong = append(e.wrong, name+": "+fmt.Sprintf(format, args...))
}

// none answers nil when nothing is wrong.
func (e *settingsError) none() error {
	if len(e.wrong) == 0 {
		return nil
	}
	return e
}

var (
	siteKey   = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
	hexColor  = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	channelID = regexp.MustCompile(`^[A-Za-z0-9]{2,40}$`)
)

// minKey is how many characters a secret key has at least.
const minKey = 32

// checkStore names all that is wrong with what every command needs.
func (s *Settings) checkStore(e *settingsError) {
	switch {
	case s.Database == "":
		e.add("BELLHOP_DATABASE", "is empty; give a path or a postgres:// address")
	case s.postgres():
		if _, err := url.Parse(s.Database); err != nil {
			e.add("BELLHOP_DATABASE", "is no address that can be read") // not the error: it holds the password
		}
		if s.SecretKey == "" {
			e.add("BELLHOP_SECRET_KEY", "is required with PostgreSQL: the same one for every process; openssl rand -hex 32 makes one")
		}
	case strings.Contains(s.Database, "://"):
		e.add("BELLHOP_DATABASE", "%q is neither a path nor a postgres:// address", schemeOf(s.Database))
	}
	if s.SecretKey != "" && utf8.RuneCountInString(s.SecretKey) < minKey {
		e.add("BELLHOP_SECRET_KEY", "has %d characters and needs %d or more", utf8.RuneCountInString(s.SecretKey), minKey)
	}
}

// check names all that is wrong with the settings for serving.
func (s *Settings) check() error {
	e := &settingsError{}
	s.checkAll(e)
	return e.none()
}

func (s *Settings) checkAll(e *settingsError) {
	s.checkStore(e)
	if _, port, err := net.SplitHostPort(s.Listen); err != nil || port == "" {
		e.add("BELLHOP_LISTEN", "%q is no host:port", s.Listen)
	}
	if s.PublicURL != "" && !webURL(s.PublicURL) {
		e.add("BELLHOP_PUBLIC_URL", "%q is no http:// or https:// address without a query", s.PublicURL)
	}
	if _, err := web.ParseProxies(s.TrustedProxies); err != nil {
		e.add("BELLHOP_TRUSTED_PROXIES", "%v", err)
	}
	if s.Wait < time.Second || s.Wait > 24*time.Hour {
		e.add("BELLHOP_WAIT", "is %v and may be from 1s to 24h", s.Wait)
	}
	s.checkLog(e)
	s.checkSite(e)
	s.checkSlack(e)
	s.checkDiscord(e)
	s.checkFiles(e)
	s.checkLimits(e)
}

func (s *Settings) checkLimits(e *settingsError) {
	for _, l := range []struct {
		name string
		n    int
	}{{"BELLHOP_LIMIT_VISITORS", s.LimitVisitors}, {"BELLHOP_LIMIT_MESSAGES", s.LimitMessages}, {"BELLHOP_LIMIT_UPLOADS", s.LimitUploads}, {"BELLHOP_LIMIT_CALLS", s.LimitCalls},
		{"BELLHOP_LIMIT_STREAMS", s.LimitStreams}, {"BELLHOP_LIMIT_ADDRESS_STREAMS", s.LimitAddress},
		{"BELLHOP_LIMIT_ASKS_HOUR", s.LimitAsksHour}, {"BELLHOP_LIMIT_ASKS_DAY", s.LimitAsksDay},
		{"BELLHOP_LIMIT_ASKS_CONVERSATION", s.LimitAsksTalk}, {"BELLHOP_LIMIT_ASKS_SITE", s.LimitAsksSite}} {
		if l.n < 0 {
			e.add(l.name, "is %d and may not be negative; 0 is no limit", l.n)
		}
	}
	if s.LimitAsksHour > 0 && s.LimitAsksDay > 0 && s.LimitAsksDay < s.LimitAsksHour {
		e.add("BELLHOP_LIMIT_ASKS_DAY", "is %d and may not be less than BELLHOP_LIMIT_ASKS_HOUR, which is %d", s.LimitAsksDay, s.LimitAsksHour)
	}
}

func (s *Settings) checkLog(e *settingsError) {
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, s.LogLevel) {
		e.add("BELLHOP_LOG_LEVEL", "%q is none of debug, info, warn, error", s.LogLevel)
	}
	if !slices.Contains([]string{"text", "json"}, s.LogFormat) {
		e.add("BELLHOP_LOG_FORMAT", "%q is neither text nor json", s.LogFormat)
	}
}

func (s *Settings) checkSite(e *settingsError) {
	if !siteKey.MatchString(s.SiteKey) {
		e.add("BELLHOP_SITE_KEY", "%q has to be 1 to 64 letters, digits, - or _", s.SiteKey)
	}
	if n := utf8.RuneCountInString(s.SiteName); n == 0 || n > 60 {
		e.add("BELLHOP_SITE_NAME", "has %d characters and needs 1 to 60", n)
	}
	for _, o := range s.SiteOrigins {
		if o != "*" && !origin(o) {
			e.add("BELLHOP_SITE_ORIGINS", "%q is no origin; it should be like https://www.example.com, without a path", o)
		}
	}
	if s.SiteSecret != "" && len(s.SiteSecret) < 16 {
		e.add("BELLHOP_SITE_SECRET", "has %d characters and needs 16 or more", len(s.SiteSecret))
	}
	if s.SiteColor != "" && !hexColor.MatchString(s.SiteColor) {
		e.add("BELLHOP_SITE_COLOR", "%q is no colour like #1a73e8", s.SiteColor)
	}
	if n := utf8.RuneCountInString(s.Greeting); n > 300 {
		e.add("BELLHOP_SITE_GREETING", "has %d characters and may have 300", n)
	}
}

func (s *Settings) checkSlack(e *settingsError) {
	given := map[string]string{"BELLHOP_SLACK_BOT_TOKEN": s.SlackBotToken,
		"BELLHOP_SLACK_SIGNING_SECRET": s.SlackSigningSecret + s.SlackAppToken, "BELLHOP_SLACK_CHANNEL": s.SlackChannel}
	var missing []string
	for _, name := range []string{"BELLHOP_SLACK_BOT_TOKEN", "BELLHOP_SLACK_SIGNING_SECRET", "BELLHOP_SLACK_CHANNEL"} {
		if given[name] == "" {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 && len(missing) < len(given) {
		for _, name := range missing {
			e.add(name, "is missing; Slack needs bot token, channel, and signing secret (or BELLHOP_SLACK_APP_TOKEN instead of it)")
		}
	}
	if s.SlackChannel != "" && !channelID.MatchString(s.SlackChannel) {
		e.add("BELLHOP_SLACK_CHANNEL", "%q is no channel id; open the channel's details in Slack, its id (C0123456789) is at the end", s.SlackChannel)
	}
	if s.SlackBotToken != "" && strings.HasPrefix(s.SlackBotToken, "xapp-") {
		e.add("BELLHOP_SLACK_BOT_TOKEN", "is an app token; the bot token starts with xoxb-")
	}
	if s.SlackAppToken != "" && !strings.HasPrefix(s.SlackAppToken, "xapp-") {
		e.add("BELLHOP_SLACK_APP_TOKEN", "is no app token; one starts with xapp-")
	}
	if s.SlackCatchUp < 1 || s.SlackCatchUp > 1000 {
		e.add("BELLHOP_SLACK_CATCH_UP", "is %d and may be from 1 to 1000", s.SlackCatchUp)
	}
	if s.SlackPosts < 0 || s.SlackPosts > 60_000 {
		e.add("BELLHOP_SLACK_POSTS", "is %d and may be from 0 to 60000", s.SlackPosts)
	}
	if !webURL(s.SlackAPIURL) {
		e.add("BELLHOP_SLACK_API_URL", "%q is no http:// or https:// address", s.SlackAPIURL)
	}
}

// slack tells whether Slack is set up.
func (s *Settings) slack() bool { return s.SlackBotToken != "" }

// catchUp is how many reads a minute Slack allows.
func (s *Settings) catchUp() int {
	if s.SlackNarrow {
		return 1
	}
	return s.SlackCatchUp
}

func (s *Settings) postgres() bool {
	return strings.HasPrefix(s.Database, "postgres://") || strings.HasPrefix(s.Database, "postgresql://")
}

func schemeOf(s string) string {
	scheme, _, _ := strings.Cut(s, "://")
	return scheme + "://"
}

func webURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.RawQuery == "" && u.Fragment == "" && u.User == nil
}

func origin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && webURL(s) && u.Path == "" && s == strings.ToLower(s)
}
