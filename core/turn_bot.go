package core

import "time"

// BotSays appends the bot's answer to the visitor's word seq and ends the
// effect that asked for it. Outside state bot it is thrown away: the first
// human word silences the bot. rev is the Rev of the word that the bot was
// given: when the visitor has changed it since, the answer is thrown away and
// the bot is asked again; when they have withdrawn it, nothing is said. It
// answers whether the answer was said.
func (t *Turn) BotSays(now time.Time, effect, seq, rev int64, a Answer) bool {
	t.Done(effect)
	if t.C.State != StateBot {
		return false
	}
	key := "answer:" + seqValue(seq)
	if _, ok := t.Seen(key); ok {
		return false
	}
	word, err := t.entry(seq)
	if err != nil || !word.Deleted.IsZero() {
		return false
	}
	if word.Rev != rev {
		t.effect(now, Effect{Pool: PoolBot, Kind: EffectAnswer, Seq: seq})
		return false
	}
	if a.Text == "" {
		return false
	}
	e := t.append(now, Entry{Kind: KindBot, Key: key, Text: a.Text, Cites: a.Cites, Offer: a.Offer})
	t.mirror(now, e)
	t.rest(now)
	return true
}
