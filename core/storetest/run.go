package storetest

import (
	"flag"
	"testing"

	"github.com/bellhop-chat/bellhop/core"
)

var rounds = flag.Int("storetest.rounds", 200, "how many races a racing test of storetest runs")

// Open opens a fresh, empty store that is closed when the test ends.
type Open func(t testing.TB) core.Store

// Run tests everything a store promises.
func Run(t *testing.T, open func(t testing.TB) core.Store) {
	group := func(name string, tests []promise) {
		t.Run(name, func(t *testing.T) {
			for _, p := range tests {
				t.Run(p.name, func(t *testing.T) { p.test(t, furnish(t, open(t))) })
			}
		})
	}
	group("log", logPromises())
	group("batch", batchPromises())
	group("race", racePromises())
	group("lanes", lanePromises())
	group("leases", leasePromises())
	group("holding", holdingPromises())
	group("settling", settlePromises())
	group("sharing", sharePromises())
	group("pace", pacePromises())
	group("repair", repairPromises())
	group("events", eventPromises())
	group("hearing", hearingPromises())
	group("rings", ringPromises())
	group("visitors", visitorPromises())
	group("agents", agentPromises())
	group("files", filePromises())
	group("tenants", tenantPromises())
	group("setup", setupPromises())
}

// promise is one guarantee, its name a sentence.
type promise struct {
	name string
	test func(t *testing.T, h *house)
}
