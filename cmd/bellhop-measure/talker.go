package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

// talker is a visitor who talks like people do: one to three lines in a row, one
// to three seconds apart, and then nothing for 40 to 60 seconds.
type talker struct {
	*visitor
	no   int
	r    *rand.Rand
	lags []time.Duration
}

func (v *talker) text(n int) string { return fmt.Sprintf("talker %d says %d.", v.no, n) }

func (v *talker) body(n int) string {
	body, err := json.Marshal(map[string]string{"client_id": v.text(n), "text": v.text(n)})
	if err != nil {
		panic(err) // two texts
	}
	return string(body)
}

// open asks for a person and waits until the thread is there and tells a word.
func (v *talker) open(ctx context.Context, ws *smallSlack) error {
	if err := v.post(ctx, "/v1/handoff", `{}`, http.StatusAccepted, nil); err != nil {
		return err
	}
	_, _, err := v.says(ctx, ws, v.text(-1))
	return err
}

// talk talks until end, and waits until all it said is there.
func (v *talker) talk(ctx context.Context, ws *smallSlack, end time.Time) error {
	type said struct {
		at    time.Time
		there <-chan time.Time
	}
	var all []said
	for n, left := 0, 0; ; n++ {
		pause := time.Second + v.upTo(2*time.Second)
		switch {
		case n == 0:
			pause = v.upTo(54 * time.Second) // all are somewhere in their talk
		case left == 0:
			pause = 40*time.Second + v.upTo(20*time.Second)
		}
		if left == 0 {
			left = 1 + v.r.IntN(3)
		}
		left--
		if time.Now().Add(pause).After(end) {
			break
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
		there := ws.expect(v.text(n))
		if err := v.post(ctx, "/v1/messages", v.body(n), http.StatusAccepted, nil); err != nil {
			return err
		}
		all = append(all, said{time.Now(), there})
	}
	for i, s := range all {
		select {
		case at := <-s.there:
			v.lags = append(v.lags, at.Sub(s.at))
		case <-time.After(patience):
			return fmt.Errorf("word %d of talker %d does not reach Slack", i, v.no)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (v *talker) upTo(d time.Duration) time.Duration { return time.Duration(v.r.Int64N(int64(d))) }
