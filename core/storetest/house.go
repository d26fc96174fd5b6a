package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// house is a furnished store and the verbs that tests are told in.
type house struct {
	t   testing.TB
	s   core.Store
	ctx context.Context
	now time.Time
	n   atomic.Int64
}

const (
	acme  core.WorkspaceID  = "acme"
	shop  core.SiteID       = "shop"
	slack core.ConnectionID = "slack-1"
	wait                    = 15 * time.Minute
)

// furnish installs one workspace with a site that rings one channel.
func furnish(t testing.TB, s core.Store) *house {
	h := &house{t: t, s: s, ctx: t.Context(), now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	h.ok(s.Install(h.ctx, setup(acme)))
	return h
}

func setup(ws core.WorkspaceID) core.Setup {
	return core.Setup{
		Workspace: core.Workspace{ID: ws, Name: "The " + string(ws)},
		Site: core.Site{ID: shop, Workspace: ws, Key: "pk-" + string(ws), Name: "Shop", Greeting: "Hi!", Color: "#112233",
			Origins: []string{"https://shop.example"}, Wait: wait, Fields: []string{"name", "email"},
			Files: core.FileRules{On: true, Types: []string{"image/*"}, Max: 1 << 20}},
		NewSecret:   "secret of " + string(ws),
		Connections: []core.Connection{{ID: slack, Workspace: ws, Surface: core.Slack, Token: "xoxb-" + string(ws)}},
		Routes:      []core.Route{{ID: "r1", Workspace: ws, Site: shop, Connection: slack, Surface: core.Slack, Channel: "C1"}},
	}
}

func (h *house) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// is holds an error to a sentinel.
func (h *house) is(err, want error) {
	h.t.Helper()
	if !errors.Is(err, want) {
		h.t.Errorf("err = %v; want %v", err, want)
	}
}

func (h *house) id(what string) string { return fmt.Sprintf("%s-%04d", what, h.n.Add(1)) }

// talk is a new visitor's empty conversation.
func (h *house) talk() core.Ref { return h.talkOf(acme) }

func (h *house) talkOf(ws core.WorkspaceID) core.Ref {
	h.t.Helper()
	ref := core.Ref{Workspace: ws, ID: core.ConversationID(h.id("talk"))}
	v, tok, c := h.arrival(ref)
	h.ok(h.s.Arrive(h.ctx, v, tok, c))
	return ref
}

// arrival is what a first call stores. The token's hash is that of the id.
func (h *house) arrival(ref core.Ref) (core.Visitor, core.Token, core.Conversation) {
	v := core.Visitor{ID: core.VisitorID("v-" + string(ref.ID)), Workspace: ref.Workspace, Site: shop, Language: "pt",
		Attrs: map[string]string{"plan": "gold"}, Created: h.now, Seen: h.now}
	tok := core.Token{Hash: "hash-" + string(ref.ID), Workspace: ref.Workspace, Site: shop, Visitor: v.ID, Expires: h.now.Add(time.Hour)}
	return v, tok, core.Conversation{Ref: ref, Site: shop, Visitor: v.ID, State: core.StateBot, Created: h.now, Updated: h.now}
}

func (h *house) update(ref core.Ref, fn func(*core.Turn) error) {
	h.t.Helper()
	h.ok(h.s.Update(h.ctx, ref, fn))
}

// says is a word of the visitor; it answers its number.
func (h *house) says(ref core.Ref, key, text string) (seq int64) {
	h.t.Helper()
	h.update(ref, func(t *core.Turn) (err error) {
		seq, err = t.VisitorSays(h.now, core.Word{Key: key, Text: text}, false, wait)
		return err
	})
	return seq
}

// rung is a conversation that asked for a person and was rung on one thread.
func (h *house) rung() (core.Ref, core.ThreadID) {
	h.t.Helper()
	return h.rungOn(slack)
}

func (h *house) rungOn(conn core.ConnectionID) (core.Ref, core.ThreadID) {
	h.t.Helper()
	ref := h.talk()
	th := core.ThreadID(h.id("thread"))
	h.update(ref, func(t *core.Turn) error { return t.AskHelp(h.now, wait) })
	h.update(ref, func(t *core.Turn) error {
		return t.Ring(h.now, 1, []core.Target{{Connection: conn, Surface: core.Slack, Channel: "C1", NewID: th}}, true)
	})
	return ref, th
}

func (h *house) claim(p core.Pool, owner string, at time.Time) []core.Effect {
	h.t.Helper()
	fx, err := h.s.Claim(h.ctx, p, owner, at, 8*time.Second, 100, 0)
	h.ok(err)
	return fx
}

// only is the one effect that may be claimed.
func (h *house) only(p core.Pool, owner string, at time.Time) core.Effect {
	h.t.Helper()
	fx := h.claim(p, owner, at)
	if len(fx) != 1 {
		h.t.Fatalf("claimed %v of %s; want exactly one", kinds(fx), p)
	}
	return fx[0]
}

func (h *house) none(p core.Pool, owner string, at time.Time) {
	h.t.Helper()
	if fx := h.claim(p, owner, at); len(fx) != 0 {
		h.t.Fatalf("claimed %v of %s; want nothing", kinds(fx), p)
	}
}

func (h *house) conversation(ref core.Ref) core.Conversation {
	h.t.Helper()
	c, err := h.s.Conversation(h.ctx, ref)
	h.ok(err)
	return c
}

func (h *house) entries(ref core.Ref) []core.Entry {
	h.t.Helper()
	es, err := h.s.Entries(h.ctx, ref, 0, 10_000)
	h.ok(err)
	return es
}

func kinds(fx []core.Effect) []string {
	var out []string
	for _, e := range fx {
		out = append(out, fmt.Sprintf("%s#%d %s", e.Kind, e.No, e.Status))
	}
	return out
}

// ann is an agent in a thread.
func ann(th core.ThreadID) core.By {
	return core.By{Agent: "ann", Name: "Ann", Remote: "U1", Where: core.Slack, Thread: th}
}
