package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"
	"golang.org/x/sync/singleflight"

	"github.com/bellhop-chat/bellhop/core"
)

// The cache of people: how long what Slack said counts, and how many are kept.
const (
	personTTL = 10 * time.Minute
	maxPeople = 5000
)

// people remembers who is who for a while, so that a busy thread does not ask
// Slack about every word. Several askers share one call.
type people struct {
	now   func() time.Time
	calls singleflight.Group
	mu    sync.Mutex
	known map[personKey]person
}

type personKey struct {
	connection core.ConnectionID
	user       string
}

type person struct {
	user  user
	found bool // Slack knows them
	until time.Time
}

// user is what we read of a person. What else Slack tells of them, in whatever
// form, keeps nobody from being heard.
type user struct {
	TeamID         string  `json:"team_id"`
	Name           string  `json:"name"`
	RealName       string  `json:"real_name"`
	Profile        profile `json:"profile"`
	Deleted        bool    `json:"deleted"`
	IsBot          bool    `json:"is_bot"`
	IsAppUser      bool    `json:"is_app_user"`
	IsWorkflowBot  bool    `json:"is_workflow_bot"`
	IsConnectorBot bool    `json:"is_connector_bot"`
	IsRestricted   bool    `json:"is_restricted"`
	IsUltra        bool    `json:"is_ultra_restricted"`
	IsStranger     bool    `json:"is_stranger"`
	Enterprise     struct {
		Teams []string `json:"teams"`
	} `json:"enterprise_user"`
}

// profile is what a person shows of themselves.
type profile struct {
	DisplayName string `json:"display_name"`
	RealName    string `json:"real_name"`
	Image192    string `json:"image_192"`
	Image72     string `json:"image_72"`
	Image48     string `json:"image_48"`
	Image32     string `json:"image_32"`
	Image24     string `json:"image_24"`
}

func newPeople(now func() time.Time) *people {
	return &people{now: now, known: map[personKey]person{}}
}

func (p *people) forget(c core.Connection, user string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.known, personKey{c.ID, user})
}

func (p *people) recall(k personKey) (person, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	who, ok := p.known[k]
	return who, ok && p.now().Before(who.until)
}

// keep remembers a person. A full cache forgets what is stale, or else anyone.
func (p *people) keep(k personKey, who person) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.known) >= maxPeople {
		now := p.now()
		for old, w := range p.known {
			if now.After(w.until) {
				delete(p.known, old)
			}
		}
	}
	for old := range p.known {
		if len(p.known) < maxPeople {
			break
		}
		delete(p.known, old)
	}
	who.until = p.now().Add(personTTL)
	p.known[k] = who
}

// person asks who a user is, the cache first.
func (s *Slack) person(ctx context.Context, c core.Connection, id string) (person, error) {
	k := personKey{c.ID, id}
	if who, ok := s.people.recall(k); ok {
		return who, nil
	}
	answer := s.people.calls.DoChan(string(c.ID)+"\x00"+id, func() (any, error) {
		ctx := context.WithoutCancel(ctx)
		var told struct {
			User user `json:"user"`
		}
		_, err := s.ask(ctx, c, "users.info", url.Values{"user": {id}}, &told)
		var code slackgo.SlackErrorResponse
		if errors.As(err, &code) && slices.Contains([]string{"user_not_found", "user_not_visible", "users_not_found"}, code.Err) {
			s.people.keep(k, person{})
			return person{}, nil
		}
		if err != nil {
			return person{}, read(err)
		}
		who := person{user: told.User, found: true}
		s.people.keep(k, who)
		return who, nil
	})
	select {
	case r := <-answer:
		who, _ := r.Val.(person)
		return who, r.Err
	case <-ctx.Done():
		return person{}, ctx.Err()
	}
}

// member answers the profile of a user who may cross: a full member of the
// connection's own workspace, and a person.
func (s *Slack) member(ctx context.Context, c core.Connection, user string) (core.Profile, bool, error) {
	if user == "" || user == "USLACKBOT" || user == c.Bot {
		return core.Profile{}, false, nil
	}
	who, err := s.person(ctx, c, user)
	if err != nil || !who.found || !isMember(c, who.user) {
		return core.Profile{}, false, err
	}
	return core.Profile{Remote: user, Name: calledOf(who.user), Picture: s.pictureOf(who.user.Profile)}, true, nil
}

// home is where an event says that a writer is at home. An organisation ("E…")
// says nothing, and another workspace only if the person is not of ours too.
type home struct {
	UserTeam   string `json:"user_team"`
	SourceTeam string `json:"source_team"`
}

// homeOf reads it of a message inside an event.
func homeOf(message json.RawMessage) (h home) {
	_ = json.Unmarshal(message, &h) // what cannot be read says nothing
	return h
}

// memberFrom is member for somebody whose home an event names.
func (s *Slack) memberFrom(ctx context.Context, c core.Connection, user string, h home) (core.Profile, bool, error) {
	by, ok, err := s.member(ctx, c, user)
	if err != nil || !ok || !h.elsewhere(c) {
		return by, ok, err
	}
	who, err := s.person(ctx, c, user)
	return by, slices.Contains(who.user.Enterprise.Teams, c.Remote), err
}

func (h home) elsewhere(c core.Connection) bool {
	for _, team := range []string{h.UserTeam, h.SourceTeam} {
		if strings.HasPrefix(team, "T") && c.Remote != "" && team != c.Remote {
			return true
		}
	}
	return false
}

func isMember(c core.Connection, u user) bool {
	if u.Deleted || u.IsBot || u.IsAppUser || u.IsWorkflowBot || u.IsConnectorBot || u.IsRestricted || u.IsUltra || u.IsStranger {
		return false
	}
	home := c.Remote == "" || u.TeamID == "" || u.TeamID == c.Remote || slices.Contains(u.Enterprise.Teams, c.Remote)
	return home
}

// calledOf is the name people see.
func calledOf(u user) string {
	return first(u.Profile.DisplayName, u.Profile.RealName, u.RealName, u.Name, "Someone")
}

// pictureOf is the address of somebody's picture, empty when it is none that
// we would fetch.
func (s *Slack) pictureOf(p profile) string {
	address := first(p.Image192, p.Image72, p.Image48, p.Image32, p.Image24)
	u, err := url.Parse(address)
	if err != nil || s.mayFetch(u) != nil {
		return ""
	}
	return address
}
