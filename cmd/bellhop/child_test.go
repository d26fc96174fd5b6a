package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// asProgram in the environment makes the test binary the program itself.
const asProgram = "BELLHOP_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "1" {
		main() // the variable stays set: the demo starts the program once more
		return
	}
	os.Exit(m.Run())
}

// patience is how long a test waits for something that should come at once.
const patience = 30 * time.Second

// child is the real program in a process of its own.
type child struct {
	t       *testing.T
	cmd     *exec.Cmd
	url     string
	log     *tail
	ended   chan struct{}
	closing sync.Once
}

// tail keeps what a child wrote.
type tail struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *tail) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *tail) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// program is a command of the real program with nothing but env set.
func command(t *testing.T, env []string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...) //nolint:gosec // the test binary itself
	cmd.Env = append([]string{asProgram + "=1", "HOME=" + os.Getenv("HOME"), "TMPDIR=" + os.TempDir()}, env...)
	cmd.Dir = t.TempDir()
	return cmd
}

var servesAt = regexp.MustCompile(`address=(http://[0-9.:]+)`)

// start starts the program and waits until it serves.
func start(t *testing.T, env []string, args ...string) *child {
	t.Helper()
	cmd := command(t, env, args...)
	errs, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	c := &child{t: t, cmd: cmd, log: &tail{}, ended: make(chan struct{})}
	cmd.Stdout = c.log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	serving := make(chan string, 1)
	go func() {
		defer close(c.ended)
		lines := bufio.NewScanner(errs)
		for lines.Scan() {
			_, _ = io.WriteString(c.log, lines.Text()+"\n") // a buffer takes everything
			if m := servesAt.FindStringSubmatch(lines.Text()); m != nil {
				select {
				case serving <- m[1]:
				default:
				}
			}
		}
		_ = cmd.Wait() // how it ended is in its log
	}()
	t.Cleanup(func() {
		c.kill()
		if t.Failed() {
			t.Logf("the program wrote:\n%s", c.log)
		}
	})
	select {
	case c.url = <-serving:
	case <-c.ended:
		t.Fatalf("the program ended: %s", c.log)
	case <-time.After(patience):
		t.Fatalf("the program does not serve: %s", c.log)
	}
	return c
}

// kill ends the program the hard way.
func (c *child) kill() {
	c.closing.Do(func() { _ = c.cmd.Process.Kill() }) // it may have ended by itself
	<-c.ended
}

// terminate asks the program to end and waits for it.
func (c *child) terminate() {
	c.t.Helper()
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		c.t.Fatal(err)
	}
	select {
	case <-c.ended:
	case <-time.After(patience):
		c.t.Fatal("the program does not end")
	}
}

// team is a small Slack with two agents and a channel.
func team(t *testing.T, change ...func(*fakeslack.Config)) *fakeslack.Server {
	t.Helper()
	cfg := fakeslack.Config{
		Users: []fakeslack.User{
			{ID: "U1", Name: "anna", RealName: "Anna Oliveira", DisplayName: "Anna"},
			{ID: "U2", Name: "ben", RealName: "Ben Fischer", DisplayName: "Ben"},
		},
		Channels:    []fakeslack.Channel{{ID: "C1", Name: "support", Members: []string{"U1", "U2", "U0BOT"}}},
		RetryDelays: []time.Duration{200 * time.Millisecond, time.Second, 2 * time.Second},
	}
	for _, f := range change {
		f(&cfg)
	}
	ws := fakeslack.New(cfg)
	if _, err := ws.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(ws.Close)
	return ws
}

// settings are those of a program beside a small Slack, on an embedded database.
func settings(t *testing.T, ws *fakeslack.Server, more ...string) []string {
	t.Helper()
	env := []string{"BELLHOP_LISTEN=127.0.0.1:0", "BELLHOP_DATABASE=" + filepath.Join(t.TempDir(), "bellhop.db")}
	if ws != nil {
		env = append(env, "BELLHOP_SLACK_API_URL="+ws.APIURL(), "BELLHOP_SLACK_BOT_TOKEN=xoxb-fake-1",
			"BELLHOP_SLACK_SIGNING_SECRET=fake-signing-secret", "BELLHOP_SLACK_CHANNEL=C1")
	}
	return append(env, more...)
}

// beside starts the program and points the small Slack at it.
func beside(t *testing.T, ws *fakeslack.Server, env []string) *child {
	t.Helper()
	c := start(t, env)
	ws.SetTargets(c.url+"/slack/events", c.url+"/slack/interactions", c.url+"/slack/commands")
	return c
}

// await waits for something in the small Slack.
func await(t *testing.T, ws *fakeslack.Server, what string, ok func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := ws.Await(ctx, func(fakeslack.Snapshot) bool { return ok() }); err != nil {
		t.Fatalf("%s: %v; the channel has %q", what, err, channelTexts(ws))
	}
}

func channelTexts(ws *fakeslack.Server) (out []string) {
	for _, m := range ws.Messages("C1") {
		out = append(out, m.Text)
	}
	return out
}

// posts counts how often the channel's messages tell this text, a line of its
// own, replies too: words that waited share a post.
func posts(ws *fakeslack.Server, text string) (n int) {
	for _, m := range ws.Messages("C1") {
		for line := range strings.Lines(m.Text) {
			if strings.TrimSuffix(line, "\n") == text {
				n++
			}
		}
	}
	return n
}

// cardOf is the ts of the first card that holds a text.
func cardOf(t *testing.T, ws *fakeslack.Server) string {
	t.Helper()
	for _, m := range ws.Messages("C1") {
		if !m.IsReply() && m.BotID != "" && strings.Contains(m.Text, "asks for a person") {
			return m.TS
		}
	}
	t.Fatalf("no card in %q", channelTexts(ws))
	return ""
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close() // read to its end
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}
