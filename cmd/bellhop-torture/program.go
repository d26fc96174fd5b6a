package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// patience is how long the program may take to start or to end.
const patience = 60 * time.Second

// wait is after how long an ask is missed here.
const wait = 8 * time.Second

// program is the real Bellhop, as a child that comes and goes.
type program struct {
	binary string
	env    []string
	log    *os.File
	url    atomic.Pointer[string] // where it serves, or last served

	mu      sync.Mutex
	child   *child
	trouble []string
	errors  map[string]int // what it logged as an error, by message
}

// child is one life of the program.
type child struct {
	cmd   *exec.Cmd
	ended chan struct{}
	meant atomic.Bool // we ended it
}

// build builds the program from the module we stand in.
func build(ctx context.Context, dir string) (string, error) {
	binary := filepath.Join(dir, "bellhop")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", binary, "github.com/bellhop-chat/bellhop/cmd/bellhop") //nolint:gosec // our own program, into our own folder
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building bellhop: %w\n%s", err, out)
	}
	return binary, nil
}

// settings are the environment of the program: short deadlines, no limits for
// visitors who all come from one address.
func settings(o options, dir string, surfaces []surface) []string {
	database := o.database
	if database == "sqlite" {
		database = filepath.Join(dir, "bellhop.db")
	}
	all := []string{
		"HOME=" + dir, "TMPDIR=" + dir, "PATH=" + os.Getenv("PATH"),
		"BELLHOP_LISTEN=127.0.0.1:0", "BELLHOP_DATABASE=" + database, "BELLHOP_WAIT=" + wait.String(), "BELLHOP_FILES=" + filepath.Join(dir, "files"),
		"BELLHOP_SECRET_KEY=torture-torture-torture-torture-torture",
		fmt.Sprintf("BELLHOP_SLACK_POSTS=%d", o.posts), "BELLHOP_LIMIT_VISITORS=0", "BELLHOP_LIMIT_MESSAGES=0", "BELLHOP_LIMIT_CALLS=0", "BELLHOP_LIMIT_UPLOADS=0", "BELLHOP_FILES=" + filepath.Join(dir, "files"),
		"BELLHOP_LIMIT_ASKS_HOUR=0", "BELLHOP_LIMIT_ASKS_DAY=0", "BELLHOP_LIMIT_ASKS_CONVERSATION=0", "BELLHOP_LIMIT_ASKS_SITE=0",
	}
	for _, each := range surfaces {
		all = append(all, each.settings()...)
	}
	return all
}

var (
	servesAt = regexp.MustCompile(`address=(http://[0-9.:]+)`)
	logged   = regexp.MustCompile(`level=ERROR msg=("(?:[^"\\]|\\.)*"|\S+)`)
)

// start starts the program and waits until it serves.
func (p *program) start() error {
	c := &child{cmd: exec.Command(p.binary), ended: make(chan struct{})} //nolint:gosec,noctx // it is ended by hand, whatever becomes of a context
	c.cmd.Env, c.cmd.Stdout = p.env, p.log
	errs, err := c.cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := c.cmd.Start(); err != nil {
		return err
	}
	p.mu.Lock()
	p.child = c
	p.mu.Unlock()
	serving := make(chan string, 1)
	go p.read(c, errs, serving)
	select {
	case url := <-serving:
		p.url.Store(&url)
		return nil
	case <-c.ended:
		return errors.New("the program ended before it served")
	case <-time.After(patience):
		c.kill()
		return fmt.Errorf("the program does not serve within %v", patience)
	}
}

// read follows what a life writes until it ends.
func (p *program) read(c *child, errs io.Reader, serving chan<- string) {
	defer close(c.ended)
	lines := bufio.NewScanner(errs)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Bytes()
		_, _ = p.log.Write(append(line, '\n')) // a log that is lost is no finding
		if m := servesAt.FindSubmatch(line); m != nil {
			select {
			case serving <- string(m[1]):
			default:
			}
		}
		p.notice(line)
	}
	err := c.cmd.Wait()
	if !c.meant.Load() {
		p.mu.Lock()
		p.trouble = append(p.trouble, fmt.Sprintf("the program ended by itself: %v", err))
		p.mu.Unlock()
	}
}

// notice looks for what a program must never write.
func (p *program) notice(line []byte) {
	m := logged.FindSubmatch(line)
	panicked := bytes.HasPrefix(line, []byte("panic:")) || bytes.HasPrefix(line, []byte("fatal error:")) || m != nil && bytes.Contains(m[1], []byte("panic"))
	p.mu.Lock()
	defer p.mu.Unlock()
	if m != nil {
		p.errors[strings.Trim(string(m[1]), `"`)]++
	}
	if panicked {
		p.trouble = append(p.trouble, string(line))
	}
}

// life is the child as it is now.
func (p *program) life() *child {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.child
}

// kill ends the program the hard way.
func (c *child) kill() {
	c.meant.Store(true)
	_ = c.cmd.Process.Kill() // it may have ended by itself, which read tells
	<-c.ended
}

// terminate asks the program to end.
func (c *child) terminate() error {
	c.meant.Store(true)
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("asking the program to end: %w", err)
	}
	select {
	case <-c.ended:
		return nil
	case <-time.After(patience):
		c.kill()
		return fmt.Errorf("the program does not end within %v of being asked", patience)
	}
}

// stop stops the program for a while.
func (c *child) stop(ctx context.Context, d time.Duration) error {
	if err := c.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		return fmt.Errorf("stopping the program: %w", err)
	}
	sleep(ctx, d)
	return c.cmd.Process.Signal(syscall.SIGCONT)
}

// command runs the program beside itself, as its operator would.
func (p *program) command(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, p.binary, args...) //nolint:gosec // our own program
	cmd.Env = p.env
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("bellhop %s: %w: %s", strings.Join(args, " "), err, errs.String())
	}
	return out, nil
}

// sleep waits, but not longer than ctx. It tells whether ctx goes on.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
