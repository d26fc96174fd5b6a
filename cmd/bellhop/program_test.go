package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "modernc.org/sqlite"
)

func TestWrongSettingsAreAllNamedAtOnceAndNothingStarts(t *testing.T) {
	cmd := command(t, []string{"BELLHOP_LISTEN=nowhere", "BELLHOP_WAIT=1ms", "BELLHOP_SITE_KEY=a b", "BELLHOP_SITE_ORIGINS=https://a.example/path",
		"BELLHOP_SECRET_KEY=short", "BELLHOP_SLACK_BOT_TOKEN=xoxb-1", "BELLHOP_PUBLIC_URL=ftp://x", "BELLHOP_TRUSTED_PROXIES=here",
		"BELLHOP_SLACK_API_URL=slack.com", "BELLHOP_LIMIT_CALLS=-1", "BELLHOP_LIMIT_ASKS_SITE=-1", "BELLHOP_LIMIT_ASKS_HOUR=30"})
	out, err := cmd.CombinedOutput()
	if err == nil || cmd.ProcessState.ExitCode() != 2 {
		t.Errorf("exit: %v", err)
	}
	for _, name := range []string{"BELLHOP_LISTEN", "BELLHOP_WAIT", "BELLHOP_SITE_KEY", "BELLHOP_SITE_ORIGINS", "BELLHOP_SECRET_KEY",
		"BELLHOP_SLACK_SIGNING_SECRET", "BELLHOP_SLACK_CHANNEL", "BELLHOP_PUBLIC_URL", "BELLHOP_TRUSTED_PROXIES", "BELLHOP_SLACK_API_URL", "BELLHOP_LIMIT_CALLS",
		"BELLHOP_LIMIT_ASKS_SITE", "BELLHOP_LIMIT_ASKS_DAY"} {
		if !bytes.Contains(out, []byte(name)) {
			t.Errorf("%s is not named in:\n%s", name, out)
		}
	}
	if files, _ := filepath.Glob(filepath.Join(cmd.Dir, "*")); len(files) > 0 {
		t.Errorf("it made %v", files)
	}
}

func TestSettingsThatCannotBeReadAreNamedWithTheOthers(t *testing.T) {
	cmd := command(t, []string{"BELLHOP_WAIT=soon", "BELLHOP_LIMIT_CALLS=many", "BELLHOP_LOG_LEVEL=loud", "BELLHOP_LOG_FORMAT=xml", "BELLHOP_LISTEN=nowhere"})
	out, err := cmd.CombinedOutput()
	if err == nil || cmd.ProcessState.ExitCode() != 2 {
		t.Errorf("exit: %v", err)
	}
	for _, name := range []string{"BELLHOP_WAIT", "BELLHOP_LIMIT_CALLS", "BELLHOP_LOG_LEVEL", "BELLHOP_LOG_FORMAT", "BELLHOP_LISTEN"} {
		if n := bytes.Count(out, []byte(name)); n != 1 {
			t.Errorf("%s is named %d times in:\n%s", name, n, out)
		}
	}
}

func TestStatusOfADatabaseThatIsNotThereSaysSoAndMakesNone(t *testing.T) {
	for _, args := range [][]string{{"status"}, {"site"}, {"outbox", "retry"}} {
		cmd := command(t, []string{"BELLHOP_DATABASE=typo.db"}, args...)
		out, err := cmd.CombinedOutput()
		if err == nil || !bytes.Contains(out, []byte("no database at typo.db")) {
			t.Errorf("%v: %v, %s", args, err, out)
		}
		if files, _ := filepath.Glob(filepath.Join(cmd.Dir, "*")); len(files) > 0 {
			t.Errorf("%v made %v", args, files)
		}
	}
}

func TestHelpShowsEverySettingWithItsVariable(t *testing.T) {
	out, err := command(t, nil, "--help").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, name := range []string{"LISTEN", "DATABASE", "PUBLIC_URL", "SECRET_KEY", "WAIT", "SITE_KEY", "SITE_ORIGINS", "SLACK_BOT_TOKEN",
		"SLACK_SIGNING_SECRET", "SLACK_CHANNEL", "SLACK_API_URL", "TRUSTED_PROXIES"} {
		if !bytes.Contains(out, []byte("BELLHOP_"+name)) {
			t.Errorf("BELLHOP_%s is not in the help", name)
		}
	}
}

