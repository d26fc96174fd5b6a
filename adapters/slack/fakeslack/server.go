package fakeslack

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

// Server is one fake workspace. All methods may be called from any goroutine.
type Server struct {
	cfg  Config
	http *http.Server
	url  atomic.Pointer[string]
	mux  *http.ServeMux

	methods map[string]method

	live  context.Context // ends with Close
	stop  context.CancelFunc
	tasks sync.WaitGroup // deliveries under way

	mu         sync.Mutex
	changed    chan struct{} // closed and replaced at every change
	revision   int64
	serial     int64 // source of ids
	users      map[string]User
	userIDs    []string
	rooms      map[string]*room
	roomIDs    []string
	ephemerals []Ephemeral
	files      map[string]*File
	views      []View
	triggers   map[string]trigger
	answers    map[string]*responseURL
	calls      []*Call
	pings      []Ping
	events     []map[string]any // every envelope ever queued
	deliveries []Delivery
	faults     []*Fault
	heldBack   []parcel // waiting in a reorder fault
	lanes      map[string][]parcel
	busy       int // parcels not yet finished
	token      tokenState
	targets    targets
	lastRead   map[string]time.Time // method: last call, for NarrowHistory
	plugs      plugs
}

type targets struct{ events, interactions, commands string }

type tokenState struct{ revoked, uninstalled bool }

// New makes a workspace. It listens nowhere until Start, or until the caller mounts it as an http.Handler (then call SetURL).
func New(cfg Config) *Server {
	s := &Server{
		cfg: cfg.withDefaults(), changed: make(chan struct{}), users: map[string]User{}, rooms: map[string]*room{}, files: map[string]*File{},
		triggers: map[string]trigger{}, answers: map[string]*responseURL{}, lanes: map[string][]parcel{}, lastRead: map[string]time.Time{},
		methods: methods(), plugs: newPlugs(),
	}
	s.targets = targets{cfg.EventsURL, cfg.InteractionsURL, cfg.CommandsURL}
	s.live, s.stop = context.WithCancel(context.Background())
	s.seedUsers()
	s.seedChannels()
	s.mux = s.routes()
	return s
}

func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveAPI)
	mux.HandleFunc("GET /avatars/{name}", serveAvatar)
	mux.HandleFunc("POST /upload/{id}", s.serveUpload)
	mux.HandleFunc("GET /files/{id}/{name}", s.serveFile)
	mux.HandleFunc("POST /response/{id}", s.serveResponseURL)
	mux.HandleFunc("GET /link/", s.serveSocket)
	return mux
}

// ServeHTTP serves the Web API under /api/, avatars, files, uploads and response addresses.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Start listens on a free port of 127.0.0.1 and returns the address, like "http://127.0.0.1:40001".
func (s *Server) Start() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("listen for the fake slack: %w", err)
	}
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	s.SetURL("http://" + ln.Addr().String())
	s.tasks.Go(func() {
		if err := s.http.Serve(ln); err != nil && !errors.Is(err, http.ErrServerClosed) {
			s.stop()
		}
	})
	return s.base(), nil
}

// SetURL tells the workspace the address it is mounted under, for the links it hands out.
func (s *Server) SetURL(base string) {
	base = strings.TrimRight(base, "/")
	s.url.Store(&base)
}

// SetTargets changes where the app listens: a restart on another port, or a server that starts after its Slack. What happened while there
// was no target is not sent later.
func (s *Server) SetTargets(events, interactions, commands string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.targets = targets{events, interactions, commands}
}

// APIURL is what a client is pointed at, with the trailing slash that slack-go wants.
func (s *Server) APIURL() string { return s.base() + "/api/" }

// Config is the configuration in force, defaults filled in.
func (s *Server) Config() Config {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cfg
}

func (s *Server) base() string {
	if p := s.url.Load(); p != nil {
		return *p
	}
	return "http://fakeslack.invalid"
}

// Close stops listening and delivering, and waits for what is under way.
func (s *Server) Close() {
	s.mu.Lock()
	s.stop()
	s.mu.Unlock()
	if s.http != nil {
		s.http.Close()
	}
	s.CutSockets()
	s.tasks.Wait()
	s.cfg.Client.CloseIdleConnections()
}

// id makes an id like Slack's: a letter or two and a serial in capitals. The caller holds s.mu.
func (s *Server) id(prefix string) string {
	s.serial++
	return prefix + strings.ToUpper(fmt.Sprintf("%09s", base36(s.serial)))
}

var _ http.Handler = (*Server)(nil)
