package slack

import (
	"context"
	"slices"
	"strings"
	"sync"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// markEmoji is how marks look.
var markEmoji = map[core.Mark]string{
	core.MarkDelivered: "white_check_mark",
	core.MarkRead:      "eyes",
	core.MarkGone:      "zzz",
	core.MarkFailed:    "warning",
	core.MarkRetracted: "no_entry_sign",
}

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
	stand := marksOn(o.d.Told)
	if !slices.Contains(stand, o.d.Mark) {
		marked, err := o.marked(o.api.AddReactionContext(ctx, emoji, message))
		if err != nil || !marked {
			return nil, shuts(err, gateMark)
		}
	}
	o.receipts = append(o.receipts, receipt(o.d, 0, string(o.d.Mark)))
	for _, old := range stand {
		if old == o.d.Mark || stays(old, o.d.Mark) {
			continue
		}
		if _, err := o.marked(o.api.RemoveReactionContext(ctx, markEmoji[old], message)); err != nil {
			return o.receipts, shuts(err, gateUnmark)
		}
	}
	return o.receipts, nil
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
// "slack:<channel>:<ts>".
func typedAt(key string) (slackgo.ItemRef, bool) {
	surface, rest, _ := strings.Cut(key, ":")
	channel, ts, ok := strings.Cut(rest, ":")
	if !ok || surface != string(core.Slack) || channel == "" || moment(ts).IsZero() {
		return slackgo.ItemRef{}, false
	}
	return slackgo.NewRefToMessage(channel, ts), true
}

// marked says how marking ended. Marks are a courtesy: a message that is gone, or
// that has the mark, is done; a missing scope is said once.
func (o *sending) marked(err error) (done bool, _ error) {
	switch {
	case err == nil, has(err, "already_reacted", "no_reaction"):
		return true, nil
	case has(err, "message_not_found", "not_reactable", "too_many_emoji", "too_many_reactions"):
		return false, nil
	case has(err, "missing_scope"):
		if o.s.warned.first(o.c.ID) {
			o.s.log.Warn("agents' messages are not marked: the app lacks the scope reactions:write", "connection", o.c.ID,
				"cure", "Add the scope reactions:write on the app's page and install the app again.")
		}
		return false, nil
	}
	return false, read(err)
}

// warned remembers the connections whose missing scope was said.
type warned struct {
	mu    sync.Mutex
	known map[core.ConnectionID]bool
}

func (w *warned) first(c core.ConnectionID) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.known[c] {
		return false
	}
	if w.known == nil {
		w.known = map[core.ConnectionID]bool{}
	}
	w.known[c] = true
	return true
}
