package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/postgres/pgtest"
)

func TestASmallRunFillsTheTable(t *testing.T) {
	dir := t.TempDir()
	binary, err := build(t.Context(), dir) // without the flags of a release, which would build everything anew
	if err != nil {
		t.Fatal(err)
	}
	t.Run("sqlite", func(t *testing.T) { smallRun(t, binary, filepath.Join(dir, "bellhop.db")) })
	t.Run("postgres", func(t *testing.T) { smallRun(t, binary, pgtest.Database(t)) })
}

// smallRun is the whole run with small numbers, against the real program.
func smallRun(t *testing.T, binary, database string) {
	ws, err := newSlack()
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	p := &program{binary: binary, env: settings(t.TempDir(), database, ws.APIURL())}
	var out bytes.Buffer
	o, table := options{words: 20, streams: 50, starts: 1, talks: 3, channel: 5 * time.Second}, newTable(&out)
	for _, part := range parts() {
		if err := part(t.Context(), p, ws, o, table); err != nil {
			t.Fatalf("%v after:\n%s", err, &out)
		}
	}
	for _, want := range []string{"median of 1", "MB", "compressed", "of 20 words", "20 at once", "stream at 50", "a second", "3 talks"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, &out)
		}
	}
}
