package fakediscord

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type obj = map[string]any

// Server is one fake Discord with one guild. All methods may be called from any goroutine.
type Server struct {
	cfg  Config
	http *http.Server
	url  atomic.Pointer[string]
	mux  *http.ServeMux

	live  context.Context // ends with Close
	stop  context.CancelFunc
	tasks sync.WaitGroup // gateway connections and late dispatches

	mu           sync.Mutex
	changed      chan struct{} // closed and replaced at every change
	revision     int64
	lastID       uint64
	users        map[string]User
	userIDs      []string
	roles        map[string]Role
	roleIDs      []string
	rooms        map[string]*room
	roomIDs      []string
	hooks        map[string]*Webhook
	uploads      map[string]*Attachment
	interactions map[string]*interaction // by token
	modals       map[string]*Modal
	commands     []*command
	calls        []*Call
	pings        []Ping
	dispatches   []Dispatch
	faults       []*Fault
	heldBack     []happening // waiting in a reorder fault
	buckets      map[string]*window
	invalid      map[int]int
	revoked      bool
	out          bool // the bot is not in the guild
	dark         bool // the guild is unavailable
	gate         gate
}

// New makes a Discord. It listens nowhere until Start, or until the caller mounts it as an http.Handler (then call SetURL).
func New(cfg Config) *Server {
	s := &Server{
		cfg: cfg.withDefaults(), changed: make(chan struct{}), users: map[string]User{}, roles: map[string]Role{}, rooms: map[string]*room{},
		hooks: map[string]*Webhook{}, uploads: map[string]*Attachment{}, interactions: map[string]*interaction{}, modals: map[string]*Modal{},
		buckets: map[string]*window{}, invalid: map[int]int{}, gate: newGate(),
	}
	s.gate.starts = s.cfg.SessionStarts
	s.live, s.stop = context.WithCancel(context.Background())
	s.seed()
	s.mux = s.doors()
	return s
}

func (s *Server) doors() *http.ServeMux {
	mux := http.NewServeMux()
	for _, rt := range routes() {
		mux.HandleFunc(rt.method+" /api/{api_version}"+rt.path, s.serveRoute(rt))
	}
	mux.HandleFunc("/api/", serveUnknown)
	mux.HandleFunc("GET /gateway/ws", s.serveGateway)
	mux.HandleFunc("GET /gateway/ws/{$}", s.serveGateway)
	mux.HandleFunc("GET /attachments/{channel}/{id}/{name}", s.serveAttachment)
	for _, p := range []string{"/avatars/{id}/{name}", "/embed/avatars/{name}", "/emojis/{name}", "/icons/{id}/{name}", "/stickers/{name}"} {
		mux.HandleFunc("GET "+p, servePicture)
	}
	return mux
}

func (s *Server) seed() {
	s.putRole(Role{ID: s.cfg.Guild.ID, Name: "@everyone", Permissions: s.cfg.Everyone})
	s.putRole(Role{ID: s.cfg.App.BotRoleID, Name: s.cfg.App.Name, Permissions: s.cfg.BotPermissions})
	for _, r := range s.cfg.Roles {
		s.putRole(r)
	}
	s.putUser(User{
		ID: s.cfg.App.BotUserID, Username: strings.ToLower(s.cfg.App.Name), Bot: true, Roles: []string{s.cfg.App.BotRoleID}, Status: "online",
	})
	for _, u := range s.cfg.Users {
		s.putUser(u)
	}
	for _, c := range s.cfg.Channels {
		s.addRoom(newRoom(c))
	}
}

func (s *Server) putRole(r Role) {
	if _, twice := s.roles[r.ID]; !twice {
		s.roleIDs = append(s.roleIDs, r.ID)
	}
	s.roles[r.ID] = r
}

func (s *Server) putUser(u User) {
	def(&u.Status, "offline")
	if _, twice := s.users[u.ID]; !twice {
		s.userIDs = append(s.userIDs, u.ID)
	}
	s.users[u.ID] = u
}

// ServeHTTP serves the API under /api/, the gateway and the files.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Start listens on a free port of 127.0.0.1 and returns the address, like "http://127.0.0.1:40001".
func (s *Server) Start() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("listen for the fake discord: %w", err)
	}
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	s.SetURL("http://" + ln.Addr().String())
	s.tasks.Go(func() {
		if err := s.http.Serve(ln); err != nil && !errors.Is(err, http.ErrServerClosed) {
			s.stop()
		}
	})
	return s.URL(), nil
}

// SetURL tells the server the address it is mounted under, for the links it hands out.
func (s *Server) SetURL(base string) {
	base = strings.TrimRight(base, "/")
	s.url.Store(&base)
}

// URL is the address of the server, without a slash at the end. A client that would speak to discord.com or cdn.discordapp.com is pointed here.
func (s *Server) URL() string {
	if p := s.url.Load(); p != nil {
		return *p
	}
	return "http://fakediscord.invalid"
}

// GatewayURL is what /gateway answers.
func (s *Server) GatewayURL() string {
	return "ws" + strings.TrimPrefix(s.URL(), "http") + "/gateway/ws"
}

// Config is the configuration in force, defaults filled in.
func (s *Server) Config() Config {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cfg
}

// Close stops listening, cuts the gateway and waits for what is under way.
func (s *Server) Close() {
	s.mu.Lock()
	s.stop()
	s.mu.Unlock()
	if s.http != nil {
		s.http.Close()
	}
	s.CutSockets()
	s.tasks.Wait()
}

var _ http.Handler = (*Server)(nil)
