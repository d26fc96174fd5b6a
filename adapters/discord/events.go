package discord

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

// The names of the events that we act on.
const (
	messageCreate = "MESSAGE_CREATE"
	messageUpdate = "MESSAGE_UPDATE"
	messageDelete = "MESSAGE_DELETE"
	bulkDelete    = "MESSAGE_DELETE_BULK"
)

// quiet are the events that are stored and mean nothing to a conversation:
// what follows from them is found out when something is sent.
var quiet = []string{"THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "CHANNEL_DELETE", "GUILD_DELETE", "GUILD_CREATE"}

// event says what an event of the gateway means.
func (d *Discord) event(ctx context.Context, c core.Connection, name string, body []byte) ([]core.Happening, error) {
	if slices.Contains(quiet, name) {
		return nil, nil
	}
	var m message
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, unreadable("%s: %v", name, err)
	}
	if m.ID == "" || m.Channel == "" {
		return nil, unreadable("%s without id or channel_id", name)
	}
	switch name {
	case messageCreate:
		return d.said(ctx, c, m)
	case messageUpdate:
		return d.changed(ctx, c, m)
	case messageDelete:
		return d.removed(ctx, c, m, body)
	}
	return nil, unreadable("event %q", name)
}

// said says what a new message means: our own post, a reply of somebody of the
// team, or nothing.
func (d *Discord) said(ctx context.Context, c core.Connection, m message) ([]core.Happening, error) {
	if m.ours(c) {
		return d.echo(ctx, c, m)
	}
	h, ok, err := d.word(ctx, c, m)
	if err != nil || !ok {
		return nil, err
	}
	h.Kind, h.Changed = core.Said, !m.edited().IsZero()
	return []core.Happening{h}, nil
}

// echo is our own post come back. Only a post that says its key settles
// anything.
func (d *Discord) echo(ctx context.Context, c core.Connection, m message) ([]core.Happening, error) {
	key, part, ok := keyIn(m.Content)
	if !ok {
		return nil, nil
	}
	p, err := d.place(ctx, c, m.Channel)
	if err != nil {
		return nil, read(err)
	}
	h := core.Happening{Kind: core.Echoed, Channel: p.ID, Thread: m.ID, Remote: m.ID, Key: key, Part: part}
	if p.isThread() {
		h.Channel, h.Thread = p.Parent, p.ID
	}
	return []core.Happening{h}, nil
}

// word is a message that somebody of the team wrote in a thread; ok is false
// when it crosses nowhere.
func (d *Discord) word(ctx context.Context, c core.Connection, m message) (h core.Happening, ok bool, err error) {
	if m.ours(c) || !m.written() {
		return h, false, nil
	}
	p, err := d.place(ctx, c, m.Channel)
	if has(err, unknownChannel) { // the thread is gone, and with it whoever could read on
		return h, false, nil
	}
	if err != nil || !p.isThread() {
		return h, false, read(err)
	}
	by, ok, err := d.agent(ctx, c, m.Author.ID, m.writer(), p.Parent)
	if err != nil {
		return h, false, err
	}
	if !ok {
		d.hint(ctx, c, m, emojiMute)
		return h, false, nil
	}
	if m.empty() {
		d.hint(ctx, c, m, emojiBlind)
		return h, false, nil
	}
	h = core.Happening{Channel: p.Parent, Thread: p.ID, Remote: m.ID, By: by, Text: d.words(ctx, c, m), Files: filesIn(m)}
	return h, h.Text != "" || len(h.Files) > 0, nil
}

// hint marks a message that crosses nowhere, so that its writer knows. Only
// answers to presses and commands can be private on Discord.
func (d *Discord) hint(ctx context.Context, c core.Connection, m message, emoji string) {
	if err := d.react(ctx, c, http.MethodPut, m.Channel, m.ID, emoji); err != nil {
		d.log.Debug("a message that crosses nowhere was not marked", "err", err)
	}
}
