package discord

import (
	"context"
	"encoding/json"

	"github.com/bellhop-chat/bellhop/core"
)

// changed says what an update means: an edit of somebody of the team, or
// nothing. Discord sends it also for previews of links and when a thread is
// opened at a message, without a time of edit.
func (d *Discord) changed(ctx context.Context, c core.Connection, m message) ([]core.Happening, error) {
	if m.Author == nil || m.edited().IsZero() {
		return nil, nil
	}
	h, ok, err := d.word(ctx, c, m)
	if err != nil || !ok {
		return nil, err
	}
	h.Kind, h.At = core.Edited, m.edited()
	return []core.Happening{h}, nil
}

// removal is a deletion as we store it. Discord names the message only; the
// process that heard it adds who wrote it, when it remembers.
type removal struct {
	ID      string `json:"id"`
	Channel string `json:"channel_id"`
	Guild   string `json:"guild_id"`
	Writer  string `json:"bellhop_writer,omitempty"`
}

// removed is the deletion of a message. Who did it, its writer or a moderator,
// Discord does not tell.
func (d *Discord) removed(ctx context.Context, c core.Connection, m message, body []byte) ([]core.Happening, error) {
	var gone removal
	if err := json.Unmarshal(body, &gone); err != nil {
		return nil, unreadable("deletion: %v", err)
	}
	p, err := d.place(ctx, c, m.Channel)
	if has(err, unknownChannel) {
		return nil, nil // its thread went too
	}
	if err != nil || !p.isThread() {
		return nil, read(err)
	}
	h := core.Happening{Kind: core.Removed, Channel: p.Parent, Thread: p.ID, Remote: m.ID}
	if gone.Writer == "" {
		return []core.Happening{h}, nil
	}
	by, ok, err := d.agent(ctx, c, gone.Writer, nil, p.Parent)
	if err != nil || !ok {
		return nil, err
	}
	h.By = by
	return []core.Happening{h}, nil
}
