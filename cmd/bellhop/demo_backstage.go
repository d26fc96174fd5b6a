package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// cue is a line that the demo sends to the server behind it: the settings to
// serve with, in the first one, and how the demo's world is from now on.
type cue struct {
	Settings *Settings     `json:",omitempty"`
	Skipped  time.Duration // how far the clock is ahead
	Away     bool          // nobody is there
}

// hello is the line that the server answers once it listens.
type hello struct{ Address string }

type backstageCommand struct{}

// Run serves as cues on the standard input say, until they end: a demo that
// ends, however it ends, takes the server with it.
func (backstageCommand) Run(ctx context.Context, p *program) error {
	cues := json.NewDecoder(os.Stdin)
	var first cue
	if err := cues.Decode(&first); err != nil || first.Settings == nil {
		return errors.New("backstage is started by bellhop demo, which says what to serve")
	}
	s := first.Settings
	if err := s.check(); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	b := &backstage{cue: first}
	return s.serve(ctx, s.logger(p.err), options{now: b.now, presence: b}, func(h *house, address string) {
		go func() {
			defer cancel()
			for {
				var next cue
				if cues.Decode(&next) != nil {
					return
				}
				b.follow(next)
				h.bridge.Poke()
			}
		}()
		if err := json.NewEncoder(p.out).Encode(hello{address}); err != nil {
			h.log.Error("the demo does not listen", "err", fmt.Errorf("saying hello: %w", err))
			cancel()
		}
	})
}

// backstage is the demo's world as the server behind it sees it.
type backstage struct {
	mu  sync.Mutex
	cue cue
}

func (b *backstage) follow(c cue) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cue = c
}

func (b *backstage) known() cue {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.cue
}

// now is the clock of the demo's deadlines.
func (b *backstage) now() time.Time { return time.Now().Add(b.known().Skipped) }

// Duty is the demo's presence: away when the page says so, otherwise unknown,
// as it is without the demo.
func (b *backstage) Duty(context.Context, core.Route) (core.Duty, error) {
	if b.known().Away {
		return core.OffDuty, nil
	}
	return core.DutyUnknown, nil
}
