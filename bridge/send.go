package bridge

import (
	"context"
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// historyWords is how many words a card, a history or a lead may look back.
const historyWords = 1000

// send tells one effect to its thread and settles how that ended.
func (b *Bridge) send(ctx context.Context, e core.Effect) {
	if due, why := b.breaker.open(e.Dest, b.now()); why != nil {
		b.dead(ctx, e, due, why)
		return
	}
	p, conn, d, err := b.delivery(ctx, e)
	if err != nil {
		if ctx.Err() == nil {
			b.backOff(ctx, e, "store: "+err.Error())
		}
		return
	}
	if d == nil {
		b.settle(ctx, e, core.Result{})
		return
	}
	if e.Kind == core.EffectMark && !b.worthMarking(e, *d) || e.Kind == core.EffectRevise && len(d.Entries) == 0 {
		b.settle(ctx, e, core.Result{})
		return
	}
	if step := b.reopening(e, *d); step != nil {
		b.reopen(ctx, p, conn, e, *d, *step)
		return
	}
	if !b.passes(ctx, p, conn, e, d) || !b.share(ctx, p, &e, d) {
		return
	}
	started := time.Now()
	// A send that began is finished also while we shut down, and always before
	// its lease ends.
	most := allowed(e)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), most+sendTimeout+time.Second)
	defer cancel()
	found, err := b.look(ctx, p, conn, e, *d)
	if err != nil && e.Kind == core.EffectMark {
		b.markFailed(ctx, p, conn, e, *d, err)
		return
	}
	if err != nil {
		b.inDoubt(ctx, e, err)
		return
	}
	d.Done = append(d.Done, found...)
	sent, err := b.deliver(ctx, p, conn, *d, most)
	b.numbers.sent(conn.Surface, e.Kind, err, time.Since(started))
	if err != nil {
		b.sendFailed(ctx, p, conn, e, *d, append(found, sent...), err)
		return
	}
	b.breaker.close(e.Dest)
	b.accepted(ctx, e, *d, sent)
}

// delivery gathers what sending takes; nil when there is nothing to send.
func (b *Bridge) delivery(ctx context.Context, e core.Effect) (core.Platform, core.Connection, *core.Delivery, error) {
	conn, err := b.Store.Connection(ctx, e.Workspace, e.Dest)
	if err != nil {
		return nil, conn, nil, err
	}
	p := b.platforms[conn.Surface]
	if p == nil {
		return nil, conn, nil, errors.New("no adapter for " + string(conn.Surface))
	}
	talk, err := b.Store.Conversation(ctx, e.Ref)
	if err != nil {
		return nil, conn, nil, err
	}
	th, ok := talk.ThreadByID(e.Thread)
	if !ok {
		return p, conn, nil, nil
	}
	again := e.Kind == core.EffectCard && e.Seq > 0 && th.Remote != ""
	if e.Kind == core.EffectCard && !again && th.Remote != "" && th.Lost == "" && th.CardRev >= talk.CardRev {
		return p, conn, nil, nil // a later refresh was folded into an earlier one
	}
	d := &core.Delivery{Key: e.Key(), Kind: e.Kind, Thread: th, Talk: talk, Notice: e.Notice, Again: again, Now: b.now()}
	if b.Blobs != nil {
		d.Open = b.openFile
	}
	if d.Site, err = b.Store.Site(ctx, e.Workspace, talk.Site); err != nil {
		return nil, conn, nil, err
	}
	if d.Visitor, err = b.Store.Visitor(ctx, e.Workspace, talk.Visitor); err != nil {
		return nil, conn, nil, err
	}
	if !e.Sent.IsZero() { // it was tried before: some parts may be told
		if d.Done, err = b.Store.Receipts(ctx, e.EffectRef); err != nil {
			return nil, conn, nil, err
		}
	}
	return p, conn, d, b.fill(ctx, e, d)
}

