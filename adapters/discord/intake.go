package discord

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// storeWithin is how long storing may take. Discord does not tell again what it
// told: what could not be stored in time is read from its thread.
const storeWithin = 2 * time.Second

// intake files what the gateway tells us. It stores what is about our threads,
// and lets go of all other talk.
type intake struct {
	d     *Discord
	r     core.Receiver
	c     core.Commander
	later sync.WaitGroup // answers under way
}

// take takes in one event, in the order they came.
func (in *intake) take(ctx context.Context, name string, body []byte) {
	switch name {
	case "READY", "RESUMED": // what was missed before, or while it was resumed, is read
		in.r.Missed(core.Discord)
	case messageCreate, messageUpdate:
		in.message(ctx, name, body)
	case messageDelete, bulkDelete:
		in.deleted(ctx, body)
	case "INTERACTION_CREATE":
		in.interaction(ctx, body)
	case "TYPING_START":
		in.typing(ctx, body)
	case "PRESENCE_UPDATE":
		in.presence(body)
	case "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE":
		in.guild(ctx, name, body)
	case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE":
		in.roles(body)
	case "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE":
		in.left(ctx, body)
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "THREAD_LIST_SYNC":
		in.room(ctx, name, body)
	}
}

// connection finds whose event it is.
func (in *intake) connection(ctx context.Context, guild string) (core.Connection, error) {
	within, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	return in.r.ConnectionFor(within, core.Discord, guild)
}

// store stores an event. What could not be stored is read later.
func (in *intake) store(ctx context.Context, e core.RawEvent) error {
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeWithin)
	defer cancel()
	err := in.r.Receive(within, e)
	if err != nil {
		in.d.log.Error("an event of Discord's could not be stored; its thread is read later", "event", e.ID, "err", err)
		in.r.Missed(core.Discord)
	}
	return err
}

// keep stores what nobody can read.
func (in *intake) keep(ctx context.Context, e core.RawEvent, why string) {
	within, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	e.Received = in.d.now()
	if err := in.r.Keep(within, e, why); err != nil {
		in.d.log.Error("an event of Discord's that nobody can read could not be kept", "err", err)
	}
}

// message stores a message of one of our threads, and our own posts.
func (in *intake) message(ctx context.Context, name string, body []byte) {
	var m message
	if err := json.Unmarshal(body, &m); err != nil || m.ID == "" || m.Channel == "" {
		in.keep(ctx, core.RawEvent{ID: digest(body), Surface: core.Discord, Kind: doorEvent + name, Body: body}, "a message that cannot be read")
		return
	}
	if m.Guild = in.server(m.Guild, m.Channel); m.Guild == "" { // a private conversation with the bot is none of a visitor's
		return
	}
	if name == messageUpdate && (m.Author == nil || m.edited().IsZero()) {
		return // a preview, a thread that was opened, a pin
	}
	if p, ok := in.d.places.recall(m.Channel); ok && !p.isThread() && m.written() {
		return // the talk of the server, most of what comes
	}
	c, ok := in.known(ctx, m.Guild)
	if !ok || !in.minds(ctx, c, m) {
		return
	}
	in.learnt(ctx, c) // in case it was not known yet when we came
	in.d.remember(c, m)
	if !m.tells(c) || name == messageUpdate && m.ours(c) {
		return
	}
	e := core.RawEvent{Workspace: c.Workspace, Connection: c.ID, Surface: core.Discord, Body: body, Lane: laneOf(m.Channel), Received: in.d.now()}
	_ = in.store(ctx, filed(e, name, m)) // it was said, and is read later
}

// server is the server of an event, where it leaves that out that of its channel.
func (in *intake) server(told, channel string) string {
	if told == "" {
		p, _ := in.d.places.recall(channel)
		return p.Guild
	}
	return told
}

// known finds the connection of a server that we serve.
func (in *intake) known(ctx context.Context, guild string) (core.Connection, bool) {
	c, err := in.connection(ctx, guild)
	if err != nil && !errors.Is(err, core.ErrNotFound) {
		in.d.log.Error("it cannot be told whose event it is; its thread is read later", "err", err)
		in.r.Missed(core.Discord)
	}
	return c, err == nil
}

// minds tells whether a message may be about a conversation: it is ours, or
// stands in a thread that we opened.
func (in *intake) minds(ctx context.Context, c core.Connection, m message) bool {
	if m.ours(c) {
		return true
	}
	return in.ourThread(ctx, c, m.Channel)
}

// ourThread tells whether we opened a thread. What cannot be told is taken in:
// Interpret finds out.
func (in *intake) ourThread(ctx context.Context, c core.Connection, id string) bool {
	p, err := in.d.place(ctx, c, id)
	if err != nil {
		return !has(err, unknownChannel, missingAccess)
	}
	return p.isThread() && (p.Owner == c.Bot || in.d.webhooks.isOurs(p.Owner))
}

// deleted stores the deletion of one message or of many, each by itself.
func (in *intake) deleted(ctx context.Context, body []byte) {
	var m struct {
		removal
		IDs []string `json:"ids"`
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return
	}
	m.Guild = in.server(m.Guild, m.Channel)
	c, ok := in.known(ctx, m.Guild)
	if !ok {
		return
	}
	if m.ID != "" {
		m.IDs = append(m.IDs, m.ID)
	}
	for _, id := range m.IDs {
		writer := in.d.writers.of(id)
		if writer == nobody || writer == "" && !in.ourThread(ctx, c, m.Channel) {
			continue
		}
		e := core.RawEvent{Workspace: c.Workspace, Connection: c.ID, Surface: core.Discord, Received: in.d.now()}
		_ = in.store(ctx, filedRemoval(e, removal{ID: id, Channel: m.Channel, Guild: m.Guild, Writer: writer}, in.d.now())) // said, and not told again
	}
}
