package discord

import (
	"fmt"
	"strconv"
	"time"
)

// discordEpoch is the first millisecond of Discord's ids.
const discordEpoch = 1420070400000

// clockSlack is how far Discord's clock may be behind ours.
const clockSlack = 30 * time.Second

// snowflake is the smallest id that Discord can have made at a time.
func snowflake(t time.Time) uint64 {
	ms := t.UnixMilli() - discordEpoch
	if t.IsZero() || ms < 0 {
		return 0
	}
	return uint64(ms) << 22
}

// behind tells that ids cannot be counted on to tell our time: a thread that we
// opened has one from before we did. Either clock is wrong then, or ids are
// plain numbers; they grow all the same.
func behind(thread string, opened time.Time) bool {
	return number(thread) > 0 && !opened.IsZero() && number(thread) < snowflake(opened.Add(-clockSlack))
}

// number is an id as a number, 0 for what is none.
func number(id string) uint64 {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// older compares ids by when they were made.
func older(a, b string) bool { return number(a) < number(b) }

// sortable is a place in the order of a lane: of fixed width.
func sortable(n uint64) string { return fmt.Sprintf("%020d", n) }

// lastOf is the largest id that Discord can have made at a time, for what comes
// after everything that was written then.
func lastOf(t time.Time) uint64 { return snowflake(t) | 1<<22 - 1 }
