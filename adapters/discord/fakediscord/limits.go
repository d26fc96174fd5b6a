package fakediscord

import "time"

// Rate is N requests in Per. The zero value is no limit; a negative N switches off a limit that has a default.
type Rate struct {
	N   int
	Per time.Duration
}

// Limits are the rates at which requests are taken; see DiscordLimits for those that people observed.
type Limits struct {
	Global         Rate // of the bot over all routes; interaction callbacks and webhooks with a token are free of it
	Messages       Rate // POST messages, per channel or thread
	Edits          Rate // PATCH message, per channel or thread
	Webhook        Rate // execute, per webhook over all its threads
	WebhookChannel Rate // execute, per channel over all its webhooks; no header tells of it, and its 429 has scope shared
	Renames        Rate // name changes per channel or thread; default 2 in 10 minutes
	Other          Rate // any other route, per channel, guild or webhook
	Identify       Rate // identifies, over all connections
	Outbound       Rate // frames on one gateway connection, then 4008
}

// DiscordLimits are the rates observed of Discord. They are not promised by it.
func DiscordLimits() Limits {
	return Limits{
		Global: Rate{50, time.Second}, Messages: Rate{5, 5 * time.Second}, Edits: Rate{5, 5 * time.Second}, Webhook: Rate{5, 2 * time.Second},
		WebhookChannel: Rate{30, time.Minute}, Renames: Rate{2, 10 * time.Minute}, Other: Rate{10, 5 * time.Second},
		Identify: Rate{1, 5 * time.Second}, Outbound: Rate{120, time.Minute},
	}
}

// window counts the requests of one bucket: it opens with the first and is over after the rate's time.
type window struct {
	ends time.Time
	used int
}

// take counts one request, if there is room.
func (w *window) take(r Rate, now time.Time) (ok bool) {
	if r.N <= 0 {
		return true
	}
	if !now.Before(w.ends) {
		w.ends, w.used = now.Add(r.Per), 0
	}
	if w.used >= r.N {
		return false
	}
	w.used++
	return true
}
