package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"github.com/bellhop-chat/bellhop/core"
)

// catchUps is how many threads are read a minute: a fifth of all the requests that
// Discord takes, for each thread has a limit of its own.
const catchUps = 600

var (
	_ core.Catcher = (*Discord)(nil)
	_ core.Brisk   = (*Discord)(nil)
)

// CatchUps is core.Brisk.CatchUps.
func (d *Discord) CatchUps() int { return catchUps }

// CatchUp reads a page of the messages of a thread. Of one that was changed
// Discord tells only what it is now: it is answered as it is, and once more as
// an edit, which changes nothing where it is not known otherwise. Of a deleted
// one Discord tells nothing, and of one from before the gap neither. Our own
// posts come along: they settle what is in doubt.
func (d *Discord) CatchUp(ctx context.Context, c core.Connection, g core.Gap) (core.Caught, error) {
	after := snowflake(g.Since)
	if behind(g.Thread, g.Opened) {
		after = number(g.Thread)
	}
	if g.Page != "" {
		after = number(g.Page)
	}
	var page []json.RawMessage
	k := get("channels/"+g.Thread+"/messages", &page)
	k.query = url.Values{"limit": {strconv.Itoa(findPage)}, "after": {strconv.FormatUint(after, 10)}}
	err := d.call(ctx, c, k)
	if has(err, unknownChannel) {
		return core.Caught{}, threadGone(err)
	}
	if err != nil {
		return core.Caught{}, read(err)
	}
	slices.SortStableFunc(page, func(a, b json.RawMessage) int { return cmp.Compare(idOf(a), idOf(b)) }) // Discord tells the newest first
	var out core.Caught
	last := after
	for _, raw := range page {
		events, id, err := d.caught(c, g, raw)
		if err != nil {
			return out, err
		}
		last = max(last, id)
		out.Events = append(out.Events, events...)
	}
	if len(page) == findPage {
		out.Next = strconv.FormatUint(last, 10)
	}
	return out, nil
}

// idOf is the id of a message, 0 when it has none.
func idOf(raw json.RawMessage) uint64 {
	var m struct {
		ID string `json:"id"`
	}
	_ = json.Unmarshal(raw, &m) // caught says what is wrong with it
	return number(m.ID)
}

// caught is a message of a thread as the events about it would have been.
func (d *Discord) caught(c core.Connection, g core.Gap, raw json.RawMessage) ([]core.RawEvent, uint64, error) {
	var fields map[string]json.RawMessage
	var m message
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, 0, fmt.Errorf("a message of %s/%s: %w", g.Channel, g.Thread, err)
	}
	if err := json.Unmarshal(raw, &m); err != nil || m.ID == "" {
		return nil, 0, fmt.Errorf("a message of %s/%s: %w", g.Channel, g.Thread, err)
	}
	id := number(m.ID)
	d.remember(c, m)
	if !m.tells(c) {
		return nil, id, nil
	}
	guild, _ := json.Marshal(c.Remote) // a text encodes
	fields["guild_id"] = guild
	body, _ := json.Marshal(fields) // decoded JSON encodes
	base := core.RawEvent{Workspace: c.Workspace, Connection: c.ID, Surface: core.Discord, Body: body, Received: d.now(), Lane: laneOf(m.Channel)}
	events := []core.RawEvent{filed(base, messageCreate, m)}
	if !m.edited().IsZero() && !m.ours(c) {
		events = append(events, filed(base, messageUpdate, m))
	}
	return events, id, nil
}
