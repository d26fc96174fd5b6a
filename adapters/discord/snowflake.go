package discord

import (
	"fmt"
	"strconv"
	"time"
)

// discordEpoch is the first millisecond of Discord's ids.
const discordEpoch = 1420070400000

// snowflake is the smallest id that Discord can have made at a time.
func snowflake(t time.Time) uint64 {
	ms := t.UnixMilli() - discordEpoch
	if t.IsZero() || ms < 0 {
		return 0
	}
	return uint64(ms) << 22
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
