package demo_test

import (
	"strings"
	"testing"
)

func TestWhatIsBrokenIsShownUntilItIsRepaired(t *testing.T) {
	w := open(t)
	trouble := func(got answer) map[string]any {
		t.Helper()
		list, _ := got.json(t)["troubles"].([]any)
		if got.status != 200 || len(list) != 1 {
			t.Fatalf("answered %d %s", got.status, got.body)
		}
		return list[0].(map[string]any)
	}
	if tr := trouble(w.call(t, "GET", "/demo/state", "")); tr["state"] != "off" || tr["title"] != "The soup is cold" || tr["watch"] == "" {
		t.Errorf("at first: %v", tr)
	}
	if tr := trouble(w.call(t, "POST", "/demo/break", `{"trouble":"soup","on":true}`)); tr["state"] != "on" {
		t.Errorf("broken: %v", tr)
	}
	status := w.call(t, "GET", "/demo/status", "").json(t)
	if text, _ := status["text"].(string); !strings.Contains(text, "cure: warm it") || status["works"] != false || status["untold"] != 2.0 {
		t.Errorf("the status while it is broken: %v", status)
	}
	if state, _ := status["state"].(map[string]any); state["serves"] != true || state["troubles"] == nil {
		t.Errorf("the state beside it: %v", status["state"])
	}
	if tr := trouble(w.call(t, "POST", "/demo/break", `{"trouble":"soup","on":false}`)); tr["state"] != "off" {
		t.Errorf("repaired: %v", tr)
	}
	if due := w.call(t, "POST", "/demo/retry", `{}`).json(t)["due"]; due != 3.0 {
		t.Errorf("due are %v", due)
	}
}

func TestWhatCannotBeBrokenIsRefusedInASentence(t *testing.T) {
	w := open(t)
	for name, c := range map[string]struct {
		body   string
		status int
		says   string
	}{
		"unknown":            {`{"trouble":"roof","on":true}`, 404, "nothing of that name"},
		"unnamed":            {`{"on":true}`, 404, "nothing of that name"},
		"neither on nor off": {`{"trouble":"soup"}`, 400, "true or false"},
		"not now":            {`{"trouble":"soup","on":false}`, 409, "as it should be"},
		"more than asked":    {`{"trouble":"soup","on":true,"for":"ever"}`, 400, "cannot read"},
	} {
		got := w.call(t, "POST", "/demo/break", c.body)
		if said, _ := got.json(t)["error"].(string); got.status != c.status || !strings.Contains(said, c.says) {
			t.Errorf("%s: %d %s, want %d with %q", name, got.status, got.body, c.status, c.says)
		}
	}
	for _, path := range []string{"/demo/break", "/demo/retry"} {
		if got := w.call(t, "POST", path, `{"trouble":"soup","on":true}`, "Sec-Fetch-Site", "cross-site"); got.status != 403 {
			t.Errorf("another site's %s: %d", path, got.status)
		}
	}
	if w.wrong {
		t.Error("something broke")
	}
}

func TestAStatusThatCannotBeToldIsSaidSo(t *testing.T) {
	w := open(t)
	w.broken = errBroken
	for method, path := range map[string]string{"GET": "/demo/status", "POST": "/demo/retry"} {
		got := w.call(t, method, path, `{}`)
		if said, _ := got.json(t)["error"].(string); got.status != 500 || !strings.Contains(said, "log") || strings.Contains(said, errBroken.Error()) {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
}
