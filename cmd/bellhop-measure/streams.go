package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// aimStream is the most that an idle stream may take of memory, in bytes.
const aimStream = 12 << 10

// makers is how many visitors are made, and streams opened, at a time.
const makers = 16

// measureStreams opens many streams at a program that was just started and has
// answered each of their visitors once, so that neither what making them took
// nor the caches of the database are in the figure.
func measureStreams(ctx context.Context, p *program, _ *smallSlack, o options, t *table) error {
	if o.streams == 0 {
		return nil
	}
	tokens, err := manyVisitors(ctx, p, o.streams)
	if err != nil {
		return err
	}
	r, err := p.start(ctx)
	if err != nil {
		return err
	}
	err = streams(ctx, r, tokens, t)
	return errors.Join(err, r.stop())
}

func manyVisitors(ctx context.Context, p *program, n int) ([]string, error) {
	r, err := p.start(ctx)
	if err != nil {
		return nil, err
	}
	tokens := make([]string, n)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: makers}}
	defer client.CloseIdleConnections()
	err = each(n, func(i int) error {
		v, err := arrive(ctx, client, r.url)
		if err == nil {
			tokens[i] = v.token
		}
		return err
	})
	return tokens, errors.Join(err, r.stop())
}

// warm lets every visitor read their conversation.
func warm(ctx context.Context, url string, tokens []string) error {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: makers}}
	defer client.CloseIdleConnections()
	return each(len(tokens), func(i int) error {
		v := &visitor{client: client, url: url, token: tokens[i]}
		return v.call(ctx, http.MethodGet, "/v1/conversation", "", http.StatusOK, nil)
	})
}

func streams(ctx context.Context, r *running, tokens []string, t *table) error {
	cold, err := memoryOf(ctx, r)
	if err != nil {
		return err
	}
	if err := warm(ctx, r.url, tokens); err != nil {
		return err
	}
	before, err := memoryOf(ctx, r)
	if err != nil {
		return err
	}
	open := make([]net.Conn, len(tokens))
	defer func() {
		for _, c := range open {
			if c != nil {
				_ = c.Close() // it is not read from any more
			}
		}
	}()
	began := time.Now()
	err = each(len(tokens), func(i int) (err error) {
		open[i], err = listenTo(ctx, r.url, tokens[i])
		return err
	})
	if err != nil {
		return err
	}
	took := time.Since(began)
	after, err := memoryOf(ctx, r)
	if err != nil {
		return err
	}
	if after.streams != len(tokens) {
		return fmt.Errorf("%d streams are open, not %d", after.streams, len(tokens))
	}
	t.streams(cold, before, after, took)
	return nil
}

// each does deed for 0 to n-1, several at a time, and answers the first errors.
func each(n int, deed func(i int) error) error {
	next := make(chan int)
	errs := make([]error, makers)
	var working sync.WaitGroup
	for m := range makers {
		working.Go(func() {
			for i := range next {
				if errs[m] == nil {
					errs[m] = deed(i)
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	working.Wait()
	return errors.Join(errs...)
}
