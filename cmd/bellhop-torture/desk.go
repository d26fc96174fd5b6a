package main

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// desk is what the team sees of Slack, and what it typed and pressed.
type desk struct {
	ws *fakeslack.Server
	d  *deliveries

	mu      sync.Mutex
	last    string                 // the newest message looked at
	threads map[string]string      // conversation: ts of its card
	hints   int                    // how many hints were looked at
	drafts  map[string][]hintShown // person: drafts to decide about
	asked   map[draftKey]bool      // drafts that stand in drafts or were decided
	words   []*check.TeamWord
	presses []check.Press
}

// hintShown is a hint with buttons under it.
type hintShown struct {
	draftKey
	ts   string
	late bool // it may be a note
}

type draftKey struct {
	conversation string
	seq          int64
}

func newDesk(ws *fakeslack.Server, d *deliveries) *desk {
	return &desk{ws: ws, d: d, last: "0", threads: map[string]string{}, drafts: map[string][]hintShown{}, asked: map[draftKey]bool{}}
}

// watch keeps looking until ctx ends.
func (d *desk) watch(ctx context.Context) {
	for ctx.Err() == nil {
		d.look()
		sleep(ctx, 150*time.Millisecond)
	}
}

// look reads what is new in the channel.
func (d *desk) look() {
	hints := d.ws.Ephemerals("")
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, m := range d.ws.MessagesAfter(channel, d.last) {
		d.last = m.TS
		if p, ok := postOf(m); ok && p.Role == check.Card && d.threads[p.Conversation] == "" {
			d.threads[p.Conversation] = m.TS
		}
	}
	for _, e := range hints[min(d.hints, len(hints)):] {
		h, ok := hintOf(e)
		k := draftKey{h.Conversation, h.Draft}
		if ok && h.Draft > 0 && !d.asked[k] {
			d.asked[k] = true
			d.drafts[e.User] = append(d.drafts[e.User], hintShown{k, e.TS, h.Late})
		}
	}
	d.hints = len(hints)
}

// thread is the thread of a conversation, empty before its card.
func (d *desk) thread(conversation string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.threads[conversation]
}

// draft takes the oldest draft that a person has to decide about.
func (d *desk) draft(user string) (hintShown, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	waiting := d.drafts[user]
	if len(waiting) == 0 {
		return hintShown{}, false
	}
	d.drafts[user] = waiting[1:]
	return waiting[0], true
}

func (d *desk) typed(w *check.TeamWord) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.words = append(d.words, w)
}

// changed notes a change of a word that Slack took. gone tells that it takes the
// word back.
func (d *desk) changed(w *check.TeamWord, c check.TeamChange, gone bool, change func() error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if change() != nil {
		return
	}
	if gone {
		w.Deleted = &c
		return
	}
	w.Edits = append(w.Edits, c)
}

func (d *desk) pressed(p check.Press) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.presses = append(d.presses, p)
}

// testify says what the team typed and pressed, and what stands in Slack.
func (d *desk) testify(h *check.History) {
	d.look()
	d.mu.Lock()
	defer d.mu.Unlock()
	h.Presses = slices.Clone(d.presses)
	for _, w := range d.words {
		h.Words = append(h.Words, d.d.word(*w))
	}
	slices.SortFunc(h.Words, func(a, b check.TeamWord) int {
		if a.TS < b.TS {
			return -1
		}
		return 1
	})
	for _, m := range d.ws.Messages(channel) {
		if p, ok := postOf(m); ok {
			h.Posts = append(h.Posts, p)
		}
	}
	for _, e := range d.ws.Ephemerals("") {
		if x, ok := hintOf(e); ok {
			h.Hints = append(h.Hints, x)
		}
	}
	for _, p := range d.ws.Pings() {
		h.Pings = append(h.Pings, p.Method+" at "+p.TS+" could notify by "+p.Kind+" "+p.Token+" in "+p.Where)
	}
}

// hintOf reads one of our hints to one person.
func hintOf(e fakeslack.Ephemeral) (check.Hint, bool) {
	k, ok := keyInBlocks(e.Blocks)
	if !ok {
		return check.Hint{}, false
	}
	h := check.Hint{Key: k, Surface: onSlack, TS: e.TS, To: e.User}
	for _, b := range elementsOf(e.Blocks) {
		value, _ := b["value"].(string)
		if b["action_id"] != pressSend {
			continue
		}
		h.Draft, _ = strconv.ParseInt(value, 10, 64) // 0 is no draft
		h.Closed = labelOf(b) == "Send and reopen"
		h.Late = labelOf(b) == "Send it as it is now"
	}
	return h, true
}

// The buttons that are pressed.
const (
	pressSend  = "bellhop:send"
	pressNote  = "bellhop:note"
	pressClaim = "bellhop:claim"
	pressClose = "bellhop:close"
	pressBot   = "bellhop:bot"
)

// elementsOf are the elements of all blocks.
func elementsOf(blocks []any) []map[string]any {
	var out []map[string]any
	for _, b := range blocks {
		block, _ := b.(map[string]any)
		elements, _ := block["elements"].([]any)
		for _, e := range elements {
			if m, ok := e.(map[string]any); ok {
				out = append(out, m)
			}
		}
	}
	return out
}

func labelOf(button map[string]any) string {
	text, _ := button["text"].(map[string]any)
	label, _ := text["text"].(string)
	return label
}
