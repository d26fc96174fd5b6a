package main

import (
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

func TestStatusSaysWhatIsThrottledByWhomAndUntilWhen(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	var out strings.Builder
	printStatus(&out, bridge.Status{Now: now, Shut: []core.Shut{
		{Connection: "slack", Gate: "post:C1", Until: now.Add(7 * time.Second), Asked: true},
		{Connection: "slack", Gate: "change", Until: now.Add(1500 * time.Millisecond)},
	}})
	for _, want := range []string{"Throttled", "post:C1: the platform asked us to wait; the next free turn is in 7s", "change: at our own pace, the next free turn is in 1.5s"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, &out)
		}
	}
	out.Reset()
	printStatus(&out, bridge.Status{Now: now})
	if strings.Contains(out.String(), "Throttled") {
		t.Errorf("nothing is throttled:\n%s", &out)
	}
}
