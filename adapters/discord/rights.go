package discord

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// The permissions that matter to us.
const (
	mayReact        bits = 1 << 6
	mayView         bits = 1 << 10
	maySend         bits = 1 << 11
	mayManageWords  bits = 1 << 13
	mayEmbed        bits = 1 << 14
	mayAttach       bits = 1 << 15
	mayReadHistory  bits = 1 << 16
	mayManageHooks  bits = 1 << 29
	mayManageThread bits = 1 << 34
	mayOpenThreads  bits = 1 << 35
	mayReplyThreads bits = 1 << 38
	mayManageRooms  bits = 1 << 4
	mayAll          bits = 1 << 3
)

// right is a permission that the bot needs, by the name that Discord shows.
type right struct {
	bit     bits
	name    string
	without core.Grade
	why     string
}

// rights are what the bot needs in the channel it rings.
func rights() []right {
	return []right{
		{mayView, "View Channels", core.Broken, "nothing can be posted or heard"},
		{maySend, "Send Messages", core.Broken, "no card can be posted"},
		{mayReplyThreads, "Send Messages in Threads", core.Broken, "nothing can be said in threads"},
		{mayOpenThreads, "Create Public Threads", core.Broken, "no thread can be opened under a card"},
		{mayReadHistory, "Read Message History", core.Broken, "what was missed cannot be read, nor what is in doubt looked for"},
		{mayManageHooks, "Manage Webhooks", core.Broken, "visitors cannot speak under their names"},
		{mayEmbed, "Embed Links", core.Broken, "cards stay empty"},
		{mayManageThread, "Manage Threads", core.Warning, "threads of conversations that are over stay open, and count"},
		{mayReact, "Add Reactions", core.Warning, "agents' messages get no marks: delivered, read, failed"},
		{mayAttach, "Attach Files", core.Warning, "visitors' files cannot reach the thread"},
	}
}

// Permissions is the number that an install link asks for.
func Permissions() uint64 {
	var all bits
	for _, r := range rights() {
		all |= r.bit
	}
	return uint64(all)
}

// Server rights change rarely; the gateway tells when they do, to the process
// that holds it.
const guildTTL = time.Minute

type role struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Permissions bits   `json:"permissions"`
}

// guild is a server, as far as rights go.
type guild struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Owner string `json:"owner_id"`
	Roles []role `json:"roles"`
	Tier  int    `json:"premium_tier"` // of boosts
	until time.Time
}

type guilds struct {
	now   func() time.Time
	mu    sync.Mutex
	known map[string]guild
	gone  map[string]bool // we were removed from
}

func newGuilds(now func() time.Time) *guilds {
	return &guilds{now: now, known: map[string]guild{}, gone: map[string]bool{}}
}

func (g *guilds) recall(id string) (guild, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	got, ok := g.known[id]
	return got, ok && g.now().Before(got.until)
}

func (g *guilds) note(one guild) {
	g.mu.Lock()
	defer g.mu.Unlock()
	one.until = g.now().Add(guildTTL)
	g.known[one.ID] = one
	delete(g.gone, one.ID)
}

// came notes a server that we are in. One without roles is not all that Discord
// has to say of it: everyone has one.
func (g *guilds) came(one guild) {
	if len(one.Roles) > 0 {
		g.note(one)
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.gone, one.ID)
}

func (g *guilds) forget(id string, removed bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.known, id)
	if removed {
		g.gone[id] = true
	}
}

func (g *guilds) removed(id string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.gone[id]
}

// guild asks for a server, the cache first.
func (d *Discord) guild(ctx context.Context, c core.Connection, id string) (guild, error) {
	if g, ok := d.guilds.recall(id); ok {
		return g, nil
	}
	var g guild
	if err := d.call(ctx, c, get("guilds/"+id, &g)); err != nil {
		return guild{}, err
	}
	d.guilds.note(g)
	return g, nil
}

// allowed is what a member with these roles may do in a channel, by Discord's
// own rules.
func (g guild) allowed(user string, roles []string, channel place) bits {
	if user == g.Owner {
		return ^bits(0)
	}
	var base bits
	for _, r := range g.Roles {
		if r.ID == g.ID || slices.Contains(roles, r.ID) {
			base |= r.Permissions
		}
	}
	if base&mayAll != 0 {
		return ^bits(0)
	}
	var allow, deny bits
	for _, o := range channel.Overwrites {
		if o.Type == 0 && o.ID == g.ID {
			base = base&^o.Deny | o.Allow
		}
		if o.Type == 0 && o.ID != g.ID && slices.Contains(roles, o.ID) {
			allow |= o.Allow
			deny |= o.Deny
		}
	}
	base = base&^deny | allow
	for _, o := range channel.Overwrites {
		if o.Type == 1 && o.ID == user {
			base = base&^o.Deny | o.Allow
		}
	}
	return base
}

// ownRights is what we may do in a channel.
func (d *Discord) ownRights(ctx context.Context, c core.Connection, channel place) (bits, error) {
	d.guilds.forget(channel.Guild, false) // whoever asks this suspects a change
	g, err := d.guild(ctx, c, channel.Guild)
	if err != nil {
		return 0, err
	}
	var m member
	if err := d.call(ctx, c, get("guilds/"+g.ID+"/members/"+c.Bot, &m)); err != nil {
		return 0, err
	}
	return g.allowed(c.Bot, m.Roles, channel), nil
}

// naming says by name which permissions are missing, when Discord only says
// that some are.
func (d *Discord) naming(ctx context.Context, c core.Connection, channel string, err error) error {
	if !has(err, noPermission, missingAccess) || c.Bot == "" {
		return err
	}
	d.places.forget(channel)
	p, perr := d.place(ctx, c, channel)
	if perr != nil {
		return err
	}
	mine, perr := d.ownRights(ctx, c, p)
	if perr != nil {
		return err
	}
	var missing []string
	for _, r := range rights() {
		if mine&r.bit == 0 {
			missing = append(missing, r.name)
		}
	}
	if len(missing) == 0 {
		return err
	}
	return &core.SendError{How: core.Held, Cause: causeRights, Err: err,
		Cure: "Give the bot these permissions in #" + p.Name + ": " + strings.Join(missing, ", ") + "."}
}
