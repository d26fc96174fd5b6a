package web

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// desk is a chat platform in memory: it takes every delivery, remembers the
// threads its cards opened, and reads events that are happenings in JSON.
type desk struct {
	mu      sync.Mutex
	posts   int
	threads []string
	picture []byte // of everybody
}

func (d *desk) Surface() core.Surface { return core.Slack }

func (d *desk) Deliver(_ context.Context, _ core.Connection, x core.Delivery) ([]core.Receipt, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.posts++
	remote := fmt.Sprintf("post-%d", d.posts)
	if x.Kind == core.EffectCard && x.Thread.Remote == "" {
		d.threads = append(d.threads, remote)
	}
	r := core.Receipt{Thread: x.Thread.ID, Kind: x.Kind, Remote: remote}
	if len(x.Entries) > 0 && x.Kind == core.EffectWord {
		r.Seq = x.Entries[0].Seq
	}
	return []core.Receipt{r}, nil
}

func (d *desk) Find(context.Context, core.Connection, core.Delivery) ([]core.Receipt, error) {
	return nil, nil
}

func (d *desk) Interpret(_ context.Context, _ core.Connection, e core.RawEvent) ([]core.Happening, error) {
	var h core.Happening
	if err := json.Unmarshal(e.Body, &h); err != nil {
		return nil, fmt.Errorf("%w: %w", core.ErrUnreadable, err)
	}
	return []core.Happening{h}, nil
}

func (d *desk) Introduce(_ context.Context, c core.Connection) (core.Connection, error) {
	c.Remote, c.Name, c.Bot = "T1", "Team", "UBOT"
	return c, nil
}

func (d *desk) Picture(context.Context, core.Connection, string, int64) ([]byte, error) {
	return d.picture, nil
}

// thread is the last thread that was opened.
func (d *desk) thread() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.threads) == 0 {
		return ""
	}
	return d.threads[len(d.threads)-1]
}