// fill adds the entries, or the lead, that the effect is about.
func (b *Bridge) fill(ctx context.Context, e core.Effect, d *core.Delivery) (err error) {
	switch e.Kind {
	case core.EffectRevise, core.EffectMark:
		return b.fillChange(ctx, e, d)
	case core.EffectWord:
		return b.fillWords(ctx, e, d)
	case core.EffectFiles:
		return b.fillFiles(ctx, e, d)
	case core.EffectHistory, core.EffectAll:
		d.Entries, err = b.Store.Words(ctx, e.Ref, e.Seq, historyWords)
	case core.EffectCard:
		if d.Entries, err = b.Store.Words(ctx, e.Ref, 0, recentWords); err == nil {
			d.Unchecked, err = b.Store.UncheckedSince(ctx, e.Workspace, e.Thread)
		}
	case core.EffectLead:
		if d.Entries, err = b.Store.Words(ctx, e.Ref, 0, historyWords); err != nil {
			return err
		}
		var leads []core.Lead
		leads, err = b.Store.Leads(ctx, e.Ref)
		for i := range leads {
			if leads[i].Ask == e.Ask {
				d.Lead = &leads[i]
			}
		}
		if d.Thread.LeadAsk != e.Ask {
			d.Thread.Lead = "" // another ask's card stays as it is
		}
	case core.EffectNotice:
	}
	return err
}

// look looks for what is there of an effect in doubt.
func (b *Bridge) look(ctx context.Context, p core.Platform, conn core.Connection, e core.Effect, d core.Delivery) ([]core.Receipt, error) {
	if e.Status != core.StatusMaybe {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	return p.Find(ctx, conn, d)
}

// allowed is how long sending an effect may take.
func allowed(e core.Effect) time.Duration {
	if e.Pool == core.PoolFiles {
		return fileTimeout
	}
	return sendTimeout
}

// deliver sends what is not there.
func (b *Bridge) deliver(ctx context.Context, p core.Platform, conn core.Connection, d core.Delivery, most time.Duration) ([]core.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	return p.Deliver(ctx, conn, d)
}

// accepted stores the receipts and what follows from them.
func (b *Bridge) accepted(ctx context.Context, e core.Effect, d core.Delivery, sent []core.Receipt) {
	rs := append(d.Done, sent...) // parts that were accepted before count too
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	rs, err := b.forAll(ctx, rs, e, d)
	if err != nil {
		b.Log.Error("an accepted post could not be noted; it is looked for when its lease ends", "effect", e.Key(), "err", err)
		return
	}
	if e.Kind == core.EffectHistory {
		for i := range rs[len(d.Done):] { // the words were read after the conversation, so they are no older
			rs[len(d.Done)+i].Seq = d.Talk.LastSeq
		}
	}
	if e.Kind != core.EffectCard && e.Kind != core.EffectLead {
		b.settle(ctx, e, core.Result{Receipts: rs})
		return
	}
	err = b.update(ctx, e.Ref, func(t *core.Turn) error {
		t.Accepted(b.now(), e, rs, shown(d, sent))
		return nil
	})
	if err != nil {
		b.Log.Error("an accepted card could not be noted; it is looked for when its lease ends", "effect", e.Key(), "err", err)
	}
}

// shown is the CardRev that a card was rendered from: none that is known when
// it was accepted in an earlier try, for it showed how things stood then.
func shown(d core.Delivery, sent []core.Receipt) int64 {
	for _, r := range sent {
		if r.Part == 0 {
			return d.Talk.CardRev
		}
	}
	return 0
}

// stamp says what the receipts are about.
func stamp(rs []core.Receipt, e core.Effect, d core.Delivery) {
	for i := range rs {
		rs[i].Thread, rs[i].Seq, rs[i].Effect, rs[i].Kind, rs[i].Group = e.Thread, e.Seq, e.No, e.Kind, d.Group
		if e.Kind == core.EffectCard {
			rs[i].Seq = 0
		}
	}
}
