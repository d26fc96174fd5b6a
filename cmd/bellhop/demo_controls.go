package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop/demo"
	"github.com/bellhop-chat/bellhop/core"
)

// controls is what the page can do to the demo's world: its clock, who is there,
// what is broken; and what the operator's commands say about it.
type controls struct {
	ws       *fakeslack.Server
	dc       *fakediscord.Server
	process  *process
	operator *program // at the server's database, as an operator beside it
	troubles []*trouble

	mu      sync.Mutex
	skipped time.Duration
	away    bool

	looking  sync.Mutex
	looked   time.Time
	reported demo.Report
}

func newControls(ws *fakeslack.Server, dc *fakediscord.Server, p *process) *controls {
	c := &controls{ws: ws, dc: dc, process: p, operator: &program{out: io.Discard, err: io.Discard, settings: &p.settings}}
	c.troubles = append([]*trouble{restart(p)}, slackTroubles(ws)...)
	c.troubles = append(c.troubles, discordTroubles(dc)...)
	return c
}

// Skip moves the clock ahead; what falls due by it happens at once.
func (c *controls) Skip(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.skipped += d
	c.process.tell(cue{Skipped: c.skipped, Away: c.away})
}

// Skipped is how far the clock is ahead.
func (c *controls) Skipped() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.skipped
}

// SetAway makes everybody away, in the small Slack and Discord and for the next ring.
func (c *controls) SetAway(away bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := errors.Join(c.slackAway(away), c.discordAway(away)); err != nil {
		return err
	}
	c.away = away
	c.process.tell(cue{Skipped: c.skipped, Away: c.away})
	return nil
}

func (c *controls) slackAway(away bool) error {
	presence := "active"
	if away {
		presence = "away"
	}
	for _, u := range c.ws.Users() {
		if u.IsBot || !strings.HasPrefix(u.ID, "U0") {
			continue
		}
		if err := c.ws.SetPresence(u.ID, presence); err != nil {
			return err
		}
	}
	return nil
}

func (c *controls) discordAway(away bool) error {
	status := "online"
	if away {
		status = "idle"
	}
	for _, u := range c.dc.Users() {
		if u.Bot {
			continue
		}
		if err := c.dc.SetPresence(u.ID, status); err != nil {
			return err
		}
	}
	return nil
}

// Away tells whether everybody is away.
func (c *controls) Away() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.away
}

// Troubles lists what can be broken, and whether it is.
func (c *controls) Troubles() []demo.Trouble {
	out := make([]demo.Trouble, len(c.troubles))
	for i, t := range c.troubles {
		out[i] = t.now()
	}
	return out
}

// Break breaks something, or repairs it.
func (c *controls) Break(id string, on bool) error {
	for _, t := range c.troubles {
		if t.ID == id {
			return t.set(on)
		}
	}
	return demo.ErrUnknown
}

// Serves tells whether the server runs.
func (c *controls) Serves() bool { return c.process.where() != "" }

// ahead are the options of a look at the database by the demo's clock.
func (c *controls) ahead() options {
	skipped := c.Skipped()
	return options{now: func() time.Time { return time.Now().Add(skipped) }}
}

// Report is what `bellhop status` prints. Readers within a second share one.
func (c *controls) Report(ctx context.Context) (demo.Report, error) {
	c.looking.Lock()
	defer c.looking.Unlock()
	if time.Since(c.looked) < time.Second {
		return c.reported, nil
	}
	st, err := c.operator.status(ctx, c.ahead())
	if err != nil {
		return demo.Report{}, err
	}
	var words strings.Builder
	printStatus(&words, st)
	c.reported = demo.Report{Text: words.String(), Works: true, Untold: len(untold(st))}
	for _, conn := range st.Connections {
		c.reported.Works = c.reported.Works && conn.Works
	}
	c.looked = time.Now()
	return c.reported, nil
}

// Retry does what `bellhop outbox retry` does.
func (c *controls) Retry(ctx context.Context) (int64, error) {
	n, err := c.operator.retry(ctx, core.ConnectionID(""), c.ahead())
	c.looking.Lock()
	defer c.looking.Unlock()
	c.looked = time.Time{}
	return n, err
}
