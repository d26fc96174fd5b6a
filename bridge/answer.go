package bridge

import (
	"context"
	"fmt"

	"github.com/bellhop-chat/bellhop/core"
)

// stranded is what the bot says when it could not answer at all.
var stranded = core.Answer{Text: "Sorry, I can’t answer just now. Shall I get a person?", Offer: true}

// answer lets the bot answer a word. A bot that fails, hangs or panics offers a
// person, so that nobody is stranded.
func (b *Bridge) answer(ctx context.Context, e core.Effect) {
	q, err := b.question(ctx, e)
	if err != nil {
		b.backOff(ctx, e, "store: "+err.Error())
		return
	}
	if q == nil {
		b.settle(ctx, e, core.Result{})
		return
	}
	b.hub.typing(e.ID, Typing{Kind: "bot"})
	a, err := b.ask(ctx, *q)
	if ctx.Err() != nil {
		return // we shut down; the lease ends and another process answers
	}
	if err != nil {
		b.Log.Error("the bot could not answer and offers a person", "conversation", e.Ref, "err", err)
		a = stranded
	}
	said := false
	err = b.update(ctx, e.Ref, func(t *core.Turn) error {
		said = t.BotSays(b.now(), e.No, e.Seq, q.Entry.Rev, a)
		return nil
	})
	if err != nil {
		b.backOff(ctx, e, "store: "+err.Error())
		return
	}
	if said {
		b.numbers.words.WithLabelValues("bot").Inc()
	}
}

// question gathers what the bot is asked; nil when it need not answer any more.
func (b *Bridge) question(ctx context.Context, e core.Effect) (*core.Question, error) {
	talk, err := b.Store.Conversation(ctx, e.Ref)
	if err != nil || talk.State != core.StateBot {
		return nil, err
	}
	entry, err := b.Store.Entry(ctx, e.Ref, e.Seq)
	if err != nil || !entry.Deleted.IsZero() {
		return nil, err
	}
	recent, err := b.wordsBefore(ctx, e.Ref, e.Seq)
	if err != nil {
		return nil, err
	}
	visitor, err := b.Store.Visitor(ctx, e.Workspace, talk.Visitor)
	if err != nil {
		return nil, err
	}
	site, err := b.Store.Site(ctx, e.Workspace, talk.Site)
	return &core.Question{Site: site, Visitor: visitor, Ref: e.Ref, Entry: entry, Recent: recent}, err
}

// wordsBefore are the last words before an entry.
func (b *Bridge) wordsBefore(ctx context.Context, ref core.Ref, seq int64) ([]core.Entry, error) {
	if seq <= 1 {
		return nil, nil
	}
	return b.Store.Words(ctx, ref, seq-1, recentWords)
}

// ask calls the answerer under a deadline and catches its panics.
func (b *Bridge) ask(ctx context.Context, q core.Question) (a core.Answer, err error) {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the answerer panicked: %v", r)
		}
	}()
	return b.Answerer.Answer(ctx, q)
}
