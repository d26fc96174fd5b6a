package discord

import (
	"context"
	"encoding/json"

	"github.com/bellhop-chat/bellhop/core"
)

// server is what the gateway tells of a server: all of it when we come, little
// when we go.
type server struct {
	guild
	Unavailable bool     `json:"unavailable"`
	Channels    []place  `json:"channels"`
	Threads     []place  `json:"threads"`
	Presences   []status `json:"presences"`
}

type status struct {
	User struct {
		ID string `json:"id"`
	} `json:"user"`
	Word string `json:"status"`
}

// guild takes in that we came to a server, that it changed, or that we left it.
// Going without being unavailable is for good: somebody removed us.
func (in *intake) guild(ctx context.Context, name string, body []byte) {
	var s server
	if err := json.Unmarshal(body, &s); err != nil || s.ID == "" {
		return
	}
	if s.Unavailable { // an outage: it comes back by itself
		return
	}
	c, served := in.known(ctx, s.ID)
	switch name {
	case "GUILD_DELETE":
		if served {
			in.file(ctx, c, name, s.ID, body)
			in.d.log.Warn("the bot was removed from a server; what waits for it is held", "server", s.ID, "cure", cureRemoved)
		}
		in.d.guilds.forget(s.ID, true)
		return
	case "GUILD_UPDATE":
		in.d.guilds.forget(s.ID, false)
		return
	}
	in.d.guilds.came(s.guild)
	for i := range s.Channels {
		s.Channels[i].Guild = s.ID
	}
	for i := range s.Threads {
		s.Threads[i].Guild = s.ID
	}
	in.d.places.note(s.Channels...)
	in.d.places.note(s.Threads...)
	for _, p := range s.Presences {
		in.d.statuses.note(p.User.ID, p.Word)
	}
	if served {
		in.d.warned.forget("commands:" + string(c.ID)) // it may have failed before
		in.learnt(ctx, c)
	}
}

// file stores an event that nothing follows from at once.
func (in *intake) file(ctx context.Context, c core.Connection, name, what string, body []byte) {
	now := in.d.now()
	_ = in.store(ctx, core.RawEvent{ID: digest(append([]byte(now.String()), body...)), Workspace: c.Workspace, Connection: c.ID, Surface: core.Discord,
		Kind: doorEvent + name, Lane: laneOf(what), Sort: sortable(lastOf(now)), Body: body, Received: now}) // it means nothing that is not found out again
}

// roles takes in that rights changed.
func (in *intake) roles(body []byte) {
	var r struct {
		Guild string `json:"guild_id"`
	}
	if json.Unmarshal(body, &r) == nil {
		in.d.guilds.forget(r.Guild, false)
	}
}

// left takes in that somebody is another or gone.
func (in *intake) left(ctx context.Context, body []byte) {
	var m struct {
		Guild string `json:"guild_id"`
		User  user   `json:"user"`
	}
	if json.Unmarshal(body, &m) != nil {
		return
	}
	if c, ok := in.known(ctx, m.Guild); ok {
		in.d.people.forget(personKey{c.ID, m.User.ID})
	}
}

// room takes in what happens to channels and threads.
func (in *intake) room(ctx context.Context, name string, body []byte) {
	var p place
	var list struct {
		Guild   string  `json:"guild_id"`
		Threads []place `json:"threads"`
	}
	if name == "THREAD_LIST_SYNC" {
		if json.Unmarshal(body, &list) == nil {
			for i := range list.Threads {
				list.Threads[i].Guild = list.Guild
			}
			in.d.places.note(list.Threads...)
		}
		return
	}
	if json.Unmarshal(body, &p) != nil || p.ID == "" {
		return
	}
	was, _ := in.d.places.recall(p.ID)
	gone := name == "CHANNEL_DELETE" || name == "THREAD_DELETE"
	if gone {
		in.d.places.forget(p.ID)
		in.d.webhooks.forget(p.ID)
	} else {
		in.d.places.note(p)
	}
	c, ok := in.known(ctx, p.Guild)
	ours := p.Owner == c.Bot || was.Owner == c.Bot
	if ok && ours && (gone || name == "THREAD_UPDATE") {
		in.file(ctx, c, name, p.ID, body)
	}
}

// presence notes how somebody of the team is there.
func (in *intake) presence(body []byte) {
	var p status
	if json.Unmarshal(body, &p) == nil && in.d.statuses.enrolled(p.User.ID) {
		in.d.statuses.note(p.User.ID, p.Word)
	}
}

// typing tells that somebody of the team writes in one of our threads.
func (in *intake) typing(ctx context.Context, body []byte) {
	var t struct {
		Guild   string  `json:"guild_id"`
		Channel string  `json:"channel_id"`
		User    string  `json:"user_id"`
		Member  *member `json:"member"`
	}
	taker, ok := in.r.(core.TypingTaker)
	if !ok || json.Unmarshal(body, &t) != nil || !in.d.statuses.enrolled(t.User) {
		return
	}
	p, known := in.d.places.recall(t.Channel)
	if !known || !p.isThread() {
		return
	}
	c, ok := in.known(ctx, in.server(t.Guild, t.Channel))
	if !ok || p.Owner != c.Bot {
		return
	}
	by, ok, err := in.d.agent(ctx, c, t.User, t.Member, p.Parent)
	if err == nil && ok {
		taker.TeamTypes(ctx, c, by, p.Parent, p.ID)
	}
}
