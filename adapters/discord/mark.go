package discord

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// markEmoji is how marks look.
var markEmoji = map[core.Mark]string{
	core.MarkDelivered: "✅",
	core.MarkRead:      "👀",
	core.MarkGone:      "💤",
	core.MarkFailed:    "⚠️",
	core.MarkRetracted: "🚫",
}

// The marks on messages that cross nowhere, for those who wrote them.
const (
	emojiMute  = "🔇" // only people who may answer visitors are heard
	emojiBlind = "🙈" // we may not read it
)

// mark marks an agent's own message, and takes away our marks that do not hold
// any more: one stays, or delivered and read.
func (o *sending) mark(ctx context.Context) ([]core.Receipt, error) {
	if len(o.d.Entries) == 0 {
		return nil, nil
	}
	message, ok := typedAt(o.d.Entries[0].Key)
	emoji := markEmoji[o.d.Mark]
	if !ok || emoji == "" {
		return nil, nil
	}
	o.at = gateOf(gateMark, o.d.Thread.Remote)
	stand := marksOn(o.d.Told)
	room := ""
	if !slices.Contains(stand, o.d.Mark) {
		for _, id := range []string{o.d.Thread.Remote, o.d.Thread.Lost, o.d.Thread.Lead} {
			if id == "" {
				continue
			}
			done, err := o.marked(o.s.react(ctx, o.c, http.MethodPut, id, message, emoji))
			if err != nil {
				return nil, err
			}
			if done {
				room = id
				break
			}
		}
		if room == "" {
			return nil, nil
		}
	}
	o.receipts = append(o.receipts, receipt(o.d, 0, string(o.d.Mark)))
	for _, old := range stand {
		if old == o.d.Mark || stays(old, o.d.Mark) {
			continue
		}
		if _, err := o.marked(o.s.react(ctx, o.c, http.MethodDelete, first(room, o.d.Thread.Remote), message, markEmoji[old])); err != nil {
			return o.receipts, err
		}
	}
	return o.receipts, nil
}

// react puts our reaction to a message, or takes it away.
func (d *Discord) react(ctx context.Context, c core.Connection, method, room, message, emoji string) error {
	return d.call(ctx, c, call{method: method, path: "channels/" + room + "/messages/" + message + "/reactions/" + url.PathEscape(emoji) + "/@me",
		family: "reactions channels/" + room})
}

// stays tells whether a mark stays beside a later one.
func stays(old, later core.Mark) bool { return old == core.MarkDelivered && later == core.MarkRead }

// marksOn are our marks that a message has, as receipts tell.
func marksOn(told []core.Receipt) []core.Mark {
	var stand []core.Mark
	for _, r := range told {
		m := core.Mark(r.Remote)
		stand = slices.DeleteFunc(stand, func(old core.Mark) bool { return old == m || !stays(old, m) })
		stand = append(stand, m)
	}
	return stand
}

// typedAt finds the message that somebody typed by the key of its entry:
// "discord:<channel>:<message>".
func typedAt(key string) (string, bool) {
	surface, rest, _ := strings.Cut(key, ":")
	_, message, ok := strings.Cut(rest, ":")
	return message, ok && surface == string(core.Discord) && number(message) > 0
}

// marked says how marking ended. Marks are a courtesy: a message that is gone
// or in an archived thread is done; a missing permission is said once.
func (o *sending) marked(err error) (done bool, _ error) {
	switch {
	case err == nil:
		return true, nil
	case has(err, unknownMessage, unknownChannel, unknownEmoji, tooManyMarks, threadArchived, markBlocked):
		return false, nil
	case has(err, noPermission, missingAccess):
		if o.s.warned.first("marks:" + string(o.c.ID)) {
			o.s.log.Warn("agents' messages are not marked: the bot lacks the permission Add Reactions", "connection", o.c.ID,
				"cure", "Give the bot Add Reactions in the channel.")
		}
		return false, nil
	}
	return false, read(err)
}

// warned remembers what was said once.
type warned struct {
	mu    sync.Mutex
	known map[string]bool
}

// forget lets something be said again.
func (w *warned) forget(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.known, what)
}

func (w *warned) first(what string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.known[what] {
		return false
	}
	if w.known == nil {
		w.known = map[string]bool{}
	}
	w.known[what] = true
	return true
}
