package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/sqlite"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/storetest"
)

// childOf names the database that this test binary writes to as a child.
const childOf = "BELLHOP_TEST_SQLITE_CHILD"

var talk = core.Ref{Workspace: "w", ID: "talk"}

func TestMain(m *testing.M) {
	if path := os.Getenv(childOf); path != "" {
		fmt.Fprintln(os.Stderr, "child:", write(path))
		os.Exit(1) // it is killed, it never ends by itself
	}
	os.Exit(m.Run())
}

// furnish makes a workspace, a site and one empty conversation.
func furnish(ctx context.Context, s core.Store) error {
	if err := s.Install(ctx, core.Setup{Workspace: core.Workspace{ID: "w"}, Site: core.Site{ID: "s", Key: "k"}, NewSecret: "x"}); err != nil {
		return err
	}
	now := time.Now()
	return s.Arrive(ctx, core.Visitor{ID: "v", Workspace: "w", Site: "s", Created: now},
		core.Token{Hash: "h", Workspace: "w", Site: "s", Visitor: "v", Expires: now.Add(time.Hour)},
		core.Conversation{Ref: talk, Site: "s", Visitor: "v", State: core.StateBot, Created: now})
}

// say adds one word and answers its number.
func say(ctx context.Context, s core.Store, key string) (seq int64, err error) {
	err = s.Update(ctx, talk, func(t *core.Turn) (err error) {
		seq, err = t.VisitorSays(time.Now(), core.Word{Key: key, Text: "word " + key}, false, time.Minute)
		return err
	})
	return seq, err
}

// write says words by eight writers and prints each number once it is
// acknowledged.
func write(path string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, sqlite.Options{Sealer: storetest.Sealer{}})
	if err != nil {
		return err
	}
	if err := furnish(ctx, s); err != nil {
		return err
	}
	failed := make(chan error)
	for w := range 8 {
		go func() {
			for i := 0; ; i++ {
				seq, err := say(ctx, s, fmt.Sprintf("%d-%d", w, i))
				if err != nil {
					failed <- err
					return
				}
				if _, err := os.Stdout.WriteString(strconv.FormatInt(seq, 10) + "\n"); err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	return <-failed
}

func TestWhatWasAcknowledgedSurvivesAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bellhop.db")
	child := exec.Command(os.Args[0]) //nolint:gosec // the test binary itself
	child.Env = append(os.Environ(), childOf+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	acknowledged := map[int64]bool{}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		seq, err := strconv.ParseInt(lines.Text(), 10, 64)
		if err != nil {
			break // cut off by the kill
		}
		acknowledged[seq] = true
		if len(acknowledged) == 300 {
			if err := child.Process.Kill(); err != nil { // SIGKILL, in the middle of writing
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait()
	if len(acknowledged) < 300 {
		t.Fatalf("the child acknowledged %d words only", len(acknowledged))
	}
	es, err := open(t, path, sqlite.Options{}).Entries(t.Context(), talk, 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range es {
		if e.Seq != int64(i+1) {
			t.Fatalf("entry %d has number %d", i+1, e.Seq)
		}
		delete(acknowledged, e.Seq)
	}
	if len(acknowledged) > 0 {
		t.Errorf("%d acknowledged words are gone", len(acknowledged))
	}
}
