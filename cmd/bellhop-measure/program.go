package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"syscall"
	"time"
)

// patience is how long the program may take to start or to end.
const patience = time.Minute

// program is the real Bellhop; it can be started again and again.
type program struct {
	binary string
	env    []string
}

// running is one life of it.
type running struct {
	cmd   *exec.Cmd
	url   string
	took  time.Duration // from starting it to the first 200 of /readyz
	ended chan error
}

// released are the flags that the program is released with; CGO is off as well.
func released() []string { return []string{"-trimpath", "-ldflags", "-s -w"} }

// build builds the program from the module we stand in.
func build(ctx context.Context, dir string, flags ...string) (string, error) {
	binary := filepath.Join(dir, "bellhop")
	args := append(append([]string{"build"}, flags...), "-o", binary, "github.com/bellhop-chat/bellhop/cmd/bellhop")
	cmd := exec.CommandContext(ctx, "go", args...) //nolint:gosec // our own program, into our own folder
	if len(flags) > 0 {
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building bellhop: %w\n%s", err, out)
	}
	return binary, nil
}

// settings are the environment of the program: all limits of rate and count, and
// its own pace to Slack, are off, since all visitors come from one address.
func settings(dir, database, slackAPI string) []string {
	return []string{
		"HOME=" + dir, "TMPDIR=" + dir, "BELLHOP_LISTEN=127.0.0.1:0", "BELLHOP_DATABASE=" + database, "BELLHOP_FILES=" + filepath.Join(dir, "files"),
		"BELLHOP_SECRET_KEY=measure-measure-measure-measure-measure", "BELLHOP_LOG_LEVEL=info",
		"BELLHOP_SLACK_API_URL=" + slackAPI, "BELLHOP_SLACK_BOT_TOKEN=" + slackToken,
		"BELLHOP_SLACK_SIGNING_SECRET=" + slackSecret, "BELLHOP_SLACK_CHANNEL=" + channel,
		"BELLHOP_SLACK_POSTS=0",
		"BELLHOP_LIMIT_VISITORS=0", "BELLHOP_LIMIT_MESSAGES=0", "BELLHOP_LIMIT_CALLS=0",
		"BELLHOP_LIMIT_ASKS_HOUR=0", "BELLHOP_LIMIT_ASKS_DAY=0", "BELLHOP_LIMIT_ASKS_CONVERSATION=0", "BELLHOP_LIMIT_ASKS_SITE=0",
		"BELLHOP_LIMIT_STREAMS=0", "BELLHOP_LIMIT_ADDRESS_STREAMS=0",
	}
}

var servesAt = regexp.MustCompile(`address=(http://[0-9.:]+)`)

// start starts the program and waits until it is ready.
func (p *program) start(ctx context.Context) (*running, error) {
	r := &running{cmd: exec.CommandContext(ctx, p.binary), ended: make(chan error, 1)} //nolint:gosec // our own program
	r.cmd.Env = p.env
	r.cmd.Cancel = func() error { return r.cmd.Process.Signal(syscall.SIGTERM) }
	r.cmd.WaitDelay = patience
	errs, err := r.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := r.cmd.Start(); err != nil {
		return nil, err
	}
	serving := make(chan string, 1)
	go r.follow(errs, serving)
	select {
	case r.url = <-serving:
	case err := <-r.ended:
		return nil, fmt.Errorf("the program ended: %w", err)
	case <-time.After(patience):
		return nil, errors.Join(errors.New("the program does not serve"), r.stop())
	}
	if err := r.ready(ctx, began.Add(patience)); err != nil {
		return nil, errors.Join(err, r.stop())
	}
	r.took = time.Since(began)
	return r, nil
}

// follow reads what the program logs: where it serves, and its last words.
func (r *running) follow(errs io.Reader, serving chan<- string) {
	var last bytes.Buffer
	for lines := bufio.NewScanner(errs); lines.Scan(); {
		if m := servesAt.FindStringSubmatch(lines.Text()); m != nil {
			serving <- m[1]
		}
		last.Reset()
		last.Write(lines.Bytes())
	}
	if err := r.cmd.Wait(); err != nil {
		r.ended <- fmt.Errorf("%w: %s", err, last.String())
		return
	}
	r.ended <- nil
}

// ready asks /readyz until it says yes.
func (r *running) ready(ctx context.Context, until time.Time) error {
	for time.Now().Before(until) {
		status, _, err := fetch(ctx, r.url+"/readyz", "")
		if err == nil && status == http.StatusOK {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return errors.New("the program does not become ready")
}

// stop asks the program to end and waits for it.
func (r *running) stop() error {
	if err := r.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case err := <-r.ended:
		return err
	case <-time.After(patience):
		return errors.Join(errors.New("the program does not end"), r.cmd.Process.Kill())
	}
}
