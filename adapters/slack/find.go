package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	findPage  = 200 // messages asked for at once; some apps get 15
	findPages = 10  // pages looked through in one go
	findSlack = 2 * time.Minute
)

// Find looks through what was posted since the last receipt for messages with
// d's key. A hint to one person cannot be looked up: nothing is found.
func (s *Slack) Find(ctx context.Context, c core.Connection, d core.Delivery) ([]core.Receipt, error) {
	whisper := d.Kind == core.EffectNotice && d.Notice != nil && d.Notice.To != ""
	if whisper || d.Kind == core.EffectMark { // a mark made twice is one
		return nil, nil
	}
	f := &search{s: s, c: c, d: d, channel: d.Thread.Channel}
	if root := rootOf(d); root != "" {
		rs, err := f.thread(ctx, root)
		if err != nil {
			return rs, err
		}
		return s.findFiles(ctx, c, d, rs)
	}
	rs, err := f.history(ctx)
	if err != nil || d.Kind != core.EffectLead || len(rs) == 0 {
		return rs, err
	}
	more, err := f.thread(ctx, rs[0].Remote)
	return merge(rs, more), err
}

// rootOf is the thread that the delivery's posts stand in, empty when its first
// part opens one.
func rootOf(d core.Delivery) string {
	if d.Kind != core.EffectLead {
		return d.Thread.Remote
	}
	if d.Thread.LeadAsk == leadAsk(d) && d.Thread.Lead != "" {
		return d.Thread.Lead
	}
	for _, r := range d.Done {
		if r.Part == 0 {
			return r.Remote
		}
	}
	return ""
}

func leadAsk(d core.Delivery) int {
	if d.Lead == nil {
		return 0
	}
	return d.Lead.Ask
}

// since is the timestamp from which to look: the last receipt, or a little
// before the thing to tell came up.
func since(d core.Delivery) string {
	last := ""
	for _, r := range d.Done {
		if !moment(r.Remote).IsZero() { // and no file
			last = max(last, r.Remote)
		}
	}
	if last != "" {
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
		return ""
	}
	return strconv.FormatInt(from.Add(-findSlack).Unix(), 10) + ".000000"
}

type search struct {
	s       *Slack
	c       core.Connection
	d       core.Delivery
	channel string
}

// thread looks through the replies of a thread; its parent always comes along.
func (f *search) thread(ctx context.Context, root string) ([]core.Receipt, error) {
	found, err := f.pages(ctx, "conversations.replies", url.Values{"ts": {root}})
	if has(err, "thread_not_found") { // there is no such thread any more, so nothing of ours in it
		return nil, nil
	}
	return found, err
}

// history looks through the channel itself.
func (f *search) history(ctx context.Context) ([]core.Receipt, error) {
	return f.pages(ctx, "conversations.history", url.Values{})
}

// pages looks through all pages of an answer. A search that Slack interrupts
// goes on where it was when it is taken up again: else an app that may read one
// page a minute never saw the second.
func (f *search) pages(ctx context.Context, method string, args url.Values) ([]core.Receipt, error) {
	args.Set("channel", f.channel)
	args.Set("oldest", since(f.d))
	args.Set("limit", strconv.Itoa(findPage))
	args.Set("include_all_metadata", "true")
	name := string(f.c.ID) + " " + method + " " + f.d.Key + " " + args.Encode()
	so := f.s.searches.take(name)
	for range findPages {
		args.Set("cursor", so.cursor)
		var page struct {
			Messages []json.RawMessage `json:"messages"`
			Meta     struct {
				Next string `json:"next_cursor"`
			} `json:"response_metadata"`
		}
		if _, err := f.s.ask(ctx, f.c, method, args, &page); err != nil {
			f.s.searches.put(name, so)
			return so.found, read(err)
		}
		so.found, so.cursor = merge(so.found, f.ours(page.Messages)), page.Meta.Next
		if so.cursor == "" {
			return so.found, nil
		}
	}
	f.s.searches.put(name, so)
	return so.found, &core.SendError{How: core.Retry, Cause: "long_thread", Err: fmt.Errorf("find %s: more than %d pages", f.d.Key, findPages)}
}

// ours are the receipts of the messages that carry our key. What cannot be read
// is another app's.
func (f *search) ours(raws []json.RawMessage) []core.Receipt {
	var out []core.Receipt
	for _, raw := range raws {
		m, err := readMessage(raw)
		if err != nil {
			continue
		}
		key, part, ok := keyIn(m.Msg)
		byUs := ours(f.c, m.Msg) || f.c.BotID == "" && m.BotID != ""
		if !ok || !byUs || key != f.d.Key || (&sending{d: f.d}).done(part) {
			continue
		}
		out = append(out, receipt(f.d, part, m.Timestamp))
	}
	return out
}

// merge adds the receipts of parts that are not there yet.
func merge(rs, more []core.Receipt) []core.Receipt {
	for _, m := range more {
		known := false
		for _, r := range rs {
			known = known || r.Part == m.Part
		}
		if !known {
			rs = append(rs, m)
		}
	}
	slices.SortFunc(rs, func(a, b core.Receipt) int { return a.Part - b.Part })
	return rs
}
