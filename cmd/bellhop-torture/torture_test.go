package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/postgres/pgtest"
)

// howLong is how long the real runs are: some seconds, or what BELLHOP_TORTURE
// says, as the gate does. Then the seed is a new one each time. Short runs, which
// mostly wait, go side by side.
func howLong(t *testing.T) options {
	t.Helper()
	o := options{duration: 12 * time.Second, calm: 2 * time.Minute, seed: 28, visitors: 8, agents: 3}
	said := os.Getenv("BELLHOP_TORTURE")
	if said == "" {
		t.Parallel()
		return o
	}
	d, err := time.ParseDuration(said)
	if err != nil {
		t.Fatalf("BELLHOP_TORTURE: %v", err)
	}
	o.duration, o.seed, o.visitors, o.agents = d, uint64(time.Now().UnixNano())%1_000_000, 20, 4
	return o
}

func survives(t *testing.T, o options) {
	t.Helper()
	r, err := torture(t.Context(), o, t.Output())
	if err != nil {
		t.Fatalf("seed %d: %v", o.seed, err)
	}
	for _, f := range r.Findings {
		t.Errorf("seed %d: %s", o.seed, f)
	}
	for _, row := range r.Rows {
		if row.What == "visitors' words in threads" && row.Seen > 0 {
			return
		}
	}
	t.Error("nobody said anything that came into a thread")
}

func TestTheProgramSurvivesTortureOnSQLite(t *testing.T) {
	o := howLong(t)
	o.database = "sqlite"
	survives(t, o)
}

func TestTheProgramSurvivesTortureWhenWordsShareAPost(t *testing.T) {
	o := howLong(t)
	o.database, o.posts = "sqlite", 600 // about as many as so many visitors need: some words wait and share posts
	o.visitors = min(o.visitors, 12)
	survives(t, o)
}

func TestTheProgramSurvivesTortureOnPostgreSQL(t *testing.T) {
	o := howLong(t)
	o.database = pgtest.Database(t)
	survives(t, o)
}

// These hear by sockets, the others over HTTP.
func TestTwoProgramsOnOnePostgreSQLSurviveTorture(t *testing.T) {
	o := howLong(t)
	o.database, o.processes, o.sockets = pgtest.Database(t), 2, true
	survives(t, o)
}

func TestTheSameSeedIsTheSamePlan(t *testing.T) {
	plan := func(seed uint64) string {
		var b bytes.Buffer
		printPlan(&b, options{seed: seed, duration: time.Hour, sockets: true, discord: true}.schedule())
		return b.String()
	}
	if first := plan(7); first != plan(7) || first == plan(8) {
		t.Error("the plan does not follow from the seed")
	}
	for _, fault := range []string{faultKill, faultEnd, faultPause, faultRevoke, "rate_limited_bare", "rate_limited on", "server_error on",
		"server_error_late", "cut on", "cut_late", "slow", "duplicate", "reorder", "late on events", "unknown_type", "malformed_json", "bad_signature",
		faultCut, faultRefresh, faultMute, faultUnplug, gateCut, gateClose, gateGoAway, gateInvalid, gateForget, gateMute, gateRevoke} {
		if !strings.Contains(plan(7), fault) {
			t.Errorf("an hour has no %q", fault)
		}
	}
}

func TestWrongUsageIsToldAndAnswersTwo(t *testing.T) {
	for _, args := range [][]string{
		{"-duration", "soon"}, {"-duration", "1ms"}, {"-visitors", "0"}, {"-agents", "99"}, {"-database", "mysql://x"}, {"-processes", "2"}, {"more"}, {"-nonsense"},
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, &out, &errs); code != 2 || errs.Len() == 0 {
			t.Errorf("%q answers %d and says %q", args, code, errs.String())
		}
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"-plan", "-seed", "7"}, &out, &errs); code != 0 || out.Len() == 0 {
		t.Errorf("-plan answers %d: %s", code, errs.String())
	}
}
