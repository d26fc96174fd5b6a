package discord

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// laneOf keeps what happens in a thread in order.
func laneOf(channel string) string { return "channel/" + channel }

// filed gives an event about a message its name and its place. A message has
// the same name however we hear of it: by the gateway, twice by it, or by
// reading its thread.
func filed(e core.RawEvent, name string, m message) core.RawEvent {
	e.Kind = doorEvent + name
	switch name {
	case messageUpdate:
		e.ID, e.Sort = "edit:"+m.ID+":"+m.Edited, sortable(lastOf(m.edited()))
	default:
		e.ID, e.Sort = "message:"+m.ID, sortable(number(m.ID))
	}
	return e
}

// filedRemoval is the event of a deletion: after the message, and after
// whatever was written before now.
func filedRemoval(e core.RawEvent, r removal, now time.Time) core.RawEvent {
	e.Kind, e.ID, e.Lane = doorEvent+messageDelete, "delete:"+r.ID, laneOf(r.Channel)
	e.Sort = sortable(max(lastOf(now), number(r.ID)|1<<22-1))
	e.Body, _ = json.Marshal(r) // texts encode
	return e
}

// remember notes who wrote a message.
func (d *Discord) remember(c core.Connection, m message) {
	switch {
	case m.ours(c) || !m.written():
		d.writers.note(m.ID, nobody)
	default:
		d.writers.note(m.ID, m.Author.ID)
	}
}

// digest names what has no id of its own, the same every time it comes.
func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return "sha256:" + hex.EncodeToString(sum[:])
}
