package storetest

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func logPromises() []promise {
	return []promise{
		{"twenty writers on one conversation lose no entry and skip no number", twentyWriters},
		{"a word told twice with the same key is in the log once", sameKeyOnce},
		{"twenty tellers of the same word leave one entry and hear the same number", sameKeyRaced},
		{"what was said comes back as it was said", roundTrip},
		{"entries are read after a number, a page at a time", pages},
		{"the last words come in order and leave drafts out", words},
		{"a conversation comes back whole, with its ask and its threads", wholeConversation},
		{"a thread is found by its remote id and by each of its lead cards", threadByRemote},
		{"a lost thread is still found, and what was told in it is forgotten", lostThread},
		{"what a thread was not told yet is known", untold},
		{"how far a history surely went is told by its oldest part", recalled},
		{"a turn that changes nothing stores nothing", emptyTurn},
		{"the active are listed newest first", active},
	}
}

func twentyWriters(t *testing.T, h *house) {
	ref := h.talk()
	const writers, each = 20, 15
	var wg sync.WaitGroup
	seqs := make([][]int64, writers)
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				err := h.s.Update(h.ctx, ref, func(tn *core.Turn) error {
					seq, err := tn.VisitorSays(h.now, core.Word{Key: fmt.Sprintf("%d-%d", w, i), Text: "word"}, false, wait)
					if n := len(seqs[w]); n > i {
						seqs[w] = seqs[w][:i] // fn ran again
					}
					seqs[w] = append(seqs[w], seq)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	es := h.entries(ref)
	if len(es) != writers*each || h.conversation(ref).LastSeq != writers*each {
		t.Fatalf("%d entries, last %d; want %d", len(es), h.conversation(ref).LastSeq, writers*each)
	}
	for i, e := range es {
		if e.Seq != int64(i+1) || e.Rev != e.Seq {
			t.Fatalf("entry %d has seq %d, rev %d", i+1, e.Seq, e.Rev)
		}
	}
	for w := range writers {
		for i, seq := range seqs[w] {
			if want := fmt.Sprintf("%d-%d", w, i); es[seq-1].Key != want {
				t.Fatalf("writer heard that %s is %d, which is %s", want, seq, es[seq-1].Key)
			}
		}
	}
}

func sameKeyOnce(t *testing.T, h *house) {
	ref := h.talk()
	first, second := h.says(ref, "k", "hello"), h.says(ref, "k", "hello again")
	if es := h.entries(ref); first != second || len(es) != 1 || es[0].Text != "hello" {
		t.Errorf("numbers %d and %d, entries %v", first, second, es)
	}
	other := h.talk()
	if seq := h.says(other, "k", "hello"); seq != 1 || len(h.entries(other)) != 1 {
		t.Error("a key of one conversation counts in another")
	}
}

func sameKeyRaced(t *testing.T, h *house) {
	ref := h.talk()
	h.says(ref, "before", "first")
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			var seq int64
			err := h.s.Update(h.ctx, ref, func(tn *core.Turn) (err error) {
				seq, err = tn.VisitorSays(h.now, core.Word{Key: "same", Text: "hello"}, false, wait)
				return err
			})
			if err != nil || seq != 2 {
				t.Errorf("number %d, %v; want 2", seq, err)
			}
		})
	}
	wg.Wait()
	if n := len(h.entries(ref)); n != 2 {
		t.Errorf("%d entries; want 2", n)
	}
}

func roundTrip(t *testing.T, h *house) {
	ref := h.talk()
	at := h.now.Add(123*time.Millisecond + 456*time.Microsecond)
	text := "naïve 😀 \"quotes\" <b> $1 ' -- \n" + strings.Repeat("long ", 1500)
	h.update(ref, func(tn *core.Turn) error {
		_, err := tn.VisitorSays(at, core.Word{Key: "k", Text: text, Files: []core.File{{Name: "a.png", Type: "image/png", Size: 7}}}, false, wait)
		return err
	})
	h.update(ref, func(tn *core.Turn) error {
		tn.BotSays(at, 0, 1, 1, core.Answer{Text: "see", Offer: true, Cites: []core.Source{{Title: "Doc", URL: "https://x.example"}}})
		return nil
	})
	e, err := h.s.Entry(h.ctx, ref, 1)
	h.ok(err)
	if e.Text != text || e.Key != "k" || len(e.Files) != 1 || e.Files[0].Size != 7 || !e.At.Equal(at.Truncate(time.Millisecond)) || e.At.Location() != time.UTC {
		t.Errorf("entry = %+v", e)
	}
	var bot core.Entry
	for _, e := range h.entries(ref) {
		if e.Kind == core.KindBot {
			bot = e
		}
	}
	if !bot.Offer || len(bot.Cites) != 1 || bot.Cites[0].Title != "Doc" || !bot.Edited.IsZero() || !bot.Deleted.IsZero() {
		t.Errorf("bot's entry = %+v", bot)
	}
	h.says(ref, "odd\x00key", "nul \x00 and \xff broken")
	if seq := h.says(ref, "odd\x00key", "again"); seq != h.conversation(ref).LastSeq {
		t.Error("a key that had to be cleaned is not known again")
	}
	if _, err := h.s.Entry(h.ctx, ref, 99); err == nil {
		t.Error("an entry that is not there was found")
	} else {
		h.is(err, core.ErrNotFound)
	}
}

func pages(t *testing.T, h *house) {
	ref := h.talk()
	for i := range 10 {
		h.says(ref, fmt.Sprint(i), "w")
	}
	for after, want := range map[int64]string{0: "[1 2 3 4]", 4: "[5 6 7 8]", 8: "[9 10]", 10: "[]"} {
		es, err := h.s.Entries(h.ctx, ref, after, 4)
		h.ok(err)
		got := []int64{}
		for _, e := range es {
			got = append(got, e.Seq)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("after %d: %v; want %s", after, got, want)
		}
	}
}

func words(t *testing.T, h *house) {
	ref, th := h.rung()
	h.says(ref, "a", "one")
	h.update(ref, func(tn *core.Turn) error { tn.AskBack(h.now, ann(th), core.Word{Key: "d", Text: "!oops"}); return nil })
	h.says(ref, "b", "two")
	last := h.conversation(ref).LastSeq
	for _, upTo := range []int64{0, last} {
		es, err := h.s.Words(h.ctx, ref, upTo, 2)
		h.ok(err)
		if len(es) != 2 || es[0].Text != "one" || es[1].Text != "two" {
			t.Errorf("words up to %d: %v", upTo, es)
		}
	}
	es, err := h.s.Words(h.ctx, ref, last-1, 1)
	h.ok(err)
	if len(es) != 1 || es[0].Text != "one" {
		t.Errorf("words before the last: %v", es)
	}
}

func emptyTurn(t *testing.T, h *house) {
	ref := h.talk()
	before := h.conversation(ref)
	h.update(ref, func(tn *core.Turn) error { tn.C.OwnerName = "written past the methods"; return nil })
	if after := h.conversation(ref); after.OwnerName != before.OwnerName || after.LastSeq != before.LastSeq {
		t.Errorf("stored %+v", after)
	}
}
