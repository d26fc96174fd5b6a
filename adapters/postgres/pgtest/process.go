package pgtest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// patience is how long a server may take to come up or to go down.
const patience = 60 * time.Second

// process is a postgres we started and have not yet reaped.
type process struct {
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
}

// startProcess starts cmd and returns when the server accepts connections.
func startProcess(cmd *exec.Cmd) (*process, error) {
	log, err := cmd.StderrPipe()
	if err != nil {
		return nil, fmt.Errorf("reading the server's log: %w", err)
	}
	p := &process{cmd: cmd, done: make(chan struct{})}
	started, ready := make(chan error, 1), make(chan struct{})
	tail := make(chan string, 1)
	go p.own(started, log, ready, tail)
	if err := <-started; err != nil {
		return nil, fmt.Errorf("starting postgres: %w", err)
	}
	select {
	case <-ready:
		return p, nil
	case <-p.done:
		return nil, fmt.Errorf("postgres ended before it was ready:\n%s", <-tail)
	case <-time.After(patience):
		return nil, errors.Join(fmt.Errorf("postgres was not ready after %s", patience), p.stop())
	}
}

// own starts the child, reads its log to the end and reaps it, all on one thread.
func (p *process) own(started chan<- error, log io.Reader, ready chan<- struct{}, tail chan<- string) {
	runtime.LockOSThread() // never unlocked: see attributes
	if err := p.cmd.Start(); err != nil {
		started <- err
		return
	}
	started <- nil
	tail <- follow(log, ready)
	_ = p.cmd.Wait() // a server that was told to stop may say so in its exit status
	close(p.done)
}

// follow reads a server's log to its end, closes ready at the line that says the
// server is up, and returns the last lines for whoever must explain a failure.
func follow(log io.Reader, ready chan<- struct{}) string {
	var last []string
	up := false
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		last = append(last, lines.Text())
		if len(last) > 20 {
			last = last[1:]
		}
		if !up && strings.Contains(lines.Text(), "ready to accept connections") {
			up = true
			close(ready)
		}
	}
	return strings.Join(last, "\n")
}

// stop asks for a fast shutdown, then insists. Only our own child is signalled.
func (p *process) stop() error {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		select {
		case <-p.done:
			return nil
		default:
		}
		if err := p.cmd.Process.Signal(sig); err != nil {
			return fmt.Errorf("stopping postgres: %w", err)
		}
		select {
		case <-p.done:
			return nil
		case <-time.After(patience / 3):
		}
	}
	return errors.New("postgres does not stop")
}
