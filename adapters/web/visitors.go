package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// arrival is what a browser says when it comes.
type arrival struct {
	Site       string                     `json:"site"`
	Resume     string                     `json:"resume"`
	Page       string                     `json:"page"`
	Title      string                     `json:"title"`
	Referrer   string                     `json:"referrer"`
	Language   string                     `json:"language"`
	Timezone   string                     `json:"timezone"`
	Name       string                     `json:"name"`
	Email      string                     `json:"email"`
	Attributes map[string]json.RawMessage `json:"attributes"`
	Identity   *struct {
		UserID string `json:"user_id"`
		Hash   string `json:"hash"`
	} `json:"identity"`
}

type wireSite struct {
	Name     string         `json:"name"`
	Greeting string         `json:"greeting,omitempty"`
	Color    string         `json:"color,omitempty"`
	Files    *wireFileRules `json:"files,omitempty"` // absent where none are taken
}

type wireFileRules struct {
	Types []string `json:"types"`
	Max   int64    `json:"max_bytes"`
}

type welcome struct {
	Token        string           `json:"token"`
	Expires      stamp            `json:"expires_at"`
	Conversation wireConversation `json:"conversation"`
	Site         wireSite         `json:"site"`
}

// arrive is POST /v1/visitors.
func (s *Server) arrive(w http.ResponseWriter, r *http.Request) error {
	if err := s.arrivals.take(w, r, addressOf(r)); err != nil {
		return err
	}
	var in arrival
	if err := read(w, r, &in); err != nil {
		return err
	}
	a, err := in.forBridge(r.Header.Get("Origin"))
	if err != nil {
		return err
	}
	who, err := s.welcomed(r.Context(), a)
	if err != nil {
		return err
	}
	view, err := s.Bridge.View(r.Context(), who, math.MaxInt64)
	if err != nil {
		return err
	}
	return reply(w, http.StatusCreated, welcome{
		Token: who.Token, Expires: stamp(who.Expires), Conversation: conversationOf(view, s.baseOf(r)),
		Site: s.siteOf(who.Site),
	})
}

func (s *Server) siteOf(site core.Site) wireSite {
	out := wireSite{Name: site.Name, Greeting: site.Greeting, Color: site.Color}
	if rules := s.Bridge.FileRules(site); rules.On {
		out.Files = &wireFileRules{rules.Types, rules.Max}
	}
	return out
}

func (s *Server) welcomed(ctx context.Context, a bridge.Arrival) (bridge.Session, error) {
	who, err := s.Bridge.Arrive(ctx, a)
	if errors.Is(err, core.ErrNotFound) {
		return who, &problem{Code: CodeUnknownSite, Detail: "No site has this key: check data-site.", Cause: err}
	}
	return who, err
}

func (in arrival) forBridge(origin string) (bridge.Arrival, error) {
	if in.Site == "" {
		return bridge.Arrival{}, fieldProblem("site", "site is required: the public key of the site.")
	}
	a := bridge.Arrival{
		SiteKey: cleanLine(in.Site), Origin: origin, Resume: in.Resume, Page: in.Page, Title: in.Title, Referrer: in.Referrer,
		Language: in.Language, Timezone: in.Timezone, Name: cleanLine(in.Name), Email: cleanLine(in.Email),
		Attrs: map[string]string{},
	}
	if in.Identity != nil {
		if a.Identity = (&bridge.Identity{UserID: in.Identity.UserID, Hash: in.Identity.Hash}); cleanLine(in.Identity.UserID) != in.Identity.UserID {
			return a, fieldProblem("identity.user_id", "user_id may hold no control characters and no space around it.")
		}
	}
	for k, raw := range in.Attributes {
		v, ok, err := attribute(raw)
		if err != nil {
			return a, fieldProblem("attributes."+cleanLine(k), fmt.Sprintf("The attribute %q must be text, a number, true or false.", cleanLine(k)))
		}
		if ok {
			a.Attrs[cleanLine(k)] = v
		}
	}
	return a, nil
}

// attribute reads a plain value as text; null is none.
func attribute(raw json.RawMessage) (v string, ok bool, err error) {
	switch raw[0] {
	case 'n':
		return "", false, nil
	case '"':
		err = json.Unmarshal(raw, &v)
		return cleanLine(v), err == nil, err
	case '{', '[':
		return "", false, errors.New("not plain")
	}
	return string(raw), true, nil
}
