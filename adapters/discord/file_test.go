package discord_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/platformtest"
)

// origin is where the only file of a message stands, as we read it.
func (w *world) origin(events []core.RawEvent) string {
	w.Helper()
	for _, e := range events {
		hs, err := w.bell.Interpret(w.Context(), w.known(), e)
		if err != nil {
			w.Fatal(err)
		}
		for _, h := range hs {
			if len(h.Files) == 1 {
				return h.Files[0].Origin
			}
		}
	}
	w.Fatal("no file came")
	return ""
}

func (w *world) fetched(origin string) string {
	w.Helper()
	body, _, err := w.bell.Fetch(w.Context(), w.known(), origin, 1<<20)
	if err != nil {
		w.Fatal(err)
	}
	defer body.Close()
	data, err := io.ReadAll(body)
	if err != nil {
		w.Fatal(err)
	}
	return string(data)
}

func TestAFileIsFetchedAfterItsLinkExpired(t *testing.T) {
	var late atomic.Int64
	w := open(t, func(c *fakediscord.Config, _ *discord.Config) {
		c.Now = func() time.Time { return time.Now().Add(time.Duration(late.Load())) }
	})
	origin := w.origin(w.SendFile(platformtest.Anna, w.ring(), "offer.pdf", []byte("an offer")))
	late.Store(int64(48 * time.Hour))
	if got := w.fetched(origin); got != "an offer" {
		t.Errorf("fetched %q", got)
	}
}

func TestAForwardedFileIsFetchedToo(t *testing.T) {
	w := open(t)
	root := w.ring()
	id, err := w.ws.Upload(anna, channel, "offer.pdf", []byte("an offer"))
	if err != nil {
		t.Fatal(err)
	}
	w.Events()
	if _, err := w.ws.Forward(anna, root, channel, id); err != nil {
		t.Fatal(err)
	}
	if got := w.fetched(w.origin(w.Events())); got != "an offer" {
		t.Errorf("fetched %q", got)
	}
}

type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }

func TestAFileTooLargeForTheServerIsNamedAndTheLaneGoesOn(t *testing.T) {
	w := open(t)
	root := w.ring()
	d := word(root, "see")
	d.Entries[0].Files = []core.File{{ID: "f1", Name: "huge.bin", Crossed: true}, {ID: "f2", Name: "small.txt", Crossed: true}}
	d.Open = func(_ context.Context, id core.FileID) (io.ReadSeekCloser, error) {
		if id == "f1" {
			return inMemory{bytes.NewReader(make([]byte, 10<<20+1))}, nil
		}
		return inMemory{bytes.NewReader([]byte("small"))}, nil
	}
	if rs := w.sent(d); len(rs) != 3 {
		t.Fatalf("receipts %v", rs)
	}
	seen := w.Look(platformtest.Anna, root)
	if len(seen) != 3 || !strings.Contains(seen[1].Text, "huge.bin") || !strings.Contains(seen[1].Text, "too large") || len(seen[2].Files) != 1 {
		t.Errorf("the thread shows %+v", seen)
	}
}
