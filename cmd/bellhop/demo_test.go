package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestTheServerBehindTheDemoGetsEverySetting(t *testing.T) {
	var s Settings
	v := reflect.ValueOf(&s).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i); f.Interface().(type) {
		case string:
			f.SetString(v.Type().Field(i).Name)
		case []string:
			f.Set(reflect.ValueOf([]string{"a", "b"}))
		case bool:
			f.SetBool(true)
		case int, int64, time.Duration:
			f.SetInt(int64(i) + 7)
		default:
			t.Errorf("%s is a %s: fill it here, so that it is known to cross", v.Type().Field(i).Name, f.Type())
		}
	}
	told, err := json.Marshal(cue{Settings: &s, Skipped: time.Hour, Away: true})
	if err != nil {
		t.Fatal(err)
	}
	var heard cue
	if err := json.Unmarshal(told, &heard); err != nil || !reflect.DeepEqual(heard, cue{Settings: &s, Skipped: time.Hour, Away: true}) {
		t.Errorf("%v: %s was heard as %+v", err, told, heard)
	}
}

func TestBackstageIsNotForPeople(t *testing.T) {
	cmd := command(t, nil, "backstage")
	cmd.Stdin = strings.NewReader("what is this?\n")
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "started by bellhop demo") {
		t.Errorf("%v: %s", err, out)
	}
	if help, err := command(t, nil, "--help").CombinedOutput(); err != nil || strings.Contains(string(help), "backstage") {
		t.Errorf("the help shows it: %v %s", err, help)
	}
}

func TestWhileNoServerRunsCallsEndWithoutAnAnswerAndThePageGoesOn(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("the page")) })
	behind := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Served-As", r.Host) }))
	where := strings.TrimPrefix(behind.URL, "http://")
	var address atomic.Value
	open := httptest.NewServer(front(page, func() string { return address.Load().(string) }, slog.New(slog.DiscardHandler)))
	t.Cleanup(open.Close)
	ask := func(path string) (string, error) {
		res, err := http.Get(open.URL + path)
		if err != nil {
			return "", err
		}
		defer res.Body.Close()
		var b strings.Builder
		err = res.Write(&b)
		return b.String(), err
	}
	for _, at := range []string{"", where, "127.0.0.1:1"} {
		address.Store(at)
		got, err := ask("/v1/conversation")
		if at == where && (err != nil || !strings.Contains(got, "Served-As: "+strings.TrimPrefix(open.URL, "http://"))) {
			t.Errorf("while it runs: %q %v", got, err)
		}
		if at != where && err == nil {
			t.Errorf("with the server at %q: %q", at, got)
		}
		for _, path := range []string{"/", "/demo/state"} {
			if got, err := ask(path); err != nil || !strings.HasSuffix(got, "the page") {
				t.Errorf("%s with the server at %q: %q %v", path, at, got, err)
			}
		}
	}
	behind.Close()
}

func TestADemoThatIsKilledTakesItsServerWithIt(t *testing.T) {
	c := start(t, []string{"BELLHOP_LISTEN=127.0.0.1:0"}, "demo")
	c.terminate()
	if code := c.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("asked to end, it ended with %d", code)
	}
	c = start(t, []string{"BELLHOP_LISTEN=127.0.0.1:0"}, "demo")
	c.kill() // returns when nobody holds the log open any more: the server writes to it too
}
