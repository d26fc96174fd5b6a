package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// aimBehind is the most that a thread of a busy channel may be behind.
const aimBehind = 10 * time.Second

// channelBurst is how many posts the channel takes at once after a rest; from
// then on it takes one a second.
const channelBurst = 3

// measureChannel measures how far threads are behind when many people talk in
// one channel that takes a post a second.
func measureChannel(ctx context.Context, p *program, _ *smallSlack, o options, t *table) error {
	if o.channel == 0 {
		return nil
	}
	ws, err := newBusySlack()
	if err != nil {
		return err
	}
	defer ws.Close()
	busy := &program{binary: p.binary, env: append(append([]string{}, p.env...), "BELLHOP_SLACK_API_URL="+ws.APIURL(), "BELLHOP_SLACK_POSTS=60")}
	r, err := busy.start(ctx)
	if err != nil {
		return err
	}
	err = channelTalks(ctx, r, ws, o, t)
	return errors.Join(err, r.stop())
}

// channelTalks opens the conversations, one after the other as the channel has
// room for their cards, and lets everybody talk.
func channelTalks(ctx context.Context, r *running, ws *smallSlack, o options, t *table) error {
	ws.SetTargets(r.url+"/slack/events", r.url+"/slack/interactions", r.url+"/slack/commands")
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: atOnce}}
	defer client.CloseIdleConnections()
	talkers := make([]*talker, o.talks)
	for i := range talkers {
		v, err := arrive(ctx, client, r.url)
		if err != nil {
			return err
		}
		talkers[i] = &talker{visitor: v, no: i, r: rand.New(rand.NewPCG(o.seed, uint64(i)))} //nolint:gosec // the same talk each time
		if err := talkers[i].open(ctx, ws); err != nil {
			return fmt.Errorf("opening the conversations: %w", err)
		}
	}
	before := len(ws.Calls("chat.postMessage"))
	lags, err := talkTogether(ctx, talkers, ws, o.channel)
	if err != nil {
		return err
	}
	calls, refused := ws.Calls("chat.postMessage")[before:], 0
	for _, c := range calls {
		if !c.OK {
			refused++
		}
	}
	t.channel(o, lags, len(calls)-refused, refused)
	return nil
}

// talkTogether lets all talk for a while, and answers how long after it was
// accepted each word was there.
func talkTogether(ctx context.Context, talkers []*talker, ws *smallSlack, while time.Duration) ([]time.Duration, error) {
	errs := make([]error, len(talkers))
	end := time.Now().Add(while)
	var talking sync.WaitGroup
	for i, v := range talkers {
		talking.Go(func() { errs[i] = v.talk(ctx, ws, end) })
	}
	talking.Wait()
	var lags []time.Duration
	for _, v := range talkers {
		lags = append(lags, v.lags...)
	}
	return lags, errors.Join(errs...)
}
