package postgres_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/postgres/pgtest"
	"github.com/bellhop-chat/bellhop/core"
)

// arrive furnishes the store and makes n empty conversations.
func arrive(t *testing.T, s core.Store, n int) []core.Ref {
	t.Helper()
	ctx, now := t.Context(), time.Now()
	if err := s.Install(ctx, core.Setup{Workspace: core.Workspace{ID: "w"}, Site: core.Site{ID: "s", Key: "k"}, NewSecret: "x"}); err != nil {
		t.Fatal(err)
	}
	var refs []core.Ref
	for i := range n {
		id := fmt.Sprintf("a-conversation-with-an-id-of-36-%04d", i)
		ref := core.Ref{Workspace: "w", ID: core.ConversationID(id)}
		err := s.Arrive(ctx, core.Visitor{ID: core.VisitorID(id), Workspace: "w", Site: "s", Created: now},
			core.Token{Hash: id, Workspace: "w", Site: "s", Visitor: core.VisitorID(id), Expires: now.Add(time.Hour)},
			core.Conversation{Ref: ref, Site: "s", Visitor: core.VisitorID(id), State: core.StateBot, Created: now})
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, ref)
	}
	return refs
}

func say(ctx context.Context, s core.Store, ref core.Ref) error {
	return s.Update(ctx, ref, func(t *core.Turn) error {
		_, err := t.VisitorSays(time.Now(), core.Word{Text: "hello"}, false, time.Minute)
		return err
	})
}

// watch hears a store's hints until the test ends. It says words through other
// until the first is heard, so that it listens when it returns.
func watch(t *testing.T, s, other core.Store, ref core.Ref) <-chan []core.ConversationID {
	t.Helper()
	heard := make(chan []core.ConversationID, 10_000)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- s.Watch(ctx, func(ids []core.ConversationID) { heard <- ids }) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("watch ended with %v", err)
		}
	})
	for {
		if err := say(t.Context(), other, ref); err != nil {
			t.Fatal(err)
		}
		select {
		case <-heard:
			return heard
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func TestAWordIsHintedToOtherProcessesAndNotToOurselves(t *testing.T) {
	address := pgtest.Database(t)
	one, two := open(t, address), open(t, address)
	refs := arrive(t, one, 3)
	inTwo, inOne := watch(t, two, one, refs[0]), watch(t, one, two, refs[1])
	if err := say(t.Context(), one, refs[2]); err != nil {
		t.Fatal(err)
	}
	for ids := range inTwo {
		if len(ids) == 1 && ids[0] == refs[2].ID {
			break
		}
	}
	// What two says after that arrives in one; had one heard itself, it came before.
	if err := say(t.Context(), two, refs[1]); err != nil {
		t.Fatal(err)
	}
	for ids := range inOne {
		if len(ids) == 1 && ids[0] == refs[2].ID {
			t.Fatal("a process hears of its own word")
		}
		if len(ids) == 1 && ids[0] == refs[1].ID {
			break
		}
	}
}

func TestManyChangesAtOnceAreHintedWithoutALimit(t *testing.T) {
	address := pgtest.Database(t)
	one, two := open(t, address), open(t, address)
	refs := arrive(t, one, 300)
	heard := watch(t, two, one, refs[0])
	errs := make(chan error)
	for _, ref := range refs {
		go func() { errs <- say(context.Background(), one, ref) }()
	}
	for range refs {
		if err := <-errs; err != nil {
			t.Fatal(err)
		}
	}
	missing := map[core.ConversationID]bool{}
	for _, ref := range refs {
		missing[ref.ID] = true
	}
	for len(missing) > 0 {
		select {
		case ids := <-heard:
			if len(ids) == 0 {
				return // anything may have changed: that covers the rest
			}
			for _, id := range ids {
				delete(missing, id)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%d conversations were not hinted", len(missing))
		}
	}
}

func TestBrokenConnectionsAreMadeAgain(t *testing.T) {
	address := pgtest.Database(t)
	one, two := open(t, address), open(t, address)
	refs := arrive(t, one, 2)
	heard := watch(t, two, one, refs[0])
	raw(t, address, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
	for range 3 {
		if err := say(t.Context(), one, refs[1]); err != nil {
			t.Fatalf("a word after the connections broke: %v", err)
		}
	}
	c, err := one.Conversation(t.Context(), refs[1])
	if err != nil || c.LastSeq != 3 {
		t.Errorf("%d words are stored, %v; want 3", c.LastSeq, err)
	}
	for ids := range heard {
		if len(ids) == 0 {
			break // told that it may have missed something
		}
	}
}
