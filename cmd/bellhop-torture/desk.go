package main

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// desk is what the team sees on one surface, and what it typed and pressed there.
type desk struct {
	surface

	mu      sync.Mutex
	threads map[string]string      // conversation: id of its card
	drafts  map[string][]hintShown // person: drafts to decide about
	asked   map[draftKey]bool      // drafts that stand in drafts or were decided
	words   []*check.TeamWord
	presses []check.Press
}

// hintShown is a hint with buttons under it.
type hintShown struct {
	draftKey
	id   string
	late bool // it may be a note
}

type draftKey struct {
	conversation string
	seq          int64
}

func newDesk(s surface) *desk {
	return &desk{surface: s, threads: map[string]string{}, drafts: map[string][]hintShown{}, asked: map[draftKey]bool{}}
}

// watch keeps looking until ctx ends.
func (d *desk) watch(ctx context.Context) {
	for ctx.Err() == nil {
		d.look()
		sleep(ctx, 150*time.Millisecond)
	}
}

// look reads what is new.
func (d *desk) look() {
	d.mu.Lock()
	defer d.mu.Unlock()
	cards, hints := d.news()
	for _, p := range cards {
		if d.threads[p.Conversation] == "" {
			d.threads[p.Conversation] = p.TS
		}
	}
	for _, h := range hints {
		k := draftKey{h.Conversation, h.Draft}
		if h.Draft > 0 && !d.asked[k] {
			d.asked[k] = true
			d.drafts[h.To] = append(d.drafts[h.To], hintShown{k, h.TS, h.Late})
		}
	}
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

// testify says what the team typed and pressed, and what stands there.
func (d *desk) testify(h *check.History) {
	d.look()
	d.mu.Lock()
	defer d.mu.Unlock()
	h.Surfaces = append(h.Surfaces, d.name())
	h.Presses = append(h.Presses, d.presses...)
	words := make([]check.TeamWord, len(d.words))
	for i, w := range d.words {
		words[i] = d.delivered(*w)
	}
	slices.SortFunc(words, func(a, b check.TeamWord) int {
		if a.TS < b.TS {
			return -1
		}
		return 1
	})
	h.Words = append(h.Words, words...)
	d.surface.testify(h)
}
