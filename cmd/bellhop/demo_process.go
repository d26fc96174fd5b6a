package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// downFor is how long the demo's server stays away after it was killed: long
// enough to write meanwhile.
const downFor = 4 * time.Second

// process is Bellhop as the demo runs it: a process of its own that can be
// killed and is started again, with the same settings and so the same database.
type process struct {
	settings Settings
	log      io.Writer
	kills    chan struct{}

	mu      sync.Mutex
	cue     cue           // what the next one is told first
	cues    *json.Encoder // to the one that runs; nil while there is none
	address string        // empty while none serves
}

func newProcess(s Settings, log io.Writer) *process {
	return &process{settings: s, log: log, kills: make(chan struct{}, 1)}
}

// run keeps a server running until ctx ends, or the server does unasked, or the
// front fails. up is called once, when the first server serves.
func (p *process) run(ctx context.Context, up func(), front <-chan error) error {
	for {
		one, err := p.start(ctx)
		if err != nil {
			return err
		}
		up()
		up = func() {}
		again, err := p.watch(ctx, one, front)
		if !again {
			return err
		}
		timer := time.NewTimer(downFor)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
	}
}

// watch waits until the server that runs is to end, or has, and tells whether
// another is to follow.
func (p *process) watch(ctx context.Context, one *running, front <-chan error) (again bool, err error) {
	defer p.gone()
	select {
	case <-p.kills:
		p.gone()
		_ = one.cmd.Process.Kill() // it may have ended by itself: then it is as dead as it should be
		<-one.ended
		return true, nil
	case <-one.ended:
		if ctx.Err() != nil {
			return false, nil // the signal was for both
		}
		return false, fmt.Errorf("the server behind the demo ended by itself: %w", errors.Join(one.err, errEnded))
	case err := <-front:
		one.end()
		return false, err
	case <-ctx.Done():
		one.end()
		return false, nil
	}
}

// errEnded stands where a process that ended well was to go on.
var errEnded = errors.New("its log says why")

// running is one server.
type running struct {
	cmd   *exec.Cmd
	in    io.Closer
	ended chan struct{} // closed when it ended
	err   error         // how, once it did
}

// end lets the server finish what is under way, within its grace.
func (r *running) end() {
	_ = r.in.Close() // closing a pipe twice, or to a process that ended, changes nothing
	timer := time.NewTimer(grace + 2*time.Second)
	defer timer.Stop()
	select {
	case <-r.ended:
	case <-timer.C:
		_ = r.cmd.Process.Kill() // as above
		<-r.ended
	}
}

// start starts a server and waits until it serves.
func (p *process) start(ctx context.Context) (*running, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("starting the server behind the demo: %w", err)
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), self, "backstage") //nolint:gosec // this very program
	cmd.Stderr = p.log
	in, errIn := cmd.StdinPipe()
	out, errOut := cmd.StdoutPipe()
	if err := errors.Join(errIn, errOut); err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting the server behind the demo: %w", err)
	}
	p.opens(in)
	var h hello
	helloErr := json.NewDecoder(out).Decode(&h)
	one := &running{cmd: cmd, in: in, ended: make(chan struct{})}
	go func() {
		defer close(one.ended)
		one.err = cmd.Wait()
	}()
	if helloErr != nil {
		p.gone()
		one.end()
		return nil, fmt.Errorf("the server behind the demo does not start: %w", errors.Join(one.err, errEnded))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.address = h.Address
	return one, nil
}

// opens tells a new server all it has to know.
func (p *process) opens(in io.Writer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cues = json.NewEncoder(in)
	first := p.cue
	first.Settings = &p.settings
	_ = p.cues.Encode(first) // a server that does not read says no hello either
}

// tell changes the world of the server that runs, and of those to come.
func (p *process) tell(c cue) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cue = c
	if p.cues != nil {
		_ = p.cues.Encode(c) // the next one is told, if this one is gone
	}
}

func (p *process) gone() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cues, p.address = nil, ""
}

// where is the address the server listens on, empty while there is none.
func (p *process) where() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.address
}

// kill ends the server that runs the hard way; another is started after downFor.
func (p *process) kill() error {
	if p.where() == "" {
		return errDown
	}
	select {
	case p.kills <- struct{}{}:
	default: // asked already
	}
	return nil
}

var errDown = errors.New("the server is away already; it starts again by itself")
