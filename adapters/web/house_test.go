package web

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/bellhop-chat/bellhop/adapters/answers"
	"github.com/bellhop-chat/bellhop/adapters/folder"
	"github.com/bellhop-chat/bellhop/adapters/sqlite"
	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

const (
	shop  = "https://shop.example"  // the origin of the site "shop"
	other = "https://other.example" // the origin of the site "other", of another workspace
)

// house is a server on real parts.
type house struct {
	*testing.T
	store  core.Store
	bridge *bridge.Bridge
	web    *Server
	url    string
	desk   *desk
	skip   atomic.Int64 // how far the clock has been put forward
	events atomic.Int64
	blobs  core.Blobs
}

// build makes a house; change may alter the settings of the server, rings limit
// asks.
func build(t testing.TB, change func(*Config), rings ...bridge.RingLimits) *house {
	t.Helper()
	h := &house{desk: &desk{picture: onePixel(), got: make(chan string, 10)}}
	if t, ok := t.(*testing.T); ok {
		h.T = t
	}
	var err error
	if h.store, err = openStore(t.Context(), filepath.Join(t.TempDir(), "bellhop.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.store.Close() })
	h.install(t, "shop", shop)
	h.install(t, "other", other)
	if h.blobs, err = folder.Open(filepath.Join(t.TempDir(), "files")); err != nil {
		t.Fatal(err)
	}
	rings = append(rings, bridge.RingLimits{})
	h.bridge, err = bridge.New(bridge.Config{Blobs: h.blobs, Rings: rings[0],
		Store: h.store, Platforms: []core.Platform{h.desk}, Answerer: answers.Honest{}, Detector: answers.NewPhrases(),
		Presence: nobodyKnows{}, Now: h.now, NewID: uuid.NewString, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	c := Config{Bridge: h.bridge, Heartbeat: time.Hour}
	if change != nil {
		change(&c)
	}
	if h.web, err = New(c); err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h.web)
	h.url = srv.URL
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := h.web.Close(ctx); err != nil {
			t.Errorf("streams did not end: %v", err)
		}
		srv.Close()
	})
	return h
}

// install sets up a site with a workspace of its own.
func (h *house) install(t testing.TB, name string, origins ...string) {
	t.Helper()
	ws := core.WorkspaceID(name)
	conn := core.Connection{ID: core.ConnectionID("slack-" + name), Workspace: ws, Surface: core.Slack, Token: "xoxb-" + name}
	err := h.store.Install(t.Context(), core.Setup{
		Workspace: core.Workspace{ID: ws, Name: name},
		Site: core.Site{ID: core.SiteID(name), Workspace: ws, Key: name, Name: "The " + name, Greeting: "Hello!", Color: "#336699",
			Origins: origins, Wait: 15 * time.Minute, Fields: []string{"name", "email"},
			Files: core.FileRules{On: name == "shop", Types: []string{"image/png", "image/gif", "application/pdf"}, Max: 300_000}},
		NewSecret:   "secret of " + name,
		Connections: []core.Connection{conn},
		Routes: []core.Route{{ID: core.RouteID(name), Workspace: ws, Site: core.SiteID(name), Connection: conn.ID,
			Surface: core.Slack, Channel: "C1"}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// openStore opens a database that is as safe as a test needs.
func openStore(ctx context.Context, file string) (core.Store, error) {
	return sqlite.Open(ctx, file, sqlite.Options{Sealer: openSeal{}, NoSync: true})
}

// run starts the bridge until the test ends.
func (h *house) run() {
	h.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.bridge.Run(ctx) }()
	h.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			h.Error(err)
		}
	})
}

func (h *house) now() time.Time { return time.Now().Add(time.Duration(h.skip.Load())) }

// pass puts the clock forward.
func (h *house) pass(d time.Duration) {
	h.skip.Add(int64(d))
	h.bridge.Poke()
}

// agent lets somebody of the team write or press something in the last thread.
func (h *house) agent(what core.Happening) {
	h.Helper()
	n := h.events.Add(1)
	what.Channel, what.Thread, what.Remote = "C1", h.desk.thread(), fmt.Sprintf("said-%d", n)
	what.By = core.Profile{Remote: "U123SECRET", Name: "Ada", Picture: "https://platform.example/secret.png"}
	body, err := json.Marshal(what)
	if err != nil {
		h.Fatal(err)
	}
	err = h.bridge.Receive(h.Context(), core.RawEvent{ID: what.Remote, Workspace: "shop", Connection: "slack-shop", Surface: core.Slack,
		Kind: "event/message", Lane: what.Thread, Sort: fmt.Sprintf("%09d", n), Body: body})
	if err != nil {
		h.Fatal(err)
	}
}

// nobodyKnows is the presence of people nobody knows about.
type nobodyKnows struct{}

func (nobodyKnows) Duty(context.Context, core.Route) (core.Duty, error) { return core.DutyUnknown, nil }

// openSeal keeps secrets as they are.
type openSeal struct{}

func (openSeal) Seal(_ core.WorkspaceID, plain string) (string, error)  { return plain, nil }
func (openSeal) Open(_ core.WorkspaceID, sealed string) (string, error) { return sealed, nil }

// onePixel is the smallest GIF.
func onePixel() []byte {
	return []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")
}
