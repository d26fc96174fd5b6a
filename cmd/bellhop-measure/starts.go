package main

import (
	"context"
	"time"
)

// measureStarts starts the program and ends it again, several times.
func measureStarts(ctx context.Context, p *program, _ *smallSlack, o options, t *table) error {
	var first time.Duration
	var later []time.Duration
	for i := range o.starts + 1 {
		r, err := p.start(ctx)
		if err != nil {
			return err
		}
		if err := r.stop(); err != nil {
			return err
		}
		if i == 0 {
			first = r.took
			continue
		}
		later = append(later, r.took)
	}
	t.starts(first, later)
	return nil
}
