package bridge

import (
	"context"
	"strconv"

	"github.com/bellhop-chat/bellhop/core"
)

// Amend gives a word of the visitor a new text, once per key, and answers the
// number of the last entry about the word. A text that clearly asks for a person
// asks for one, unless the text before it did; see core.Turn.VisitorEdits.
func (b *Bridge) Amend(ctx context.Context, s Session, seq int64, w core.Word) (int64, error) {
	if err := checkWord(w); err != nil {
		return 0, err
	}
	asks, err := b.beginsToAsk(ctx, s, seq, w.Text)
	if err != nil {
		return 0, err
	}
	var a asking
	if asks {
		if a, err = b.mayAsk(ctx, s); err != nil {
			return 0, err
		}
	}
	w.Key = "client edit:" + strconv.FormatInt(seq, 10) + ":" + w.Key
	var rev int64
	err = b.update(ctx, s.Ref, func(t *core.Turn) error {
		var err error
		rev, err = t.VisitorEdits(b.now(), seq, w, asks && a.over == nil, s.Site.Wait)
		if err != nil || a.over == nil || t.Empty() {
			return err
		}
		return a.ask(t, b.now(), s.Site.Wait)
	})
	return rev, err
}

// beginsToAsk tells whether a new text of a word asks for a person and the one
// that it has does not.
func (b *Bridge) beginsToAsk(ctx context.Context, s Session, seq int64, text string) (bool, error) {
	before, err := b.Store.Entry(ctx, s.Ref, seq)
	if err != nil {
		return false, err
	}
	recent, err := b.wordsBefore(ctx, s.Ref, seq)
	if err != nil {
		return false, err
	}
	asks := func(text string) bool {
		return b.Detector.Detect(text, s.Visitor.Language, recent).Wish == core.Asks
	}
	return asks(text) && !asks(before.Text), nil
}

// Withdraw takes a word of the visitor back and answers the number of the last
// entry about it. Taking back what was taken back is no error.
func (b *Bridge) Withdraw(ctx context.Context, s Session, seq int64) (int64, error) {
	var rev int64
	err := b.update(ctx, s.Ref, func(t *core.Turn) error {
		var err error
		rev, err = t.VisitorDeletes(b.now(), seq)
		return err
	})
	return rev, err
}
