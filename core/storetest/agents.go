package storetest

import (
	"bytes"
	"fmt"
	"sync"
	"testing"

	"github.com/bellhop-chat/bellhop/core"
)

func agentPromises() []promise {
	return []promise{
		{"a person is known once, also when twenty meet them at once", knownOnce},
		{"a new name and a new picture are taken over, missing ones are not", refreshed},
		{"a picture is found by its address and keeps its bytes", pictures},
	}
}

func (h *house) know(conn core.ConnectionID, p core.Profile) core.Agent {
	h.t.Helper()
	a, err := h.s.KnowAgent(h.ctx, acme, conn, p, core.AgentID(h.id("agent")), core.PictureID(h.id("picture")))
	h.ok(err)
	return a
}

func knownOnce(t *testing.T, h *house) {
	var wg sync.WaitGroup
	got := make([]core.Agent, 20)
	for i := range got {
		wg.Go(func() {
			got[i] = h.know(slack, core.Profile{Remote: "U1", Name: "Ann", Picture: "https://x.example/a.png"})
		})
	}
	wg.Wait()
	for _, a := range got {
		if a != got[0] || a.Name != "Ann" || a.Picture == "" || a.Workspace != acme {
			t.Errorf("agent = %+v and %+v", a, got[0])
		}
	}
	if n, err := h.s.Counts(h.ctx); err != nil || n["agents"] != 1 {
		t.Errorf("%d agents, %v", n["agents"], err)
	}
	if a, err := h.s.Agent(h.ctx, acme, got[0].ID); err != nil || a != got[0] {
		t.Errorf("agent = %+v, %v", a, err)
	}
	if remote, err := h.s.IdentityOf(h.ctx, acme, got[0].ID, slack); err != nil || remote != "U1" {
		t.Errorf("identity = %q, %v", remote, err)
	}
	_, err := h.s.IdentityOf(h.ctx, acme, got[0].ID, "slack-2")
	h.is(err, core.ErrNotFound)
	if other := h.know("slack-2", core.Profile{Remote: "U1", Name: "Ann"}); other.ID == got[0].ID {
		t.Error("the same id on another connection is the same person")
	}
}

func refreshed(t *testing.T, h *house) {
	first := h.know(slack, core.Profile{Remote: "U1", Name: "Ann", Picture: "https://x.example/a.png"})
	for i, p := range []core.Profile{{Remote: "U1"}, {Remote: "U1", Name: "Ann", Picture: "https://x.example/a.png"}} {
		if a := h.know(slack, p); a != first {
			t.Errorf("profile %d made %+v of %+v", i, a, first)
		}
	}
	named := h.know(slack, core.Profile{Remote: "U1", Name: "Anna"})
	if named.ID != first.ID || named.Name != "Anna" || named.Picture != first.Picture {
		t.Errorf("renamed %+v", named)
	}
	seen := h.know(slack, core.Profile{Remote: "U1", Name: "Anna", Picture: "https://x.example/b.png"})
	if seen.ID != first.ID || seen.Picture == first.Picture || seen.Picture == "" {
		t.Errorf("with a new picture %+v", seen)
	}
	if p, err := h.s.Picture(h.ctx, seen.Picture); err != nil || p.Origin != "https://x.example/b.png" {
		t.Errorf("picture = %+v, %v", p, err)
	}
}

func pictures(t *testing.T, h *house) {
	a := h.know(slack, core.Profile{Remote: "U1", Name: "Ann", Picture: "https://x.example/a.png"})
	p, err := h.s.Picture(h.ctx, a.Picture)
	h.ok(err)
	if p.ID != a.Picture || p.Workspace != acme || p.Connection != slack || p.Origin != "https://x.example/a.png" || len(p.Bytes) != 0 || !p.Fetched.IsZero() {
		t.Errorf("picture = %+v", p)
	}
	p.Type, p.Bytes, p.Fetched = "image/png", bytes.Repeat([]byte{0, 0xff, '\''}, 20_000), h.now
	h.ok(h.s.SavePicture(h.ctx, p))
	got, err := h.s.Picture(h.ctx, a.Picture)
	h.ok(err)
	if fmt.Sprint(got) != fmt.Sprint(p) {
		t.Errorf("saved %d bytes of %s, got %d of %s", len(p.Bytes), p.Type, len(got.Bytes), got.Type)
	}
	_, err = h.s.Picture(h.ctx, "guessed")
	h.is(err, core.ErrNotFound)
}
