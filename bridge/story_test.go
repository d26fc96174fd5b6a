package bridge_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"github.com/bellhop-chat/bellhop/adapters/answers"
	"github.com/bellhop-chat/bellhop/adapters/folder"
	"github.com/bellhop-chat/bellhop/adapters/seal"
	"github.com/bellhop-chat/bellhop/adapters/slack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/adapters/sqlite"
	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// story is a whole Bellhop in a bubble of virtual time: a real SQLite file, the
// real Slack adapter, the small Slack. Only the sockets between them are left
// out: calls are handed from handler to handler.
type story struct {
	t        *testing.T
	store    core.Store
	ws       *fakeslack.Server
	bridge   *bridge.Bridge
	log      *syncBuffer
	file     string
	stop     func()
	door     atomic.Pointer[http.Handler]
	answerer core.Answerer
	presence core.Presence
	routes   []string                // channels that are rung
	burst    int                     // posts a channel takes at once before it wants one a second, and our pace is on; 0: neither
	others   map[string]http.Handler // other workspaces of Slack's, by the token of calls to them
	rings    bridge.RingLimits
	narrow   bool // Slack lets us read a page a minute only
	blobs    *folder.Folder
	skipped  atomic.Int64 // how far the bridge's clock is ahead: for days, which would take long to pass
}

const channel = "C1"

// tell runs a story. setup may change what the house stands on.
func tell(t *testing.T, run func(*story), setup ...func(*story)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := &story{t: t, log: &syncBuffer{}, file: filepath.Join(dir, "bellhop.db"),
			answerer: answers.Honest{}, presence: unknown{}, routes: []string{channel}}
		for _, f := range setup {
			f(s)
		}
		s.ws = fakeslack.New(fakeslack.Config{
			Users: []fakeslack.User{
				{ID: "U1", Name: "anna", RealName: "Anna Oliveira", DisplayName: "Anna"},
				{ID: "U2", Name: "ben", RealName: "Ben Fischer", DisplayName: "Ben"},
				{ID: "U3", Name: "guest", RealName: "A Guest", IsRestricted: true},
			},
			Channels:        []fakeslack.Channel{{ID: "C1", Name: "support", Members: []string{"U1", "U2", "U3", "U0BOT"}}, {ID: "C2", Name: "second", Members: []string{"U1", "U2", "U0BOT"}}},
			EventsURL:       "http://bellhop/slack/events",
			InteractionsURL: "http://bellhop/slack/interactions",
			CommandsURL:     "http://bellhop/slack/commands",
			NarrowHistory:   s.narrow,
			PostBurst:       s.burst,
			Client:          &http.Client{Transport: s.handing(func() http.Handler { return s.doors() })},
		})
		s.ws.SetURL("http://fakeslack")
		s.open()
		defer func() {
			s.stop()
			s.ws.Close()
			if t.Failed() {
				t.Log(s.log.String())
			}
		}()
		run(s)
	})
}

type unknown struct{}

func (unknown) Duty(context.Context, core.Route) (core.Duty, error) { return core.DutyUnknown, nil }

// off says that nobody is there.
type off struct{}

func (off) Duty(context.Context, core.Route) (core.Duty, error) { return core.OffDuty, nil }

