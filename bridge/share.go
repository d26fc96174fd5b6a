package bridge

import (
	"context"
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

// maxShared is how many words share a post at most.
const maxShared = 20

// share lets the words that wait directly behind a word share its post, if it
// had to wait for its turn itself. Which ones is stored before they are sent,
// so that the same post is looked for, and ends the same words, whatever
// happens. It answers false when the effect is somebody else's by now.
func (b *Bridge) share(ctx context.Context, p core.Platform, e *core.Effect, d *core.Delivery) bool {
	paced, ok := p.(core.Paced)
	// What may have been sent alone under this key already is not sent otherwise.
	fresh := e.Kind == core.EffectWord && e.Status == core.Pending && e.Group == 0 && len(d.Done) == 0
	if !ok || !fresh || e.Slot.IsZero() {
		return true
	}
	others, err := b.Store.Sharers(ctx, *e, maxShared-1)
	if err != nil || len(others) == 0 {
		return b.alone(*e, err)
	}
	together := *d
	if together.Entries, err = b.entriesOf(ctx, d.Entries[0], others); err != nil {
		return b.alone(*e, err)
	}
	together.Entries = withoutFiles(together.Entries)
	if len(together.Entries) < 2 {
		return true
	}
	n := min(paced.Shares(together), len(together.Entries))
	if n < 2 {
		return true
	}
	nos := make([]int64, n-1)
	for i := range nos {
		nos[i] = others[i].No
	}
	if err := b.Store.Share(ctx, *e, nos); err != nil {
		b.Log.Warn("words that were to share a post wait on", "effect", e.Key(), "err", err)
		return false // its lease ends, or has ended
	}
	e.Group, d.Group, d.Entries = e.No, e.No, together.Entries[:n]
	return true
}

// withoutFiles are the words before the first that has files: files stand right
// under the post of their own word.
func withoutFiles(entries []core.Entry) []core.Entry {
	if i := slices.IndexFunc(entries, func(e core.Entry) bool { return len(e.Files) > 0 }); i >= 0 {
		return entries[:i]
	}
	return entries
}

// alone tells a word by itself, because nothing could be found to go with it.
func (b *Bridge) alone(e core.Effect, err error) bool {
	if err != nil {
		b.Log.Warn("a word is told alone", "effect", e.Key(), "err", err)
	}
	return true
}

// fillWords adds the entry that a word is about, and those that share its post.
func (b *Bridge) fillWords(ctx context.Context, e core.Effect, d *core.Delivery) error {
	first, err := b.Store.Entry(ctx, e.Ref, e.Seq)
	if err != nil {
		return err
	}
	d.Entries = []core.Entry{first}
	if e.Group != e.No {
		return nil
	}
	others, err := b.Store.Sharers(ctx, e, maxShared)
	if err != nil || len(others) == 0 {
		return err
	}
	d.Group = e.No
	d.Entries, err = b.entriesOf(ctx, first, others)
	return err
}

func (b *Bridge) entriesOf(ctx context.Context, first core.Entry, others []core.Effect) ([]core.Entry, error) {
	entries := []core.Entry{first}
	for _, o := range others {
		entry, err := b.Store.Entry(ctx, o.Ref, o.Seq)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

// forAll are the receipts of an effect, and the same of all that share its post.
func (b *Bridge) forAll(ctx context.Context, rs []core.Receipt, e core.Effect, d core.Delivery) ([]core.Receipt, error) {
	stamp(rs, e, d)
	if d.Group == 0 || e.Kind != core.EffectWord {
		return rs, nil
	}
	e.Group = d.Group
	others, err := b.Store.Sharers(ctx, e, maxShared)
	all := slices.Clone(rs)
	for _, o := range others {
		same := slices.Clone(rs)
		stamp(same, o, d)
		all = append(all, same...)
	}
	return all, err
}

// sharedWith adds to a change of a word all that its post tells, if it shares one.
func (b *Bridge) sharedWith(ctx context.Context, e core.Effect, d *core.Delivery) error {
	for _, r := range d.Told {
		d.Group = max(d.Group, r.Group)
	}
	if d.Group == 0 {
		return nil
	}
	told, err := b.Store.Shared(ctx, e.Ref, e.Thread, d.Group)
	if err != nil {
		return err
	}
	files := slices.DeleteFunc(slices.Clone(d.Told), func(r core.Receipt) bool { return r.Kind != core.EffectFiles })
	d.Told, d.Entries = append(told, files...), nil
	known := map[int64]bool{}
	for _, r := range told {
		if r.Kind != core.EffectWord || known[r.Seq] {
			continue
		}
		known[r.Seq] = true
		entry, err := b.Store.Entry(ctx, e.Ref, r.Seq)
		if err != nil {
			return err
		}
		d.Entries = append(d.Entries, entry)
	}
	return nil
}
