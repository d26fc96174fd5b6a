package slack

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	findPage  = 200 // messages asked for at once; some apps get 15
	findPages = 10  // pages looked through before we give up
	findSlack = 2 * time.Minute
)

// Find looks through what was posted since the last receipt for messages with
// d's key. A hint to one person cannot be looked up: nothing is found.
func (s *Slack) Find(ctx context.Context, c core.Connection, d core.Delivery) ([]core.Receipt, error) {
	whisper := d.Kind == core.EffectNotice && d.Notice != nil && d.Notice.To != ""
	if whisper || d.Kind == core.EffectMark { // a mark made twice is one
		return nil, nil
	}
	f := &search{api: s.as(c), d: d, channel: d.Thread.Channel, bot: c.BotID, user: c.Bot}
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
	api     *slackgo.Client
	d       core.Delivery
	channel string
	bot     string // our bot's id, empty while we do not know it
	user    string // the user that our files are from, likewise
}

// thread looks through the replies of a thread; its parent always comes along.
func (f *search) thread(ctx context.Context, root string) ([]core.Receipt, error) {
	var found []core.Receipt
	p := &slackgo.GetConversationRepliesParameters{
		ChannelID: f.channel, Timestamp: root, Oldest: since(f.d), Limit: findPage, IncludeAllMetadata: true,
	}
	for range findPages {
		ms, more, next, err := f.api.GetConversationRepliesContext(ctx, p)
		if gone(err) {
			return nil, nil
		}
		if err != nil {
			return found, read(err)
		}
		found = merge(found, f.ours(ms))
		if !more || next == "" {
			return found, nil
		}
		p.Cursor = next
	}
	return found, fmt.Errorf("find %s: more than %d pages of replies", f.d.Key, findPages)
}

// history looks through the channel itself.
func (f *search) history(ctx context.Context) ([]core.Receipt, error) {
	var found []core.Receipt
	p := &slackgo.GetConversationHistoryParameters{
		ChannelID: f.channel, Oldest: since(f.d), Limit: findPage, IncludeAllMetadata: true,
	}
	for range findPages {
		page, err := f.api.GetConversationHistoryContext(ctx, p)
		if err != nil {
			return found, read(err)
		}
		found = merge(found, f.ours(page.Messages))
		if next := page.ResponseMetaData.NextCursor; page.HasMore && next != "" {
			p.Cursor = next
			continue
		}
		return found, nil
	}
	return found, fmt.Errorf("find %s: more than %d pages of history", f.d.Key, findPages)
}

// ours are the receipts of the messages that carry our key.
func (f *search) ours(ms []slackgo.Message) []core.Receipt {
	var out []core.Receipt
	for _, m := range ms {
		key, part, ok := keyIn(m.Msg)
		byUs := m.BotID != "" && (f.bot == "" || m.BotID == f.bot) || f.user != "" && m.User == f.user
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

// gone tells that there is no such thread any more, so nothing of ours in it.
func gone(err error) bool {
	var code slackgo.SlackErrorResponse
	return errors.As(err, &code) && code.Err == "thread_not_found"
}
