package demo

import (
	"log/slog"
	"net/http"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// Config is what the page shows and moves. All but Log is required.
type Config struct {
	Slack          *fakeslack.Server
	Channel        string // the id of the channel in Slack that the site rings
	Discord        *fakediscord.Server
	DiscordChannel string // the id of the one in Discord
	SiteKey        string // goes on the widget's script tag
	Controls       Controls
	Log            *slog.Logger // default: nowhere
}

// SlackPath is where the small Slack's own side (Web API, pictures, files) is mounted too: a Slack told so by SetURL(base + SlackPath) needs no
// port of its own, and shares its host with the pictures of People.
const SlackPath = "/demo/small-slack"

// DiscordPath is the same of the small Discord: REST, gateway, files and pictures.
const DiscordPath = "/demo/small-discord"

// site is the handler with what it needs.
type site struct {
	cfg Config
	log *slog.Logger
}

// New makes the handler. It serves / and everything under /demo/, see the package doc.
func New(cfg Config) http.Handler {
	s := &site{cfg: cfg, log: cfg.Log}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page("pages/index.html", pagePolicy))
	mux.HandleFunc("GET /demo/shop", s.page("pages/shop.html", shopPolicy))
	mux.HandleFunc("GET /demo/assets/{path...}", serveAsset)
	mux.Handle("GET /demo/avatars/", http.StripPrefix("/demo", cfg.Slack))
	mux.Handle(SlackPath+"/", http.StripPrefix(SlackPath, cfg.Slack))
	mux.Handle("/demo/slack/", http.StripPrefix("/demo/slack", cfg.Slack.PeopleHandler()))
	mux.HandleFunc("GET "+DiscordPath+"/avatars/{id}/{name}", s.serveFace)
	mux.Handle(DiscordPath+"/", http.StripPrefix(DiscordPath, cfg.Discord))
	mux.Handle("/demo/discord/", http.StripPrefix("/demo/discord", cfg.Discord.PeopleHandler()))
	mux.HandleFunc("GET /demo/state", s.serveState)
	mux.HandleFunc("POST /demo/skip", s.skip)
	mux.HandleFunc("POST /demo/away", s.setAway)
	mux.HandleFunc("POST /demo/break", s.breakIt)
	mux.HandleFunc("GET /demo/status", s.serveReport)
	mux.HandleFunc("POST /demo/retry", s.retry)
	mux.HandleFunc("GET /demo/files/{id}", s.serveFile)
	return guarded(mux)
}

// guarded keeps other origins from acting, and types from being guessed.
func guarded(next http.Handler) http.Handler {
	own := http.NewCrossOriginProtection()
	own.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusForbidden, "only the demo page itself may do this")
	}))
	checked := own.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		checked.ServeHTTP(w, r)
	})
}
