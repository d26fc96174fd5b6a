package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// options are what a run is told.
type options struct {
	duration  time.Duration
	calm      time.Duration // how long all may take to become quiet
	seed      uint64
	database  string // sqlite or a postgres:// address
	processes int    // how many programs share the database
	visitors  int
	agents    int
	sockets   bool   // Slack is heard by Socket Mode
	discord   bool   // a small Discord is rung as well
	posts     int    // a minute in the channel; 0: no pace of our own
	binary    string // the program; built when empty
	keep      string // a folder that is kept in any case
	plan      bool   // only print the plan of faults
}

// run is the command. It answers the exit code.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	o, err := parse(args, errs)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(errs, "bellhop-torture:", err)
		return 2
	}
	if o.plan {
		printPlan(out, o.schedule())
		return 0
	}
	report, err := torture(ctx, o, out)
	if err != nil {
		fmt.Fprintf(errs, "bellhop-torture: seed %d: %v\n", o.seed, err)
		return 1
	}
	if len(report.Findings) > 0 {
		return 1
	}
	return 0
}

func parse(args []string, errs io.Writer) (options, error) {
	var o options
	f := flag.NewFlagSet("bellhop-torture", flag.ContinueOnError)
	f.SetOutput(errs)
	f.DurationVar(&o.duration, "duration", time.Minute, "how long things break")
	f.DurationVar(&o.calm, "calm", 2*time.Minute, "how long all may take to become quiet afterwards")
	f.Uint64Var(&o.seed, "seed", 0, "the same seed is the same plan; 0 takes one from the clock")
	f.StringVar(&o.database, "database", "sqlite", "sqlite, or the postgres:// address of an empty database")
	f.IntVar(&o.processes, "processes", 1, "how many programs share the database (PostgreSQL only)")
	f.IntVar(&o.visitors, "visitors", 20, "visitors at a time")
	f.IntVar(&o.agents, "agents", 4, "agents")
	f.BoolVar(&o.sockets, "sockets", false, "hear Slack by Socket Mode, and break that too")
	f.BoolVar(&o.discord, "discord", false, "ring a small Discord beside the small Slack, and break that too")
	f.IntVar(&o.posts, "posts", 0, "posts a minute that the program paces itself to, so that words share posts; 0 is no pace")
	f.StringVar(&o.binary, "binary", "", "the program to torture (default: built from this module)")
	f.StringVar(&o.keep, "keep", "", "folder for logs and data, kept in any case (default: a temporary one, kept on findings)")
	f.BoolVar(&o.plan, "plan", false, "print the plan of faults and do nothing")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if o.seed == 0 {
		o.seed = uint64(time.Now().UnixNano()) % 1_000_000
	}
	switch {
	case f.NArg() > 0:
		return o, fmt.Errorf("%q is no flag", f.Arg(0))
	case o.duration < time.Second || o.calm < time.Second:
		return o, errors.New("-duration and -calm are at least 1s")
	case o.visitors < 1 || o.visitors > 500 || o.agents < 1 || o.agents > 50:
		return o, errors.New("-visitors is 1 to 500, -agents 1 to 50")
	case o.posts < 0 || o.posts > 60_000:
		return o, errors.New("-posts is 0 to 60000")
	case o.processes < 1 || o.processes > 8 || o.processes > 1 && o.database == "sqlite":
		return o, errors.New("-processes is 1 to 8, and 1 on sqlite")
	case o.database != "sqlite" && !strings.HasPrefix(o.database, "postgres://") && !strings.HasPrefix(o.database, "postgresql://"):
		return o, errors.New("-database is sqlite or a postgres:// address")
	}
	return o, nil
}
