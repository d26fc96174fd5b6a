package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// torture is one run: storm, calm, judgement. It prints the report and keeps
// the folder when there is something to look at.
func torture(ctx context.Context, o options, out io.Writer) (check.Report, error) {
	began := time.Now()
	dir, err := o.folder()
	if err != nil {
		return check.Report{}, err
	}
	room, err := newRoom(ctx, o, dir)
	if err != nil {
		return check.Report{}, err
	}
	defer room.close()
	h, err := room.run(ctx, o)
	if err != nil {
		fmt.Fprintln(out, "everything is kept in", dir)
		return check.Report{}, err
	}
	r := check.Check(h)
	printReport(out, o, r, room.book.faults(), room.errors(), time.Since(began))
	if len(r.Findings) == 0 && o.keep == "" {
		return r, os.RemoveAll(dir) //nolint:gosec // a folder of our own making
	}
	fmt.Fprintln(out, "what was said and seen, the log and the data are in", dir)
	return r, keep(dir, o, h, r)
}

func (o options) folder() (string, error) {
	if o.keep == "" {
		return os.MkdirTemp("", "bellhop-torture-")
	}
	return o.keep, os.MkdirAll(o.keep, 0o700)
}

// keep writes what the judgement was made from.
func keep(dir string, o options, h check.History, r check.Report) error {
	history, err := json.MarshalIndent(struct {
		Seed    uint64
		Report  check.Report
		History check.History
	}{o.seed, r, h}, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "history.json"), history, 0o600) //nolint:gosec // the folder is the operator's choice
}

// room is everything that a run needs.
type room struct {
	programs []*program
	log      *os.File
	slack    *slack
	discord  *discord // nil when the team is on Slack only
	book     *book
	desks    []*desk
	crowd    *crowd
	team     []*agent
}

func newRoom(ctx context.Context, o options, dir string) (*room, error) {
	binary := o.binary
	if binary == "" {
		var err error
		if binary, err = build(ctx, dir); err != nil {
			return nil, err
		}
	}
	log, err := os.OpenFile(filepath.Join(dir, "program.log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600) //nolint:gosec // the folder is the operator's choice
	if err != nil {
		return nil, err
	}
	r := &room{log: log, book: newBook()}
	if err := r.furnish(o); err != nil {
		return nil, errors.Join(err, log.Close())
	}
	for range max(o.processes, 1) {
		r.programs = append(r.programs, &program{binary: binary, env: settings(o, dir, r.surfaces()), log: log, errors: map[string]int{}})
	}
	r.crowd = newCrowd(o.seed, o.visitors, r.programs, r.book)
	for i := range o.agents {
		r.team = append(r.team, newAgent(o.seed, i, r.desks[i%len(r.desks)], r.crowd))
	}
	return r, nil
}

// furnish opens the surfaces.
func (r *room) furnish(o options) (err error) {
	if r.slack, err = newSlack(o.agents, o.sockets, r.book); err != nil {
		return err
	}
	r.desks = append(r.desks, newDesk(r.slack))
	if !o.discord {
		return nil
	}
	if r.discord, err = newDiscord(o.agents, r.book); err != nil {
		return err
	}
	r.desks = append(r.desks, newDesk(r.discord))
	return nil
}

func (r *room) surfaces() []surface {
	var all []surface
	for _, d := range r.desks {
		all = append(all, d.surface)
	}
	return all
}

// close ends what we started.
func (r *room) close() {
	for _, v := range r.crowd.everyone() {
		v.hush()
	}
	for _, p := range r.programs {
		if c := p.life(); c != nil {
			c.kill()
		}
	}
	for _, s := range r.surfaces() {
		s.close()
	}
	_ = r.log.Close() // a log that is lost is no finding
}

// run lets it storm, waits for the calm, and asks everyone what they said and
// saw.
func (r *room) run(ctx context.Context, o options) (check.History, error) {
	s := &storm{ps: r.programs, surfaces: r.surfaces(), slack: r.slack.ws, discord: r.discord, b: r.book}
	for _, p := range r.programs {
		if err := s.restart(p); err != nil {
			return check.History{}, err
		}
	}
	if err := r.storm(ctx, o, s); err != nil {
		return check.History{}, err
	}
	left, err := calm(ctx, r.programs[0], r.surfaces(), r.book, o.calm)
	if err != nil {
		return check.History{}, err
	}
	h := check.History{Stuck: left}
	for _, v := range r.crowd.everyone() {
		seen, err := v.testify(ctx)
		if err != nil {
			return h, err
		}
		h.Visitors = append(h.Visitors, seen)
	}
	for _, d := range r.desks {
		d.testify(&h)
	}
	r.book.testify(&h)
	for _, p := range r.programs {
		p.mu.Lock()
		h.Trouble = append(h.Trouble, p.trouble...)
		p.mu.Unlock()
	}
	return h, nil
}

// errors is what the programs logged as errors, counted by message.
func (r *room) errors() map[string]int {
	all := map[string]int{}
	for _, p := range r.programs {
		p.mu.Lock()
		for message, n := range p.errors {
			all[message] += n
		}
		p.mu.Unlock()
	}
	return all
}

// storm runs everybody and the plan at once. When the time is up the faults end,
// the token works and the program runs, so that what was begun is finished.
func (r *room) storm(ctx context.Context, o options, s *storm) error {
	talk, silence := context.WithTimeout(ctx, o.duration)
	defer silence()
	finish, giveUp := context.WithTimeout(ctx, o.duration+o.calm)
	defer giveUp()
	watching, blind := context.WithCancel(ctx)
	defer blind()
	var everyone, eyes sync.WaitGroup
	for _, d := range r.desks {
		eyes.Go(func() { d.watch(watching) })
	}
	everyone.Go(func() { r.crowd.live(talk, finish) })
	for _, a := range r.team {
		everyone.Go(func() { a.live(talk) })
	}
	err := s.blow(talk, o.schedule())
	<-talk.Done()
	for _, each := range r.surfaces() {
		each.mend()
	}
	if err != nil {
		giveUp()
	}
	everyone.Wait()
	blind()
	eyes.Wait()
	return errors.Join(err, ctx.Err())
}

// testify adds what went wrong and what reached Slack.
func (b *book) testify(h *check.History) {
	b.mu.Lock()
	defer b.mu.Unlock()
	h.Calls, h.Pauses = slices.Clone(b.calls), slices.Clone(b.pauses)
	h.Kills, h.Trouble = slices.Clone(b.kills), slices.Clone(b.trouble)
}
