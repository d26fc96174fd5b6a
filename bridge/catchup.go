package bridge

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// The limits of catching up.
const (
	catchWithin = 10 * time.Second // one call
	catchSkew   = time.Minute      // platforms' clocks and ours may differ by so much
	catchTries  = 5                // calls for a page that fail for no limit's sake
	sayAfter    = 2 * time.Minute  // a thread that is read later than that has its card say so
)

// catchUp reads the watched threads of a connection from where they are known,
// the ones that changed last first. It answers whether all are known now up to
// owed, the end of the gap. soon tells that none but those are missing whose card
// is in doubt: what was written under it is read once it is found.
func (e *ear) catchUp(ctx context.Context, conn core.Connection, p core.Catcher, owed time.Time) (all, soon bool) {
	heard, err := e.b.Store.Heard(ctx, conn.Workspace, conn.ID)
	if err != nil {
		e.failed(ctx, "gap", err)
		return false, false
	}
	watched, err := e.b.Store.Watched(ctx, conn.Workspace, conn.ID, heard)
	if err != nil {
		e.failed(ctx, "gap", err)
		return false, false
	}
	doubtful := len(watched)
	watched = slices.DeleteFunc(watched, func(w core.Watched) bool { return w.Thread.Remote == "" })
	doubtful -= len(watched)
	watched = slices.DeleteFunc(watched, func(w core.Watched) bool { return !w.Checked.Before(owed) && w.Told.IsZero() })
	shut := map[string]bool{} // channels that cannot be read
	all = true
	said := time.Duration(0)
	for i, w := range watched {
		if shut[w.Thread.Channel] {
			all = false
			continue
		}
		if e.pace > said { // at first, and when the platform slows us down
			said = e.pace
			e.say(ctx, watched[i:], heard)
		}
		err := e.read(ctx, conn, p, w, heard)
		var se *core.SendError
		switch {
		case ctx.Err() != nil:
			return false, false
		case err == nil:
			continue
		case errors.As(err, &se) && se.Dead:
			e.b.breaker.trip(conn.ID, se, e.b.now())
			return false, false
		case errors.As(err, &se) && se.How == core.Held:
			shut[w.Thread.Channel] = true
		}
		all = false
		e.failed(ctx, string(w.Thread.ID), err)
	}
	return all && doubtful == 0, all
}

func (e *ear) failed(ctx context.Context, what string, err error) {
	if ctx.Err() == nil {
		e.b.Log.Warn("what may have been missed could not be read; it is tried again", "connection", e.id, "what", what, "err", err)
	}
}

// known is from when on a thread has to be read.
func (e *ear) known(w core.Watched, heard time.Time) time.Time {
	since := heard
	if since.IsZero() { // nothing was ever noted: as far as its conversation is known
		since = w.Updated
	}
	if before := e.before(); before.Before(since) {
		since = before
	}
	if w.Checked.After(since) {
		since = w.Checked
	}
	if w.Thread.Created.After(since) {
		since = w.Thread.Created
	}
	return since
}

// read reads one thread, and that of its lead, to their ends.
func (e *ear) read(ctx context.Context, conn core.Connection, p core.Catcher, w core.Watched, heard time.Time) error {
	began := e.b.now()
	for _, root := range []string{w.Thread.Remote, w.Thread.Lead} {
		if root == "" {
			continue
		}
		g := core.Gap{Channel: w.Thread.Channel, Thread: root, Since: e.known(w, heard).Add(-catchSkew), Opened: w.Thread.Created}
		if err := e.pages(ctx, conn, p, g); err != nil {
			return err
		}
	}
	if err := e.b.Store.Checked(ctx, conn.Workspace, w.Thread.ID, began); err != nil || w.Told.IsZero() {
		return err
	}
	return e.restate(ctx, w.Ref)
}

// pages reads a thread page by page.
func (e *ear) pages(ctx context.Context, conn core.Connection, p core.Catcher, g core.Gap) error {
	for tries := 0; ; {
		if err := e.budget.Wait(ctx); err != nil {
			return err
		}
		within, cancel := context.WithTimeout(ctx, catchWithin)
		page, err := p.CatchUp(within, conn, g)
		cancel()
		var se *core.SendError
		switch {
		case errors.As(err, &se) && se.Lost:
			return nil // nobody can have written in it
		case errors.As(err, &se) && se.How == core.Retry && se.After > 0:
			if err := e.slower(ctx, se.After); err != nil {
				return err
			}
			continue
		case err != nil:
			if tries++; tries >= catchTries || se != nil && se.How == core.Held {
				return err
			}
			continue
		}
		for _, ev := range page.Events {
			if err := e.b.Receive(ctx, ev); err != nil {
				return err
			}
		}
		if page.Next == "" {
			return nil
		}
		g.Page, tries = page.Next, 0
	}
}

// say lets the cards of threads that will not be read soon tell so.
func (e *ear) say(ctx context.Context, watched []core.Watched, heard time.Time) {
	for i := range watched {
		w := &watched[i]
		if !w.Told.IsZero() || time.Duration(i)*e.pace < sayAfter {
			continue
		}
		since := e.known(*w, heard)
		err := e.b.Store.Unchecked(ctx, w.Workspace, w.Thread.ID, since)
		if err == nil {
			err = e.restate(ctx, w.Ref)
		}
		if err != nil {
			e.failed(ctx, string(w.Thread.ID), err)
			continue
		}
		w.Told = since
	}
}

func (e *ear) restate(ctx context.Context, ref core.Ref) error {
	return e.b.update(ctx, ref, func(t *core.Turn) error {
		t.Restates(e.b.now())
		return nil
	})
}
