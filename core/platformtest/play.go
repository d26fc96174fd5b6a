package platformtest

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// play is one conversation on one harness, with the verbs that sentences use.
type play struct {
	*testing.T
	h    Harness
	p    core.Platform
	c    core.Connection
	talk core.Conversation
	who  core.Visitor
	now  time.Time
	log  []core.Entry
	sent int // deliveries so far
}

func start(t *testing.T, h Harness) *play {
	t.Helper()
	now := time.Now().Truncate(time.Second)
	p := &play{T: t, h: h, p: h.Platform(), now: now}
	c, err := p.p.Introduce(p.soon(), h.Connection())
	if err != nil {
		t.Fatalf("introduce: %v", err)
	}
	p.c = c
	ref := core.Ref{Workspace: "w1", ID: "0190a5b0-0000-7000-8000-000000000001"}
	thread := core.Thread{ID: "th1", Connection: c.ID, Surface: p.p.Surface(), Channel: h.Channel(), Created: now}
	p.who = core.Visitor{ID: "v1", Workspace: "w1", Name: "Lena", Page: "https://shop.example/pricing", Title: "Pricing", Language: "pt-PT", Timezone: "Europe/Lisbon"}
	p.talk = core.Conversation{
		Ref: ref, Visitor: "v1", State: core.StateQueued, Created: now.Add(-time.Minute), Threads: []core.Thread{thread},
		Ask: core.Ask{No: 1, Opened: now, Deadline: now.Add(15 * time.Minute)},
	}
	p.entry(core.KindVisitor, "My card is refused")
	return p
}

func (p *play) soon() context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	p.Cleanup(cancel)
	return ctx
}

// entry adds a line to the log.
func (p *play) entry(kind core.EntryKind, text string) core.Entry {
	p.talk.LastSeq++
	e := core.Entry{Seq: p.talk.LastSeq, Rev: p.talk.LastSeq, Kind: kind, Text: text, Ask: 1, Where: core.Widget, At: p.now}
	if kind == core.KindAgent || kind == core.KindNote {
		e.Author, e.Agent, e.Where = "Carla", "a9", core.Inbox
	}
	p.log = append(p.log, e)
	return e
}

// delivery is something to tell, with a key of its own.
func (p *play) delivery(kind core.EffectKind, entries ...core.Entry) core.Delivery {
	p.sent++
	return core.Delivery{
		Key: core.EffectRef{Ref: p.talk.Ref, No: int64(p.sent)}.Key(), Kind: kind, Thread: p.talk.Threads[0], Talk: p.talk,
		Site: core.Site{Name: "Shop"}, Visitor: p.who, Entries: entries, Now: p.now,
	}
}

// deliver sends and wants it accepted.
func (p *play) deliver(d core.Delivery) []core.Receipt {
	p.Helper()
	rs, err := p.p.Deliver(p.soon(), p.c, d)
	if err != nil {
		p.Fatalf("deliver %s: %v", d.Kind, err)
	}
	return rs
}

// ring posts the card and answers its thread's id.
func (p *play) ring() string {
	p.Helper()
	rs := p.deliver(p.delivery(core.EffectCard, p.log...))
	if len(rs) != 1 || rs[0].Remote == "" {
		p.Fatalf("a first card answers one receipt, got %v", rs)
	}
	p.talk.Threads[0].Remote = rs[0].Remote
	return rs[0].Remote
}

// word tells the thread a new entry.
func (p *play) word(kind core.EntryKind, text string) []core.Receipt {
	p.Helper()
	return p.deliver(p.delivery(core.EffectWord, p.entry(kind, text)))
}

func (p *play) thread() string { return p.talk.Threads[0].Remote }

// inThread is what Anna sees in the thread.
func (p *play) inThread() []Seen { return p.h.Look(Anna, p.thread()) }

// inChannel is what Anna sees in the channel.
func (p *play) inChannel() []Seen { return p.h.Look(Anna, "") }

// read interprets events, and wants no error.
func (p *play) read(events []core.RawEvent) []core.Happening {
	p.Helper()
	var out []core.Happening
	for _, e := range events {
		hs, err := p.p.Interpret(p.soon(), p.c, e)
		if err != nil {
			p.Fatalf("interpret %s: %v", e.Kind, err)
		}
		out = append(out, hs...)
	}
	return out
}

// only picks the happenings of one kind.
func only(hs []core.Happening, k core.HappeningKind) []core.Happening {
	var out []core.Happening
	for _, h := range hs {
		if h.Kind == k {
			out = append(out, h)
		}
	}
	return out
}

// one wants exactly one message, and answers it.
func (p *play) one(what string, seen []Seen) Seen {
	p.Helper()
	if len(seen) != 1 {
		p.Fatalf("%s: want one message, see %d: %+v", what, len(seen), seen)
	}
	return seen[0]
}

// says wants all the words to be there.
func (p *play) says(s Seen, words ...string) {
	p.Helper()
	for _, w := range words {
		if !strings.Contains(s.Text, w) {
			p.Errorf("%q is not in %q", w, s.Text)
		}
	}
}
