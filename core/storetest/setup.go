package storetest

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func setupPromises() []promise {
	return []promise{
		{"installing twice, also at once, changes nothing", installTwice},
		{"what settings describe comes back, secrets opened", installed},
		{"a site's secret is kept unless a new one is given", secretKept},
		{"what a platform taught us is kept while the token stays", learnedKept},
		{"connections and routes that are not named any more ring no more", switchedOff},
		{"a public key belongs to one site", keyTaken},
	}
}

func installTwice(t *testing.T, h *house) {
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			if err := h.s.Install(h.ctx, setup(acme)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	sites, err := h.s.Sites(h.ctx)
	h.ok(err)
	conns, err := h.s.Connections(h.ctx)
	h.ok(err)
	routes, err := h.s.Routes(h.ctx, acme, shop)
	h.ok(err)
	if len(sites) != 1 || len(conns) != 1 || len(routes) != 1 {
		t.Errorf("%d sites, %d connections, %d routes", len(sites), len(conns), len(routes))
	}
}

func installed(t *testing.T, h *house) {
	want := setup(acme)
	want.Site.Secret = want.NewSecret
	byKey, err := h.s.SiteByKey(h.ctx, want.Site.Key)
	h.ok(err)
	byID, err := h.s.Site(h.ctx, acme, shop)
	h.ok(err)
	for _, got := range []core.Site{byKey, byID} {
		if got.ID != shop || got.Workspace != acme || got.Name != "Shop" || got.Greeting != "Hi!" || got.Color != "#112233" || got.Wait != wait ||
			!slices.Equal(got.Origins, want.Site.Origins) || !slices.Equal(got.Fields, want.Site.Fields) ||
			got.Files.On != want.Site.Files.On || got.Files.Max != want.Site.Files.Max || !slices.Equal(got.Files.Types, want.Site.Files.Types) || got.Secret != want.NewSecret {
			t.Errorf("site = %+v", got)
		}
	}
	c, err := h.s.Connection(h.ctx, acme, slack)
	if err != nil || c != want.Connections[0] {
		t.Errorf("connection = %+v, %v", c, err)
	}
	r, err := h.s.Routes(h.ctx, acme, shop)
	if err != nil || !slices.Equal(r, want.Routes) {
		t.Errorf("routes = %+v, %v", r, err)
	}
	_, err = h.s.SiteByKey(h.ctx, "pk-nobody")
	h.is(err, core.ErrNotFound)
}

func secretKept(t *testing.T, h *house) {
	secret := func(given, fresh string) string {
		u := setup(acme)
		u.Site.Secret, u.NewSecret = given, fresh
		h.ok(h.s.Install(h.ctx, u))
		s, err := h.s.Site(h.ctx, acme, shop)
		h.ok(err)
		return s.Secret
	}
	if got := secret("", "newer"); got != "secret of acme" {
		t.Errorf("secret = %q; want the stored one", got)
	}
	if got := secret("mine", "newer"); got != "mine" {
		t.Errorf("secret = %q; want the given one", got)
	}
	if got := secret("", "newer"); got != "mine" {
		t.Errorf("secret = %q; want the one given before", got)
	}
}

func learnedKept(t *testing.T, h *house) {
	c := setup(acme).Connections[0]
	_, err := h.s.ConnectionByRemote(h.ctx, core.Slack, "")
	h.is(err, core.ErrNotFound)
	c.Remote, c.Name, c.Bot, c.BotID, c.App, c.Updated = "T1", "Acme", "U0", "B0", "A0", h.now
	h.ok(h.s.Learned(h.ctx, c))
	got, err := h.s.ConnectionByRemote(h.ctx, core.Slack, "T1")
	if err != nil || got != c {
		t.Errorf("learned %+v, %v", got, err)
	}
	_, err = h.s.ConnectionByRemote(h.ctx, core.Discord, "T1")
	h.is(err, core.ErrNotFound)
	h.ok(h.s.Install(h.ctx, setup(acme)))
	if got, err = h.s.Connection(h.ctx, acme, slack); err != nil || got.Remote != "T1" || got.Bot != "U0" || got.BotID != "B0" || got.App != "A0" || got.Name != "Acme" {
		t.Errorf("after installing again %+v, %v", got, err)
	}
	u := setup(acme)
	u.Connections[0].Token = "xoxb-other"
	h.ok(h.s.Install(h.ctx, u))
	if got, err = h.s.Connection(h.ctx, acme, slack); err != nil || got.Remote != "" || got.Token != "xoxb-other" {
		t.Errorf("with another token %+v, %v", got, err)
	}
}

func switchedOff(t *testing.T, h *house) {
	c := setup(acme).Connections[0]
	c.Remote, c.Updated = "T1", h.now
	h.ok(h.s.Learned(h.ctx, c))
	u := setup(acme)
	u.Connections[0].ID, u.Routes[0].ID, u.Routes[0].Connection = "slack-9", "r9", "slack-9"
	h.ok(h.s.Install(h.ctx, u))
	conns, err := h.s.Connections(h.ctx)
	if err != nil || len(conns) != 1 || conns[0].ID != "slack-9" {
		t.Errorf("connections = %+v, %v", conns, err)
	}
	if r, err := h.s.Routes(h.ctx, acme, shop); err != nil || len(r) != 1 || r[0].ID != "r9" {
		t.Errorf("routes = %+v, %v", r, err)
	}
	_, err = h.s.ConnectionByRemote(h.ctx, core.Slack, "T1")
	h.is(err, core.ErrNotFound)
	if got, err := h.s.Connection(h.ctx, acme, slack); err != nil || got.Token != c.Token {
		t.Errorf("threads of old still need it: %+v, %v", got, err)
	}
	h.ok(h.s.Install(h.ctx, setup(acme)))
	if got, err := h.s.ConnectionByRemote(h.ctx, core.Slack, "T1"); err != nil || got.ID != slack {
		t.Errorf("switched on again: %+v, %v", got, err)
	}
}

func keyTaken(t *testing.T, h *house) {
	u := setup("rival")
	u.Site.Key = setup(acme).Site.Key
	if err := h.s.Install(h.ctx, u); err == nil {
		t.Error("two sites have one public key")
	}
	if s, err := h.s.SiteByKey(h.ctx, u.Site.Key); err != nil || s.Workspace != acme || s.Wait != 15*time.Minute {
		t.Errorf("the key leads to %+v, %v", s, err)
	}
	h.ok(h.s.Install(h.ctx, setup("rival")))
}
