package core

import "time"

// BotSays appends the bot's answer to the visitor's word seq and ends the
// effect that asked for it. Outside state bot it is thrown away: the first
// human word silences the bot. It answers whether it was said.
func (t *Turn) BotSays(now time.Time, effect, seq int64, a Answer) bool {
	t.Done(effect)
	if t.C.State != StateBot || a.Text == "" {
		return false
	}
	key := "answer:" + seqValue(seq)
	if _, ok := t.Seen(key); ok {
		return false
	}
	e := t.append(now, Entry{Kind: KindBot, Key: key, Text: a.Text, Cites: a.Cites, Offer: a.Offer})
	t.mirror(now, e)
	t.rest(now)
	return true
}
