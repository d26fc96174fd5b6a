package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
)

const (
	byTurns = 8  // conversations of the first round
	atOnce  = 20 // conversations of the second
	warmUp  = 3  // words of each conversation that do not count
)

// aimWord is the most that half of the words may take to Slack.
const aimWord = 30 * time.Millisecond

// measureWords measures how soon a word reaches Slack.
func measureWords(ctx context.Context, p *program, ws *smallSlack, o options, t *table) error {
	if o.words == 0 {
		return nil
	}
	r, err := p.start(ctx)
	if err != nil {
		return err
	}
	err = words(ctx, r, ws, o, t)
	return errors.Join(err, r.stop())
}

func words(ctx context.Context, r *running, ws *smallSlack, o options, t *table) error {
	ws.SetTargets(r.url+"/slack/events", r.url+"/slack/interactions", r.url+"/slack/commands")
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: atOnce}}
	defer client.CloseIdleConnections()
	talks := make([]*visitor, atOnce)
	for i := range talks {
		v, err := rung(ctx, client, r.url, ws, fmt.Sprintf("talk %d", i))
		if err != nil {
			return err
		}
		talks[i] = v
	}
	var alone round
	for i := range o.words {
		if err := alone.say(ctx, talks[i%byTurns], ws, fmt.Sprintf("alone %d.", i)); err != nil {
			return err
		}
	}
	t.words("word to Slack, one at a time", alone, aimWord)
	crowd, err := crowded(ctx, talks, ws, o.words)
	if err != nil {
		return err
	}
	t.words(fmt.Sprintf("word to Slack, %d at once", atOnce), crowd, 0)
	return nil
}

// rung makes a visitor whose conversation has a thread, and warms it up.
func rung(ctx context.Context, client *http.Client, url string, ws *smallSlack, name string) (*visitor, error) {
	v, err := arrive(ctx, client, url)
	if err != nil {
		return nil, err
	}
	if err := v.post(ctx, "/v1/handoff", `{}`, http.StatusAccepted, nil); err != nil {
		return nil, err
	}
	for i := range warmUp {
		if _, _, err := v.says(ctx, ws, fmt.Sprintf("%s warms up %d.", name, i)); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// crowded lets all talk at once, about n words together.
func crowded(ctx context.Context, talks []*visitor, ws *smallSlack, n int) (round, error) {
	rounds, errs := make([]round, len(talks)), make([]error, len(talks))
	began := time.Now()
	var talking sync.WaitGroup
	for i, v := range talks {
		talking.Go(func() {
			for k := 0; k < (n+len(talks)-1)/len(talks) && errs[i] == nil; k++ {
				errs[i] = rounds[i].say(ctx, v, ws, fmt.Sprintf("crowd %d %d.", i, k))
			}
		})
	}
	talking.Wait()
	var all round
	for _, r := range rounds {
		all.accepted, all.there = append(all.accepted, r.accepted...), append(all.there, r.there...)
	}
	all.span = time.Since(began)
	return all, errors.Join(errs...)
}

// round is what the words of one round took.
type round struct {
	accepted, there []time.Duration
	span            time.Duration // of the whole round; 0 when it says nothing
}

func (r *round) say(ctx context.Context, v *visitor, ws *smallSlack, text string) error {
	accepted, there, err := v.says(ctx, ws, text)
	if err != nil {
		return err
	}
	r.accepted, r.there = append(r.accepted, accepted), append(r.there, there)
	return nil
}
