package core

import "time"

// Restates shows the cards again: something beside the conversation changed
// what they say.
func (t *Turn) Restates(now time.Time) { t.refreshCards(now) }

// Defers lets all that waits for a thread go before a refresh of its card, which
// is due again at due.
func (t *Turn) Defers(now time.Time, e Effect, due time.Time) {
	t.Done(e.No)
	if th, ok := t.C.ThreadByID(e.Thread); ok {
		t.toThread(now, th, Effect{Kind: EffectCard, Ask: e.Ask, Due: due})
	}
}
