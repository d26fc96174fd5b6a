package storetest

import (
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func visitorPromises() []promise {
	return []promise{
		{"who arrives is found by their token until it expires", tokens},
		{"a token can live longer, but not shorter, and changes no hands", longerTokens},
		{"a vouched-for visitor is found by the site's own id", external},
		{"what the page says is saved, and unmakes no details", saveVisitor},
		{"details left in a turn are stored with it", detailsInTurn},
		{"the latest conversation is the visitor's", latestConversation},
	}
}

func tokens(t *testing.T, h *house) {
	ref := h.talk()
	hash := "hash-" + string(ref.ID)
	v, got, tok, err := h.s.VisitorByToken(h.ctx, hash, h.now.Add(time.Hour-time.Millisecond))
	h.ok(err)
	want, _, _ := h.arrival(ref)
	if got != ref || v.ID != want.ID || v.Attrs["plan"] != "gold" || v.Language != "pt" || !v.Created.Equal(h.now) || v.Site != shop {
		t.Errorf("found %v %+v", got, v)
	}
	if tok.Hash != hash || tok.Site != shop || tok.Workspace != acme || tok.Visitor != v.ID || !tok.Expires.Equal(h.now.Add(time.Hour)) {
		t.Errorf("token = %+v", tok)
	}
	_, _, _, err = h.s.VisitorByToken(h.ctx, hash, h.now.Add(time.Hour))
	h.is(err, core.ErrNotFound)
	_, _, _, err = h.s.VisitorByToken(h.ctx, "no such hash", h.now)
	h.is(err, core.ErrNotFound)
}

func longerTokens(t *testing.T, h *house) {
	ref := h.talk()
	v, tok, _ := h.arrival(ref)
	expires := func() time.Time {
		_, _, got, err := h.s.VisitorByToken(h.ctx, tok.Hash, h.now)
		h.ok(err)
		if got.Visitor != v.ID {
			t.Errorf("the token is now %s's", got.Visitor)
		}
		return got.Expires
	}
	longer, shorter := tok, tok
	longer.Expires, shorter.Expires = h.now.Add(48*time.Hour), h.now.Add(time.Minute)
	h.ok(h.s.SaveToken(h.ctx, longer))
	h.ok(h.s.SaveToken(h.ctx, shorter))
	if got := expires(); !got.Equal(longer.Expires) {
		t.Errorf("expires %v", got)
	}
	thief := longer
	thief.Visitor, thief.Expires = core.VisitorID("v-"+h.talk().ID), h.now.Add(1000*time.Hour)
	h.ok(h.s.SaveToken(h.ctx, thief))
	if got := expires(); !got.Equal(longer.Expires) {
		t.Errorf("somebody else's token moved the end to %v", got)
	}
	second := tok
	second.Hash = "second"
	h.ok(h.s.SaveToken(h.ctx, second))
	if _, got, _, err := h.s.VisitorByToken(h.ctx, "second", h.now); err != nil || got != ref {
		t.Errorf("a second token leads to %v, %v", got, err)
	}
}

func external(t *testing.T, h *house) {
	ref := h.talk()
	v, _, _ := h.arrival(ref)
	v.External = "user-7"
	h.ok(h.s.SaveVisitor(h.ctx, v))
	got, gotRef, err := h.s.VisitorByExternal(h.ctx, acme, shop, "user-7")
	if err != nil || got.ID != v.ID || gotRef != ref {
		t.Errorf("found %v %v, %v", got.ID, gotRef, err)
	}
	for _, miss := range []struct {
		site core.SiteID
		id   string
	}{{shop, "user-8"}, {"other", "user-7"}, {shop, ""}} {
		_, _, err = h.s.VisitorByExternal(h.ctx, acme, miss.site, miss.id)
		h.is(err, core.ErrNotFound)
	}
}

func saveVisitor(t *testing.T, h *house) {
	ref := h.talk()
	v, _, _ := h.arrival(ref)
	h.update(ref, func(tn *core.Turn) error {
		return tn.LeaveDetails(h.now, core.Details{Name: "Zoe", Email: "zoe@example.com"})
	})
	v.Page, v.Title, v.Timezone, v.Seen, v.Attrs = "https://shop.example/cart", "Cart", "Europe/Lisbon", h.now.Add(time.Minute), map[string]string{"cart": "3"}
	h.ok(h.s.SaveVisitor(h.ctx, v))
	got, err := h.s.Visitor(h.ctx, acme, v.ID)
	h.ok(err)
	if got.Page != v.Page || got.Title != "Cart" || got.Timezone != v.Timezone || !got.Seen.Equal(v.Seen) || got.Attrs["cart"] != "3" {
		t.Errorf("saved %+v", got)
	}
	if got.Name != "Zoe" || got.Email != "zoe@example.com" {
		t.Errorf("details are now %q, %q", got.Name, got.Email)
	}
	v.ID = "nobody"
	h.is(h.s.SaveVisitor(h.ctx, v), core.ErrNotFound)
}

func detailsInTurn(t *testing.T, h *house) {
	ref := h.talk()
	h.update(ref, func(tn *core.Turn) error {
		return tn.LeaveDetails(h.now, core.Details{Email: "zoe@example.com", Phone: "+1 555 0100", Note: "call me"})
	})
	got, err := h.s.Visitor(h.ctx, acme, core.VisitorID("v-"+ref.ID))
	h.ok(err)
	if got.Email != "zoe@example.com" || got.Phone != "+1 555 0100" || got.Note != "call me" || got.Language != "pt" {
		t.Errorf("visitor = %+v", got)
	}
}

func latestConversation(t *testing.T, h *house) {
	ref := h.talk()
	v, tok, c := h.arrival(ref)
	_, _, err := h.s.VisitorByExternal(h.ctx, acme, shop, "nobody")
	h.is(err, core.ErrNotFound)
	c.ID, c.Created = "later", h.now.Add(time.Hour)
	v.ID, tok.Hash, tok.Visitor = "v-two", "two", "v-two"
	c.Visitor = v.ID
	h.ok(h.s.Arrive(h.ctx, v, tok, c))
	if _, got, _, err := h.s.VisitorByToken(h.ctx, "two", h.now); err != nil || got.ID != "later" {
		t.Errorf("latest = %v, %v", got, err)
	}
	if err := h.s.Arrive(h.ctx, v, tok, c); err == nil {
		t.Error("the same visitor arrived twice")
	}
}
