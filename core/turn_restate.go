package core

import "time"

// Restates shows the cards again: something beside the conversation changed
// what they say.
func (t *Turn) Restates(now time.Time) { t.refreshCards(now) }
