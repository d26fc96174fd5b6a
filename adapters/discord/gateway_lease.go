package discord

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// shard is the name of the lease. A bot in up to 2,500 servers has one shard.
const shard = "discord/shard/0"

// spareStarts is how many of the identifies of a day are kept back: using up the
// last one makes Discord reset the token.
const spareStarts = 50

// record is what whoever held the gateway leaves for the next: how often it
// failed in a row, and until when to stay away. A crash loop obeys it, too.
type record struct {
	Failures int       `json:"failures,omitempty"`
	Until    time.Time `json:"until,omitzero"`
	Token    string    `json:"token,omitempty"` // by its hash: what one was refused for is no fault of another
}

// tenure is the time in which the gateway is ours. Its context ends when the
// lease is lost.
type tenure struct {
	d      *Discord
	ctx    context.Context
	cancel context.CancelFunc
	ended  sync.WaitGroup

	mu  sync.Mutex
	rec record
}

// hold waits for the lease; nil when ctx ended first. Without leases the gateway
// is ours at once.
func (d *Discord) hold(ctx context.Context) *tenure {
	t := &tenure{d: d}
	for {
		note, ok, err := d.acquire(ctx)
		if ok {
			_ = json.Unmarshal([]byte(note), &t.rec) // nothing was left, or nothing we know
			if mine := digest([]byte(d.cfg.BotToken)); t.rec.Token != mine {
				t.rec = record{Token: mine}
			}
			break
		}
		if err != nil && ctx.Err() == nil {
			d.log.Error("it cannot be told who holds Discord's gateway", "err", err)
		}
		if err == nil {
			d.heard(nil, true) // another process hears
		}
		if !pause(ctx, d.line.pace.lease/3) {
			return nil
		}
	}
	d.heard(errNotYet, true)
	t.ctx, t.cancel = context.WithCancel(ctx)
	if d.cfg.Leases != nil {
		t.ended.Go(t.renew)
	}
	return t
}

func (d *Discord) acquire(ctx context.Context) (string, bool, error) {
	if ctx.Err() != nil {
		return "", false, ctx.Err()
	}
	if d.cfg.Leases == nil {
		return "", true, nil
	}
	now := d.now()
	return d.cfg.Leases.Acquire(ctx, shard, d.cfg.Owner, now, now.Add(d.line.pace.lease))
}

// renew keeps the lease while it is ours.
func (t *tenure) renew() {
	every := t.d.line.pace.lease / 3
	for pause(t.ctx, every) {
		if !t.note(t.ctx) {
			t.cancel()
		}
	}
}

// note renews the lease with what the next holder is to know. false means that
// another holds it. A store that cannot be reached takes nothing away before
// the lease ran out.
func (t *tenure) note(ctx context.Context) bool {
	if t.d.cfg.Leases == nil {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	left, _ := json.Marshal(t.rec) // a time and a number encode
	now := t.d.now()
	within, cancel := context.WithTimeout(ctx, t.d.line.pace.lease/3)
	defer cancel()
	ok, err := t.d.cfg.Leases.Renew(within, shard, t.d.cfg.Owner, string(left), now, now.Add(t.d.line.pace.lease))
	if err != nil && ctx.Err() == nil {
		t.d.log.Warn("the lease of Discord's gateway could not be renewed", "err", err)
	}
	return ok || err != nil
}

// release lets another process hold the gateway at once.
func (t *tenure) release() {
	t.cancel()
	t.ended.Wait()
	if t.d.cfg.Leases == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), t.d.line.pace.lease/3)
	defer cancel()
	t.mu.Lock()
	defer t.mu.Unlock()
	left, _ := json.Marshal(t.rec) // as above
	if err := t.d.cfg.Leases.Release(ctx, shard, t.d.cfg.Owner, string(left)); err != nil {
		t.d.log.Debug("the lease of Discord's gateway was not released; it ends by itself", "err", err)
	}
}

// due waits until a session may be opened; false when that is not to be.
func (t *tenure) due(ctx context.Context) bool {
	t.mu.Lock()
	wait := t.rec.Until.Sub(t.d.now())
	t.mu.Unlock()
	return pause(ctx, wait)
}

// failed notes a failure, and until when to stay away.
func (t *tenure) failed(ctx context.Context, why error) {
	if ctx.Err() != nil {
		return
	}
	t.mu.Lock()
	t.rec.Failures++
	t.rec.Until = t.d.now().Add(t.d.line.pace.waitAfter(why, t.rec.Failures))
	t.mu.Unlock()
	t.note(ctx)
}

// steady notes that the line held for a while.
func (t *tenure) steady(ctx context.Context) {
	t.mu.Lock()
	t.rec = record{Token: t.rec.Token}
	t.mu.Unlock()
	t.note(ctx)
}

// pause waits, unless ctx ends first; then it answers false.
func pause(ctx context.Context, wait time.Duration) bool {
	if wait <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

var errStarts = &core.SendError{How: core.Held, Cause: "too_many_starts",
	Cure: "Bellhop connected too often today; Discord would reset the token. Find out why it restarts; it goes on by itself."}
