package bridge

import (
	"context"
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// ring decides whom an ask rings: every route of its site. Presence is asked
// first, for a second at most; only when everybody is known to be off nobody is
// asked. Ignorance refuses nobody.
func (b *Bridge) ring(ctx context.Context, e core.Effect) {
	talk, err := b.Store.Conversation(ctx, e.Ref)
	if err != nil {
		b.backOff(ctx, e, "store: "+err.Error())
		return
	}
	routes, err := b.Store.Routes(ctx, e.Workspace, talk.Site)
	if err != nil {
		b.backOff(ctx, e, "store: "+err.Error())
		return
	}
	available := b.anyoneThere(ctx, routes)
	targets := make([]core.Target, len(routes))
	for i, r := range routes {
		targets[i] = core.Target{Connection: r.Connection, Surface: r.Surface, Channel: r.Channel, NewID: core.ThreadID(b.NewID())}
	}
	err = b.update(ctx, e.Ref, func(t *core.Turn) error {
		t.Done(e.No)
		return t.Ring(b.now(), e.Ask, targets, available)
	})
	if err != nil && ctx.Err() == nil {
		b.Log.Error("a ring failed and is tried again", "effect", e.Key(), "err", err)
		b.backOff(ctx, e, "ring: "+err.Error())
	}
}

// anyoneThere tells whether anybody behind the routes may be asked.
func (b *Bridge) anyoneThere(ctx context.Context, routes []core.Route) bool {
	ctx, cancel := context.WithTimeout(ctx, presenceWithin)
	defer cancel()
	duties := make([]core.Duty, len(routes))
	var asked sync.WaitGroup
	for i, r := range routes {
		asked.Go(func() {
			duty, err := b.Presence.Duty(ctx, r)
			if err != nil {
				b.Log.Warn("presence is unknown", "route", r.ID, "err", err)
				duty = core.DutyUnknown
			}
			duties[i] = duty
		})
	}
	asked.Wait()
	for _, d := range duties {
		if d != core.OffDuty {
			return true
		}
	}
	return false
}