func TestHealthReadinessAndMetricsAnswer(t *testing.T) {
	ws := team(t)
	c := beside(t, ws, settings(t, ws))
	for _, path := range []string{"/healthz", "/readyz"} {
		if status, body := get(t, c.url+path); status != http.StatusOK {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	if _, body := get(t, c.url+"/metrics"); !strings.Contains(body, "bellhop_open_streams") {
		t.Error("no metrics of ours")
	}
	out, err := command(t, []string{"BELLHOP_LISTEN=" + strings.TrimPrefix(c.url, "http://")}, "healthcheck").CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("ready")) {
		t.Errorf("healthcheck: %v %s", err, out)
	}
	c.terminate()
	if code := c.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}

// Words are acknowledged while the program is killed again and again. What was
// acknowledged is there, once, for both sides, in order.
func TestNoAcknowledgedWordIsLostOrDoubledByKillNine(t *testing.T) {
	ws := team(t)
	env := settings(t, ws)
	c := beside(t, ws, env)
	v := arrive(t, c.url)
	v.call(http.StatusAccepted, "POST", "/v1/handoff", `{}`, nil)
	await(t, ws, "a card", func() bool { return len(ws.Messages("C1")) > 0 })
	var said []string
	for round := range 4 {
		var acked atomic.Int64
		var talking sync.WaitGroup
		talking.Go(func() {
			for i := range 200 {
				text := fmt.Sprintf("round %d word %d", round, i)
				status, _, err := v.try("POST", "/v1/messages", fmt.Sprintf(`{"client_id":%q,"text":%q}`, text, text))
				if err != nil || status != http.StatusAccepted {
					return
				}
				said = append(said, text)
				acked.Add(1)
			}
		})
		for acked.Load() < 10 {
			time.Sleep(time.Millisecond) // the pace of the murderer, not a synchronisation
		}
		c.kill()
		talking.Wait()
		c = beside(t, ws, env)
		v.url = c.url
	}
	last := said[len(said)-1]
	await(t, ws, "the last word", func() bool { return posts(ws, last) > 0 })
	seen := v.sees()
	for _, text := range said {
		if n := seen.times(text); n != 1 {
			t.Errorf("the visitor sees %q %d times", text, n)
		}
		if n := posts(ws, text); n != 1 {
			t.Errorf("the thread has %q %d times", text, n)
		}
	}
	next := 0
	for _, m := range ws.Thread("C1", cardOf(t, ws)) {
		for line := range strings.Lines(m.Text) {
			if next < len(said) && strings.TrimSuffix(line, "\n") == said[next] {
				next++
			}
		}
	}
	if next != len(said) {
		t.Errorf("the thread has only the first %d of %d words in order", next, len(said))
	}
}

func TestOneProgramServesFromAnEmbeddedDatabase(t *testing.T) {
	ws := team(t)
	env := settings(t, ws)
	c := beside(t, ws, env)
	out, err := command(t, append(env, "BELLHOP_LISTEN=127.0.0.1:0")).CombinedOutput()
	if err == nil || !bytes.Contains(out, []byte("another bellhop serves from it")) {
		t.Errorf("a second one: %v, %s", err, out)
	}
	if out, err := command(t, env, "status").CombinedOutput(); err != nil {
		t.Errorf("status beside it: %v, %s", err, out)
	}
	c.kill()
	beside(t, ws, env)
}

func TestBackupIsConsistentWhileItRuns(t *testing.T) {
	ws := team(t)
	env := settings(t, ws)
	c := beside(t, ws, env)
	v := arrive(t, c.url)
	done := make(chan struct{})
	var talking sync.WaitGroup
	talking.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-done:
				return
			default:
				_, _, _ = v.try("POST", "/v1/messages", fmt.Sprintf(`{"client_id":"b%d","text":"word %d"}`, i, i))
			}
		}
	})
	file := filepath.Join(t.TempDir(), "copy.db")
	out, err := command(t, env, "backup", file).CombinedOutput()
	close(done)
	talking.Wait()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() // only read from
	var verdict string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity: %s %v", verdict, err)
	}
	if out, err := command(t, env, "backup", file).CombinedOutput(); err == nil {
		t.Errorf("a second backup wrote over the first: %s", out)
	}
}

func TestStatusNamesCauseAndCureAndRetrySendsAgain(t *testing.T) {
	ws := team(t)
	env := settings(t, ws)
	c := beside(t, ws, env)
	v := arrive(t, c.url)
	v.call(http.StatusAccepted, "POST", "/v1/handoff", `{}`, nil)
	await(t, ws, "a card", func() bool { return len(ws.Messages("C1")) > 0 })
	status := func() string {
		out, err := command(t, env, "status").CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return string(out)
	}
	if s := status(); !strings.Contains(s, "slack  works") {
		t.Errorf("while all is well:\n%s", s)
	}
	ws.RevokeToken()
	calls := len(ws.Calls("chat.postMessage"))
	v.say("1", "held word")
	await(t, ws, "a try", func() bool { return len(ws.Calls("chat.postMessage")) > calls })
	if s := until(t, status, "held"); !strings.Contains(s, "cure:") || !strings.Contains(s, "DOES NOT WORK") || strings.Contains(s, "xoxb") {
		t.Errorf("with a dead token:\n%s", s)
	}
	ws.RestoreToken()
	out, err := command(t, env, "outbox", "retry").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	await(t, ws, "the held word", func() bool { return posts(ws, "held word") == 1 })
}

// until asks again until an answer holds a word, and answers it.
func until(t *testing.T, ask func() string, word string) string {
	t.Helper()
	for deadline := time.Now().Add(patience); ; {
		s := ask()
		if strings.Contains(s, word) {
			return s
		}
		if time.Now().After(deadline) {
			t.Fatalf("no %q in:\n%s", word, s)
		}
	}
}
