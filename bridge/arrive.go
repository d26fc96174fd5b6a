package bridge

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// tokenLife is how long a visitor's token lives after it was last shown.
const tokenLife = 90 * 24 * time.Hour

// Identity is a user id that the site vouches for: Hash is the hexadecimal
// HMAC-SHA256 of UserID under the site's secret.
type Identity struct {
	UserID string
	Hash   string
}

// Arrival is what a browser says when it comes.
type Arrival struct {
	SiteKey  string
	Origin   string // of the page; empty when it is no browser
	Resume   string // an earlier token
	Page     string
	Title    string
	Referrer string
	Language string
	Timezone string
	Name     string
	Email    string
	Attrs    map[string]string
	Identity *Identity
}

// Session is a visitor who has shown a token.
type Session struct {
	Token   string
	Expires time.Time
	Site    core.Site
	Visitor core.Visitor
	Ref     core.Ref
	Address string // where they call from, as limits count it; empty when unknown
}

// Arrive makes a visitor with a conversation and a token, or finds the one that
// an earlier token or a proven identity names. An earlier token that is unknown
// or expired makes a new visitor.
func (b *Bridge) Arrive(ctx context.Context, a Arrival) (Session, error) {
	site, err := b.Store.SiteByKey(ctx, a.SiteKey)
	if err != nil {
		return Session{}, fmt.Errorf("site: %w", err)
	}
	if a.Origin != "" && !site.AllowsOrigin(a.Origin) {
		return Session{}, fmt.Errorf("%s: %w", a.Origin, core.ErrOrigin)
	}
	if err := a.check(site); err != nil {
		return Session{}, err
	}
	s, err := b.known(ctx, site, a)
	if err != nil && a.Identity != nil {
		// Another browser may have come with the same identity at the same
		// moment; then it is there now.
		s, err = b.known(ctx, site, a)
	}
	if err != nil {
		return Session{}, err
	}
	return s, nil
}

// known finds the visitor, or makes one.
func (b *Bridge) known(ctx context.Context, site core.Site, a Arrival) (Session, error) {
	s, err := b.returning(ctx, site, a)
	if errors.Is(err, core.ErrNotFound) {
		return b.newcomer(ctx, site, a)
	}
	return s, err
}

// returning finds the visitor behind an identity or a token.
func (b *Bridge) returning(ctx context.Context, site core.Site, a Arrival) (Session, error) {
	now := b.now()
	s := Session{Site: site, Expires: now.Add(tokenLife)}
	known := false
	if a.Resume != "" {
		v, ref, t, err := b.Store.VisitorByToken(ctx, hashToken(a.Resume), now)
		if err != nil && !errors.Is(err, core.ErrNotFound) {
			return s, err
		}
		if known = err == nil && t.Site == site.ID && t.Workspace == site.Workspace; known {
			s.Visitor, s.Ref, s.Token = v, ref, a.Resume
		}
	}
	if a.Identity != nil && s.Visitor.External != a.Identity.UserID {
		v, ref, err := b.Store.VisitorByExternal(ctx, site.Workspace, site.ID, a.Identity.UserID)
		switch {
		case err == nil:
			s.Visitor, s.Ref, s.Token, known = v, ref, newToken(), true
		case !errors.Is(err, core.ErrNotFound):
			return s, err
		case s.Visitor.External != "":
			known = false // this browser was somebody else before
		}
	}
	if !known {
		return s, core.ErrNotFound
	}
	v := a.visitor(site, now)
	v.ID = s.Visitor.ID
	if err := b.Store.SaveVisitor(ctx, v); err != nil {
		return s, err
	}
	if err := b.Store.SaveToken(ctx, s.token()); err != nil {
		return s, err
	}
	saved, err := b.Store.Visitor(ctx, site.Workspace, v.ID)
	s.Visitor = saved
	return s, err
}

// newcomer makes a visitor. A site vouches for a user id once only: the second
// of two browsers that come with it at the same moment gets an error.
func (b *Bridge) newcomer(ctx context.Context, site core.Site, a Arrival) (Session, error) {
	now := b.now()
	v := a.visitor(site, now)
	v.ID = core.VisitorID(b.NewID())
	s := Session{Site: site, Visitor: v, Token: newToken(), Expires: now.Add(tokenLife),
		Ref: core.Ref{Workspace: site.Workspace, ID: core.ConversationID(b.NewID())}}
	c := core.Conversation{Ref: s.Ref, Site: site.ID, Visitor: v.ID, State: core.StateBot,
		NextEffect: 1, Created: now, Updated: now}
	return s, b.Store.Arrive(ctx, v, s.token(), c)
}

func (s Session) token() core.Token {
	return core.Token{Hash: hashToken(s.Token), Workspace: s.Site.Workspace, Site: s.Site.ID,
		Visitor: s.Visitor.ID, Expires: s.Expires}
}

// Authenticate finds who holds a token, and checks that a browser may use it
// from where it is.
func (b *Bridge) Authenticate(ctx context.Context, token, origin string) (Session, error) {
	if token == "" {
		return Session{}, core.ErrUnauthorized
	}
	v, ref, t, err := b.Store.VisitorByToken(ctx, hashToken(token), b.now())
	if errors.Is(err, core.ErrNotFound) {
		return Session{}, core.ErrUnauthorized
	}
	if err != nil {
		return Session{}, err
	}
	site, err := b.Store.Site(ctx, t.Workspace, t.Site)
	if err != nil {
		return Session{}, err
	}
	if origin != "" && !site.AllowsOrigin(origin) {
		return Session{}, fmt.Errorf("%s: %w", origin, core.ErrOrigin)
	}
	return Session{Token: token, Expires: t.Expires, Site: site, Visitor: v, Ref: ref}, nil
}

// OriginKnown tells whether some site allows the origin. Preflights, which
// carry no token, are answered by it.
func (b *Bridge) OriginKnown(ctx context.Context, origin string) bool {
	sites, err := b.Store.Sites(ctx)
	if err != nil {
		return false
	}
	for _, s := range sites {
		if s.AllowsOrigin(origin) {
			return true
		}
	}
	return false
}

func newToken() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // it never fails, by its documentation
	return base64.RawURLEncoding.EncodeToString(b[:])
}

func hashToken(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}

// proves tells whether the identity's hash fits.
func (i Identity) proves(secret string) bool {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte(i.UserID))
	got, err := hex.DecodeString(i.Hash)
	return err == nil && secret != "" && hmac.Equal(got, m.Sum(nil))
}