// open opens the store and starts a bridge on it, as a process would.
func (s *story) open() {
	s.t.Helper()
	sealer, err := seal.New([]byte(strings.Repeat("k", seal.KeySize)))
	s.must(err)
	log := slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	s.store, err = sqlite.Open(s.t.Context(), s.file, sqlite.Options{Sealer: sealer, NoSync: true})
	s.must(err)
	posts := -1
	if s.burst > 0 {
		posts = 60
	}
	platform, err := slack.New(slack.Config{Posts: posts, APIURL: "http://fakeslack/api/", SigningSecret: "fake-signing-secret", Log: log,
		HTTP: &http.Client{Transport: s.handing(s.slacks)}})
	s.must(err)
	setup := core.Setup{
		Workspace: core.Workspace{ID: "w", Name: "W"},
		Site: core.Site{ID: "site", Workspace: "w", Key: "key", Name: "Shop", Origins: []string{"*"}, Wait: 15 * time.Minute, Fields: core.DetailFields(),
			Files: core.FileRules{On: true, Types: []string{"image/*", "application/pdf"}, Max: 1 << 20}},
		NewSecret:   "a secret of the site",
		Connections: []core.Connection{{ID: "slack", Workspace: "w", Surface: core.Slack, Token: "xoxb-fake-1"}},
	}
	for i, ch := range s.routes {
		setup.Routes = append(setup.Routes, core.Route{ID: core.RouteID(fmt.Sprint("r", i)), Workspace: "w", Site: "site",
			Connection: "slack", Surface: core.Slack, Channel: ch})
	}
	s.must(s.store.Install(s.t.Context(), setup))
	s.blobs, err = folder.Open(s.file + ".files")
	s.must(err)
	s.bridge, err = bridge.New(bridge.Config{Store: s.store, Platforms: []core.Platform{platform}, Answerer: s.answerer,
		Detector: answers.NewPhrases(), Presence: s.presence, Rings: s.rings, Now: s.now, NewID: newID, Log: log,
		Blobs: s.blobs, MaxFile: 1 << 20})
	s.must(err)
	doors := platform.Doors(s.bridge, s.bridge)
	s.setDoors(doors)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := s.bridge.Run(ctx); err != nil {
			s.t.Error(err)
		}
	}()
	s.stop = func() {
		cancel()
		<-done
		s.must(s.store.Close())
		s.must(s.blobs.Close())
	}
	synctest.Wait()
}

// restart ends the process in an orderly way and starts another.
func (s *story) restart() {
	s.t.Helper()
	s.stop()
	s.open()
}

func (s *story) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *story) now() time.Time { return time.Now().Add(time.Duration(s.skipped.Load())) }

// skips puts the bridge's clock ahead, and lets all that falls due by it happen.
func (s *story) skips(d time.Duration) {
	s.skipped.Add(int64(d))
	s.bridge.Poke()
	s.passes(time.Second)
}

// passes lets time pass, and all that falls due in it happen.
func (s *story) passes(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // crypto/rand.Read never fails
	id, _ := uuid.FromBytes(b[:])
	return id.String()
}

// slacks is the small Slack, or the other one that a call is for.
func (s *story) slacks() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // it is in memory
		form, _ := url.ParseQuery(string(body))
		r.Body = io.NopCloser(bytes.NewReader(body))
		if other := s.others[form.Get("token")+strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]; other != nil {
			other.ServeHTTP(w, r)
			return
		}
		s.ws.ServeHTTP(w, r)
	})
}

// handing is a transport that hands requests to a handler.
func (s *story) handing(to func() http.Handler) http.RoundTripper { return handed(to) }

type handed func() http.Handler

func (h handed) RoundTrip(r *http.Request) (*http.Response, error) {
	body := []byte{}
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		_ = r.Body.Close() // read to its end
	}
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders() // from here on the other side may have it
	}
	in := httptest.NewRequestWithContext(r.Context(), r.Method, r.URL.String(), bytes.NewReader(body))
	in.Header = r.Header.Clone()
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders() // as a connection would: from here on it may have arrived
	}
	type outcome struct {
		res   *http.Response
		panic any
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			o.panic = recover()
			done <- o
		}()
		w := httptest.NewRecorder()
		h().ServeHTTP(w, in)
		o.res = w.Result()
	}()
	select {
	case <-r.Context().Done():
		return nil, r.Context().Err()
	case o := <-done:
		if o.panic != nil { // a handler that aborts cuts the connection
			return nil, io.ErrUnexpectedEOF
		}
		return o.res, nil
	}
}

func (s *story) setDoors(h http.Handler) { s.door.Store(&h) }

func (s *story) doors() http.Handler { return *s.door.Load() }

// syncBuffer is a log that many write.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
