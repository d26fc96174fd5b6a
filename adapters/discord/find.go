package discord

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	findPage  = 100 // messages asked for at once; Discord gives no more
	findPages = 10  // pages looked through before we give up
	findPosts = 20  // posts of a forum looked at
	findSlack = 2 * time.Minute
)

// Find looks through what was posted since the last receipt for messages with
// a delivery's key. A hint to one person cannot be looked up: nothing is found.
func (d *Discord) Find(ctx context.Context, c core.Connection, what core.Delivery) ([]core.Receipt, error) {
	whisper := what.Kind == core.EffectNotice && what.Notice != nil && what.Notice.To != ""
	if whisper || what.Kind == core.EffectMark { // a mark made twice is one
		return nil, nil
	}
	f := &search{s: d, c: c, d: what}
	if root := rootOf(what); root != "" {
		rs, err := f.room(ctx, root)
		if err != nil || !what.Again {
			return rs, err
		}
		more, err := f.room(ctx, what.Thread.Channel) // the word in sight of the channel
		return merge(rs, more), err
	}
	rs, err := f.top(ctx)
	if err != nil || what.Kind != core.EffectLead || len(rs) == 0 {
		return rs, err
	}
	more, err := f.room(ctx, rs[0].Remote)
	return merge(rs, more), err
}

// rootOf is the thread that the delivery's posts stand in, empty when its first
// part opens one.
func rootOf(d core.Delivery) string {
	if d.Kind != core.EffectLead {
		return d.Thread.Remote
	}
	if d.Lead != nil && d.Thread.LeadAsk == d.Lead.Ask && d.Thread.Lead != "" {
		return d.Thread.Lead
	}
	for _, r := range d.Done {
		if r.Part == 0 {
			return r.Remote
		}
	}
	return ""
}

// since is the id from which to look: the last receipt, or a little before the
// thing to tell came up.
func since(d core.Delivery) uint64 {
	last := uint64(0)
	for _, r := range d.Done {
		last = max(last, number(r.Remote))
	}
	if last > 0 {
		return last
	}
	from := d.Thread.Created
	switch {
	case (d.Kind == core.EffectWord || d.Kind == core.EffectFiles || d.Kind == core.EffectRevise) && len(d.Entries) > 0:
		from = d.Entries[0].At
	case d.Kind == core.EffectCard && d.Thread.Remote != "":
		from = d.Talk.Ask.Opened
	case d.Kind == core.EffectLead && d.Lead != nil:
		from = d.Lead.At
	}
	if from.IsZero() {
		return 0
	}
	if behind(d.Thread.Remote, d.Thread.Created) {
		return number(d.Thread.Remote)
	}
	return snowflake(from.Add(-findSlack))
}

type search struct {
	s *Discord
	c core.Connection
	d core.Delivery
}

// room looks through a channel or thread. One that is not there has nothing.
func (f *search) room(ctx context.Context, id string) ([]core.Receipt, error) {
	var found []core.Receipt
	after := since(f.d)
	for range findPages {
		page, err := f.s.messages(ctx, f.c, id, after)
		if has(err, unknownChannel) && id != f.d.Thread.Channel {
			return nil, nil
		}
		if err != nil {
			return found, read(err)
		}
		for _, m := range page {
			after = max(after, number(m.ID))
			found = merge(found, f.ours(m))
		}
		if len(page) < findPage {
			return found, nil
		}
	}
	return found, fmt.Errorf("find %s: more than %d pages of messages", f.d.Key, findPages)
}

// messages answers a page of messages after an id, oldest first.
func (d *Discord) messages(ctx context.Context, c core.Connection, room string, after uint64) ([]message, error) {
	var page []message
	k := get("channels/"+room+"/messages", &page)
	k.query = url.Values{"limit": {strconv.Itoa(findPage)}, "after": {strconv.FormatUint(after, 10)}}
	if err := d.call(ctx, c, k); err != nil {
		return nil, err
	}
	slices.SortFunc(page, func(a, b message) int { return cmp.Compare(number(a.ID), number(b.ID)) })
	return page, nil
}

// top looks for a message that opens a thread: in the channel itself, or, in a
// forum, among its newest posts.
func (f *search) top(ctx context.Context) ([]core.Receipt, error) {
	p, err := f.s.place(ctx, f.c, f.d.Thread.Channel)
	if err != nil {
		return nil, read(err)
	}
	if !p.isForum() {
		return f.room(ctx, p.ID)
	}
	var active struct {
		Threads []place `json:"threads"`
	}
	if err := f.s.call(ctx, f.c, get("guilds/"+p.Guild+"/threads/active", &active)); err != nil {
		return nil, read(err)
	}
	after, looked := since(f.d), 0
	slices.SortFunc(active.Threads, func(a, b place) int { return cmp.Compare(number(b.ID), number(a.ID)) })
	for _, t := range active.Threads {
		if t.Parent != p.ID || t.Owner != f.c.Bot || number(t.ID) <= after || looked >= findPosts {
			continue
		}
		looked++
		var m message
		if err := f.s.call(ctx, f.c, get("channels/"+t.ID+"/messages/"+t.ID, &m)); err != nil {
			return nil, read(err)
		}
		if rs := f.ours(m); len(rs) > 0 {
			return rs, nil
		}
	}
	return nil, nil
}

// ours is the receipt of a message that carries our key.
func (f *search) ours(m message) []core.Receipt {
	key, part, ok := keyIn(m.Content)
	if !ok || !m.ours(f.c) || key != f.d.Key || (&sending{d: f.d}).done(part) {
		return nil
	}
	return []core.Receipt{receipt(f.d, part, m.ID)}
}

// merge adds the receipts of parts that are not there yet.
func merge(rs, more []core.Receipt) []core.Receipt {
	for _, m := range more {
		if !slices.ContainsFunc(rs, func(r core.Receipt) bool { return r.Part == m.Part }) {
			rs = append(rs, m)
		}
	}
	slices.SortFunc(rs, func(a, b core.Receipt) int { return a.Part - b.Part })
	return rs
}
