package sqlstore

import (
	"database/sql"
	"maps"
	"slices"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// talk is a conversation in a writer's hands: as earlier jobs of the batch left
// it, with the entries that the batch added.
type talk struct {
	c     core.Conversation
	v     core.Visitor
	added []core.Entry
}

const talkColumns = `c.id, c.workspace_id, c.site_id, c.visitor_id, c.state, c.last_seq, c.owner_id, c.owner_name, c.owned,
	c.last_agent, c.closed_by, c.closed, c.idle_at, c.idle_armed, c.next_effect, c.read_seq, c.got, c.here, c.gone, c.card_rev, c.created, c.updated,
	c.ask, COALESCE(a.opened, 0), COALESCE(a.ring_by, 0), COALESCE(a.deadline, 0), COALESCE(a.rung, 0), COALESCE(a.joined, 0),
	COALESCE(a.first_word, 0), COALESCE(a.ended, 0), COALESCE(a.outcome, ''), COALESCE(a.why, ''),
	COALESCE(t.id, ''), COALESCE(t.connection_id, ''), COALESCE(t.surface, ''), COALESCE(t.channel, ''), COALESCE(t.remote, ''),
	COALESCE(t.lead, ''), COALESCE(t.lead_ask, 0), COALESCE(t.card_rev, 0), COALESCE(t.created, 0), COALESCE(t.lost, '')`

const talkTables = ` FROM conversations c
	LEFT JOIN asks a ON a.conversation_id = c.id AND a.no = c.ask
	LEFT JOIN threads t ON t.conversation_id = c.id`

const talkOrder = ` ORDER BY c.id, t.created, t.id`

func scanConversation(c *core.Conversation, t *core.Thread) []any {
	a := &c.Ask
	return []any{&c.ID, &c.Workspace, &c.Site, &c.Visitor, &c.State, &c.LastSeq, &c.Owner, &c.OwnerName, toTime{&c.OwnedAt},
		&c.LastAgent, &c.ClosedBy, toTime{&c.ClosedAt}, toTime{&c.IdleAt}, toBit{&c.IdleArmed}, &c.NextEffect, &c.Read, &c.Got, toTime{&c.HereAt}, toTime{&c.GoneAt}, &c.CardRev,
		toTime{&c.Created}, toTime{&c.Updated},
		&a.No, toTime{&a.Opened}, toTime{&a.RingBy}, toTime{&a.Deadline}, toTime{&a.Rung}, toTime{&a.Joined},
		toTime{&a.FirstWord}, toTime{&a.Ended}, &a.Outcome, &a.Why,
		&t.ID, &t.Connection, &t.Surface, &t.Channel, &t.Remote, &t.Lead, &t.LeadAsk, &t.CardRev, toTime{&t.Created}, &t.Lost}
}

// gather makes conversations of rows that hold one thread each. more are
// further columns.
func gather(a asker, rows *sql.Rows, more func() ([]any, func(core.ConversationID))) ([]core.Conversation, error) {
	defer rows.Close()
	var out []core.Conversation
	for rows.Next() {
		var c core.Conversation
		var t core.Thread
		dest := scanConversation(&c, &t)
		took := func(core.ConversationID) {}
		if more != nil {
			var extra []any
			extra, took = more()
			dest = append(dest, extra...)
		}
		if err := rows.Scan(dest...); err != nil {
			return nil, a.fail(err)
		}
		if n := len(out); n == 0 || out[n-1].ID != c.ID {
			out = append(out, c)
			took(c.ID)
		}
		if t.ID != "" {
			last := &out[len(out)-1]
			last.Threads = append(last.Threads, t)
		}
	}
	return out, a.fail(rows.Err())
}

// prepare locks the rows of the jobs' conversations, in the order of their
// ids, and takes them in hand.
func (x *tx) prepare(jobs []*job) error {
	var ids []string
	for _, j := range jobs {
		if j.talk != "" {
			ids = append(ids, string(j.talk))
		}
	}
	slices.Sort(ids)
	return x.load(slices.Compact(ids))
}

func (x *tx) load(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	in, arg := x.desk.d.List(ids)
	if x.desk.d.Lock != "" {
		// What is read must be read after the lock is held, so it is a second statement.
		if _, err := all(x, func(id *string) []any { return []any{id} },
			"SELECT id FROM conversations WHERE id "+in+" ORDER BY id"+x.desk.d.Lock, arg); err != nil {
			return err
		}
	}
	rows, err := x.query("SELECT "+talkColumns+", "+visitorColumns+talkTables+
		" JOIN visitors v ON v.id = c.visitor_id WHERE c.id "+in+talkOrder, arg)
	if err != nil {
		return err
	}
	visitors := map[core.ConversationID]*core.Visitor{}
	found, err := gather(x, rows, func() ([]any, func(core.ConversationID)) {
		v := new(core.Visitor)
		return scanVisitor(v), func(id core.ConversationID) { visitors[id] = v }
	})
	for _, c := range found {
		x.talks[c.ID] = &talk{c: c, v: *visitors[c.ID]}
	}
	return err
}

// talk answers a conversation as the batch left it.
func (x *tx) talk(ref core.Ref) (*talk, error) {
	k := x.talks[ref.ID]
	if k == nil {
		if err := x.load([]string{string(ref.ID)}); err != nil {
			return nil, err
		}
		k = x.talks[ref.ID]
	}
	if k == nil || k.c.Workspace != ref.Workspace {
		return nil, core.ErrNotFound
	}
	return k, nil
}

// forget has every conversation read again, after rows changed behind them.
func (x *tx) forget() { clear(x.talks) }

// keep takes over what a turn made of it, as the database would give it back.
func (k *talk) keep(t *core.Turn) {
	k.c, k.v = t.C, t.Visitor
	k.c.Threads = slices.Clone(t.C.Threads)
	k.v.Attrs = maps.Clone(t.Visitor.Attrs)
	k.added = append(k.added, t.Changes().Entries...)
	times := []*time.Time{&k.c.OwnedAt, &k.c.ClosedAt, &k.c.IdleAt, &k.c.Created, &k.c.Updated,
		&k.c.Ask.Opened, &k.c.Ask.RingBy, &k.c.Ask.Deadline, &k.c.Ask.Rung, &k.c.Ask.Joined, &k.c.Ask.FirstWord, &k.c.Ask.Ended,
		&k.v.Created, &k.v.Seen}
	for i := range k.c.Threads {
		times = append(times, &k.c.Threads[i].Created)
	}
	for _, t := range times {
		*t = moment(stamp(*t))
	}
}
