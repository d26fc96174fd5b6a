package storetest

import (
	"flag"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

var closed = flag.Int("storetest.closed", 200_000, "how many closed conversations a benchmark of storetest has lying about")

// Bench measures what is on the hot path. sql runs a statement on the store's
// database, past the store, to make many rows quickly.
func Bench(b *testing.B, open func(t testing.TB) (s core.Store, sql func(string) error)) {
	for _, senders := range []int{1, 32, 256} {
		b.Run(fmt.Sprintf("words by %d senders", senders), func(b *testing.B) {
			s, _ := open(b)
			furnish(b, s).benchWords(b, senders)
		})
	}
	for _, senders := range []int{1, 32} {
		b.Run(fmt.Sprintf("passes of %d senders", senders), func(b *testing.B) {
			s, _ := open(b)
			furnish(b, s).benchPasses(b, senders)
		})
	}
	for _, n := range []int{0, *closed} {
		b.Run(fmt.Sprintf("claim and settle beside %d closed conversations", n), func(b *testing.B) {
			s, sql := open(b)
			h := furnish(b, s)
			h.ok(bulk(sql, n))
			h.benchClaims(b)
		})
	}
}

// benchWords counts acknowledged words on many conversations.
func (h *house) benchWords(b *testing.B, senders int) {
	refs := make([]core.Ref, senders)
	for i := range refs {
		refs[i] = h.talk()
	}
	b.ResetTimer()
	var wg sync.WaitGroup
	for w, ref := range refs {
		wg.Go(func() {
			for i := w; i < b.N; i += senders {
				err := h.s.Update(h.ctx, ref, func(tn *core.Turn) error {
					_, err := tn.VisitorSays(h.now, core.Word{Key: fmt.Sprint(i), Text: "Do you ship to Portugal?"}, false, wait)
					return err
				})
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// benchPasses reserves passes through a gate of a channel and one of its
// workspace, which is what pacing adds to a send.
func (h *house) benchPasses(b *testing.B, senders int) {
	gates := []core.Gate{{Key: "post:C1", Every: time.Second, Burst: 3}, {Key: "post", Every: 200 * time.Millisecond, Burst: 60}}
	b.ResetTimer()
	var wg sync.WaitGroup
	for w := range senders {
		wg.Go(func() {
			for i := w; i < b.N; i += senders {
				if _, _, err := h.s.Reserve(h.ctx, core.Pass{Workspace: acme, Connection: slack, Gates: gates}, h.now); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "passes/s")
}

// benchClaims claims one effect and settles it, over and over.
func (h *house) benchClaims(b *testing.B) {
	ref, th := h.rung()
	b.ResetTimer()
	for i := range b.N {
		if i%200 == 0 {
			b.StopTimer()
			h.update(ref, func(tn *core.Turn) error {
				for range 200 {
					tn.Note(h.now, core.By{Agent: "ann", Name: "Ann", Where: core.Slack}, core.Word{Text: "note"})
				}
				return nil
			})
			b.StartTimer()
		}
		fx, err := h.s.Claim(h.ctx, core.PoolPosts, "p", h.now, wait, 8, 8)
		if err != nil || len(fx) != 1 {
			b.Fatalf("claimed %v, %v", kinds(fx), err)
		}
		h.settle(fx[0], core.Result{Receipts: []core.Receipt{{Thread: th, Effect: fx[0].No, Kind: fx[0].Kind, Remote: "1767225600.000100"}}})
	}
}

// bulk makes closed conversations with two entries, an ask, a receipt and a
// held-back effect for one in a hundred.
func bulk(sql func(string) error, n int) error {
	if n == 0 {
		return nil
	}
	numbers := fmt.Sprintf("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ", n)
	for _, text := range []string{
		`INSERT INTO visitors (id, workspace_id, site_id, external, name, email, phone, note, page, title, referrer, language, timezone, attrs, created, seen)
			` + numbers + `SELECT 'bulk-' || i, 'acme', 'shop', '', '', '', '', '', '', '', '', '', '', '', i, i FROM n`,
		`INSERT INTO conversations (id, workspace_id, site_id, visitor_id, state, last_seq, ask, owner_id, owner_name, owned, last_agent, closed_by,
			closed, idle_at, idle_armed, next_effect, read_seq, card_rev, created, updated)
			` + numbers + `SELECT 'bulk-' || i, 'acme', 'shop', 'bulk-' || i, 'closed', 2, 1, '', '', 0, '', 'idle', i, 0, 0, 9, 0, 0, i, i FROM n`,
		bulkEntries(numbers, 1), bulkEntries(numbers, 2),
		`INSERT INTO asks (conversation_id, no, workspace_id, opened, ring_by, deadline, rung, joined, first_word, ended, outcome, why)
			` + numbers + `SELECT 'bulk-' || i, 1, 'acme', i, i, i, i, 0, i, i, 'answered', '' FROM n`,
		`INSERT INTO receipts (conversation_id, effect, part, workspace_id, thread_id, seq, kind, remote)
			` + numbers + `SELECT 'bulk-' || i, 4, 0, 'acme', 't', 1, 'word', 'ts.' || i FROM n`,
		`INSERT INTO outbox (conversation_id, no, workspace_id, pool, lane, kind, thread_id, dest, seq, ask, timer, notice, due, status, attempts,
			sent, cause, cure, created, head, ready, owner)
			` + numbers + `SELECT 'bulk-' || i, 9, 'acme', 'posts', 'bulk-' || i, 'word', 't', 'slack-9', 1, 1, '', '', 4000000000000, 'held', 0,
			0, '', '', i, 1, 4000000000000, '' FROM n WHERE i % 100 = 0`,
		"ANALYZE",
	} {
		if err := sql(text); err != nil {
			return err
		}
	}
	return nil
}

func bulkEntries(numbers string, seq int) string {
	return `INSERT INTO entries (conversation_id, seq, rev, workspace_id, kind, of_seq, ask, agent_id, author, place, thread_id, idem, text, files,
		code, from_state, to_state, why, offer, cites, said, edited, deleted)
		` + numbers + fmt.Sprintf(`SELECT 'bulk-' || i, %d, %d, 'acme', 'visitor', 0, 1, '', '', 'widget', '', '%d', 'Do you ship to Portugal?', '',
		'', '', '', '', 0, '', i, 0, 0 FROM n`, seq, seq, seq)
}
