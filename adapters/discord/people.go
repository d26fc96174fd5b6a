package discord

import (
	"context"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// The cache of people: how long what Discord said counts, and how many are kept.
const (
	personTTL = 10 * time.Minute
	maxPeople = 5000
)

// user is somebody on Discord.
type user struct {
	ID     string `json:"id"`
	Name   string `json:"username"`
	Global string `json:"global_name"`
	Avatar string `json:"avatar"`
	Bot    bool   `json:"bot"`
	System bool   `json:"system"`
}

// member is somebody in a server.
type member struct {
	User        user     `json:"user"`
	Nick        string   `json:"nick"`
	Avatar      string   `json:"avatar"`
	Roles       []string `json:"roles"`
	Permissions *bits    `json:"permissions"` // in the channel; only interactions tell
	Pending     bool     `json:"pending"`
}

// people remembers members for a while, for events that do not show them.
type people struct {
	now   func() time.Time
	mu    sync.Mutex
	known map[personKey]person
}

type personKey struct {
	connection core.ConnectionID
	user       string
}

type person struct {
	member member
	found  bool // they are in the server
	until  time.Time
}

func newPeople(now func() time.Time) *people {
	return &people{now: now, known: map[personKey]person{}}
}

func (p *people) recall(k personKey) (person, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	who, ok := p.known[k]
	return who, ok && p.now().Before(who.until)
}

// keep remembers a person. A full cache forgets anyone.
func (p *people) keep(k personKey, who person) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for old := range p.known {
		if len(p.known) < maxPeople {
			break
		}
		delete(p.known, old)
	}
	who.until = p.now().Add(personTTL)
	p.known[k] = who
}

func (p *people) forget(k personKey) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.known, k)
}

// person asks for a member, the cache first.
func (d *Discord) person(ctx context.Context, c core.Connection, id string) (person, error) {
	k := personKey{c.ID, id}
	if who, ok := d.people.recall(k); ok {
		return who, nil
	}
	var m member
	err := d.call(ctx, c, get("guilds/"+c.Remote+"/members/"+id, &m))
	if has(err, unknownMember, unknownUser) {
		d.people.keep(k, person{})
		return person{}, nil
	}
	if err != nil {
		return person{}, read(err)
	}
	who := person{member: m, found: true}
	d.people.keep(k, who)
	return who, nil
}

// agent answers the profile of a member who may answer visitors in a channel: a
// person with the role that is set, or one who may manage messages there. m is
// what an event showed of them; without one Discord is asked.
func (d *Discord) agent(ctx context.Context, c core.Connection, id string, m *member, channel string) (core.Profile, bool, error) {
	if id == "" || id == c.Bot {
		return core.Profile{}, false, nil
	}
	if m == nil || m.Roles == nil && (m.Permissions == nil || d.cfg.AgentRole != "") {
		who, err := d.person(ctx, c, id)
		if err != nil || !who.found {
			return core.Profile{}, false, err
		}
		m = &who.member
	}
	if m.User.Bot || m.User.System || m.Pending {
		return core.Profile{}, false, nil
	}
	ok, err := d.mayAnswer(ctx, c, id, m, channel)
	if err != nil || !ok {
		return core.Profile{}, false, err
	}
	d.statuses.enrol(id)
	return core.Profile{Remote: id, Name: m.called(), Picture: d.pictureOf(c, id, m)}, true, nil
}

func (d *Discord) mayAnswer(ctx context.Context, c core.Connection, id string, m *member, channel string) (bool, error) {
	if d.cfg.AgentRole != "" {
		return slices.Contains(m.Roles, d.cfg.AgentRole), nil
	}
	if m.Permissions != nil {
		return *m.Permissions&(mayManageWords|mayAll) != 0, nil
	}
	p, err := d.current(ctx, c, channel)
	if err != nil {
		return false, read(err)
	}
	g, err := d.guild(ctx, c, c.Remote)
	if err != nil {
		return false, read(err)
	}
	return g.allowed(id, m.Roles, p)&mayManageWords != 0, nil
}

// called is the name people see.
func (m member) called() string {
	return first(m.Nick, m.User.Global, m.User.Name, "Someone")
}

// pictureOf is the address of somebody's picture, empty for none.
func (d *Discord) pictureOf(c core.Connection, id string, m *member) string {
	base := "https://" + pictureHost + "/"
	if d.api != defaultAPI {
		base = d.api
	}
	switch {
	case m.Avatar != "":
		return base + "guilds/" + url.PathEscape(c.Remote) + "/users/" + url.PathEscape(id) + "/avatars/" + url.PathEscape(m.Avatar) + ".png?size=256"
	case m.User.Avatar != "":
		return base + "avatars/" + url.PathEscape(id) + "/" + url.PathEscape(m.User.Avatar) + ".png?size=256"
	}
	return ""
}

func first(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}
