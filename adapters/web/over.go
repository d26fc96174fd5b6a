package web

import (
	"fmt"
	"math"
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// overProblem says which limit on asks was reached, and when there is room
// again.
func overProblem(e *bridge.OverLimitError) *problem {
	within := spanOf(e.Limit.Within)
	times := "once"
	if e.Limit.N > 1 {
		times = fmt.Sprintf("%d times", e.Limit.N)
	}
	what := fmt.Sprintf("From where you are a person can be asked for %s within %s.", times, within)
	switch e.Limit.By {
	case core.ByAddress:
	case core.BySite:
		what = "Very many people ask for someone just now."
	case core.ByConversation:
		what = fmt.Sprintf("You can ask for a person %s within %s.", times, within)
	}
	cure := "Please leave your details, or ask again in " + spanOf(e.Free) + "."
	if e.Kind == core.RingLead {
		cure = "Please leave your details again in " + spanOf(e.Free) + "."
	}
	return &problem{Code: CodeTooManyAsks, Detail: what + " " + cure, Retry: max(e.Free, time.Second), Cause: e}
}

// spanOf is a span of time in words, rounded up.
func spanOf(d time.Duration) string {
	unit := func(of time.Duration, one, many string) string {
		if n := int(math.Ceil(float64(d) / float64(of))); n > 1 {
			return fmt.Sprintf("%d %s", n, many)
		}
		return one
	}
	switch {
	case d <= time.Minute:
		return "a minute"
	case d < time.Hour:
		return unit(time.Minute, "a minute", "minutes")
	}
	return unit(time.Hour, "an hour", "hours")
}
