package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// options are the flags.
type options struct {
	words    int // of each of the two rounds
	streams  int // open at once
	starts   int // of the program
	talks    int // conversations in the busy channel
	channel  time.Duration
	seed     uint64 // of who says how much when in it
	database string // a path or a postgres:// address; empty: a file in the run's folder
	binary   string // a program built before; empty: build it
}

func main() {
	var o options
	flag.IntVar(&o.words, "words", 300, "words of each round; 0 leaves them out")
	flag.IntVar(&o.streams, "streams", 5000, "streams open at once; 0 leaves them out")
	flag.IntVar(&o.starts, "starts", 10, "starts of the program")
	flag.IntVar(&o.talks, "talks", 40, "conversations in the channel that takes a post a second")
	flag.DurationVar(&o.channel, "channel", 2*time.Minute, "how long they talk; 0 leaves it out")
	flag.Uint64Var(&o.seed, "seed", 7, "of who says how much when there")
	flag.StringVar(&o.database, "database", "", "a path or a postgres:// address (default: a file that is thrown away)")
	flag.StringVar(&o.binary, "binary", "", "a program built before (default: build it as it is released)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := measure(ctx, o)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bellhop-measure:", err)
		os.Exit(1)
	}
}

// measure does everything and prints as it goes.
func measure(ctx context.Context, o options) (err error) {
	if o.words < 0 || o.starts < 1 || o.streams < 0 || o.talks < 1 || o.talks > 1000 || o.channel < 0 {
		return errors.New("-starts must be 1 or more, -talks 1 to 1000, -words, -streams and -channel 0 or more")
	}
	if err := mayOpen(o.streams); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "bellhop-measure-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if o.binary == "" {
		if o.binary, err = build(ctx, dir, released()...); err != nil {
			return err
		}
	}
	if o.database == "" {
		o.database = filepath.Join(dir, "bellhop.db")
	}
	ws, err := newSlack()
	if err != nil {
		return err
	}
	defer ws.Close()
	p := &program{binary: o.binary, env: settings(dir, o.database, ws.APIURL())}
	t := newTable(os.Stdout)
	t.machine(o)
	for _, part := range parts() {
		if err := part(ctx, p, ws, o, t); err != nil {
			return err
		}
	}
	return nil
}

// part measures one thing and puts it on the table.
type part func(context.Context, *program, *smallSlack, options, *table) error

func parts() []part {
	return []part{measureStarts, measureSizes, measureWords, measureStreams, measureChannel}
}
