package sqlstore

import (
	"errors"

	"github.com/bellhop-chat/bellhop/core"
)

// save stores what a turn gathered. What is removed from the outbox goes first:
// a turn may end one timer and set the next of the same name.
func (x *tx) save(t *core.Turn) error {
	ch := t.Changes()
	var errs []error
	put := func(text string, args ...any) { errs = append(errs, x.put(text, args...)) }
	ref := t.C.Ref
	for _, name := range ch.Timers {
		put("DELETE FROM outbox WHERE conversation_id = $1 AND timer = $2 AND timer <> ''", ref.ID, name)
	}
	for _, no := range ch.Done {
		x.promote(ref.ID, no)
		put("DELETE FROM outbox WHERE conversation_id = $1 AND no = $2", ref.ID, no)
	}
	for _, e := range ch.Entries {
		put(insertEntry, entryArgs(ref, e)...)
	}
	for _, r := range ch.Revisions {
		put(`UPDATE entries SET rev = $1, text = $2, files = $3, edited = $4, deleted = $5 WHERE conversation_id = $6 AND seq = $7`,
			r.Rev, r.Text, doc(r.Files), stamp(r.Edited), stamp(r.Deleted), ref.ID, r.Seq)
	}
	x.saveFiles(t.C, ch, put)
	for _, a := range ch.Asks {
		put(upsertAsk, askArgs(ref, a)...)
	}
	for _, th := range ch.Threads {
		put(upsertThread, threadArgs(ref, th)...)
	}
	for _, l := range ch.Leads {
		put(upsertLead, ref.ID, l.Ask, ref.Workspace, l.Why, l.Waited.Milliseconds(), stamp(l.At), stamp(l.Updated))
	}
	for _, th := range ch.Lost {
		put(insertLost, ref.Workspace, th.Connection, th.Channel, th.Remote, ref.ID, th.ID)
		put("DELETE FROM receipts WHERE conversation_id = $1 AND thread_id = $2 AND kind NOT IN ('lead', 'mark')", ref.ID, th.ID)
	}
	for _, r := range ch.Receipts {
		if r.Effect == 0 && len(ch.Done) == 1 {
			r.Effect = ch.Done[0]
		}
		put(insertReceipt, receiptArgs(ref, r)...)
	}
	for _, e := range ch.Effects {
		put(insertEffect, effectArgs(ref, e)...)
	}
	for _, e := range ch.Consumed {
		put("UPDATE events SET status = 'done', body = $1, owner = ''"+thisEvent("$2", "$3", "$4"),
			[]byte{}, e.Workspace, e.Connection, e.ID)
	}
	if ch.Visitor {
		put(updateVisitor, append(visitorArgs(t.Visitor), stamp(t.Visitor.Blocked))...)
	}
	put(updateConversation, conversationUpdate(t.C)...)
	return errors.Join(errs...)
}

const updateConversation = `UPDATE conversations SET state = $2, last_seq = $3, ask = $4, owner_id = $5, owner_name = $6, owned = $7,
	last_agent = $8, closed_by = $9, closed = $10, idle_at = $11, idle_armed = $12, next_effect = $13, read_seq = $14,
	card_rev = $15, updated = $16, got = $17, here = $18, gone = $19 WHERE id = $1`

func conversationUpdate(c core.Conversation) []any {
	return []any{c.ID, c.State, c.LastSeq, c.Ask.No, c.Owner, c.OwnerName, stamp(c.OwnedAt), c.LastAgent, c.ClosedBy,
		stamp(c.ClosedAt), stamp(c.IdleAt), bit(c.IdleArmed), c.NextEffect, c.Read, c.CardRev, stamp(c.Updated), c.Got, stamp(c.HereAt), stamp(c.GoneAt)}
}

const insertConversation = `INSERT INTO conversations (id, state, last_seq, ask, owner_id, owner_name, owned, last_agent,
	closed_by, closed, idle_at, idle_armed, next_effect, read_seq, card_rev, updated, got, here, gone, workspace_id, site_id, visitor_id, created)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`

func conversationArgs(c core.Conversation) []any {
	return append(conversationUpdate(c), c.Workspace, c.Site, c.Visitor, stamp(c.Created))
}

const insertEntry = `INSERT INTO entries (conversation_id, ` + entryColumns + `, workspace_id)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`

const entryColumns = `seq, rev, kind, of_seq, ask, agent_id, author, place, thread_id, idem, text, files, code,
	from_state, to_state, why, offer, cites, said, edited, deleted`

func entryArgs(ref core.Ref, e core.Entry) []any {
	return []any{ref.ID, e.Seq, e.Rev, e.Kind, e.Of, e.Ask, e.Agent, e.Author, e.Where, e.Thread, e.Key, e.Text, doc(e.Files),
		e.Code, e.From, e.To, e.Why, bit(e.Offer), doc(e.Cites), stamp(e.At), stamp(e.Edited), stamp(e.Deleted), ref.Workspace}
}

func scanEntry(e *core.Entry) []any {
	return []any{&e.Seq, &e.Rev, &e.Kind, &e.Of, &e.Ask, &e.Agent, &e.Author, &e.Where, &e.Thread, &e.Key, &e.Text, toDoc{&e.Files},
		&e.Code, &e.From, &e.To, &e.Why, toBit{&e.Offer}, toDoc{&e.Cites}, toTime{&e.At}, toTime{&e.Edited}, toTime{&e.Deleted}}
}

const upsertAsk = `INSERT INTO asks (conversation_id, no, workspace_id, opened, ring_by, deadline, rung, joined, first_word, ended, outcome, why)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
	ON CONFLICT (conversation_id, no) DO UPDATE SET opened = excluded.opened, ring_by = excluded.ring_by, deadline = excluded.deadline,
	rung = excluded.rung, joined = excluded.joined, first_word = excluded.first_word, ended = excluded.ended,
	outcome = excluded.outcome, why = excluded.why`

func askArgs(ref core.Ref, a core.Ask) []any {
	return []any{ref.ID, a.No, ref.Workspace, stamp(a.Opened), stamp(a.RingBy), stamp(a.Deadline), stamp(a.Rung), stamp(a.Joined),
		stamp(a.FirstWord), stamp(a.Ended), a.Outcome, a.Why}
}

const upsertThread = `INSERT INTO threads (id, conversation_id, workspace_id, connection_id, surface, channel, remote, lead, lead_ask, card_rev, created, lost)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
	ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, remote = excluded.remote, lead = excluded.lead,
	lead_ask = excluded.lead_ask, card_rev = excluded.card_rev, lost = excluded.lost`

func threadArgs(ref core.Ref, t core.Thread) []any {
	return []any{t.ID, ref.ID, ref.Workspace, t.Connection, t.Surface, t.Channel, t.Remote, t.Lead, t.LeadAsk, t.CardRev, stamp(t.Created), t.Lost}
}

const insertLost = `INSERT INTO lost_threads (workspace_id, connection_id, channel, remote, conversation_id, thread_id)
	VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`

const upsertLead = `INSERT INTO leads (conversation_id, ask, workspace_id, why, waited, missed, updated)
	VALUES ($1, $2, $3, $4, $5, $6, $7)
	ON CONFLICT (conversation_id, ask) DO UPDATE SET why = excluded.why, waited = excluded.waited, updated = excluded.updated`

// A receipt stands as it was stored first. Only whoever made a history knows up to
// where it shows the log, and our own post's event may come before them.
const insertReceipt = `INSERT INTO receipts (conversation_id, effect, part, workspace_id, thread_id, seq, kind, remote, grp)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (conversation_id, effect, part)
	DO UPDATE SET seq = excluded.seq WHERE receipts.kind = 'history' AND receipts.seq < excluded.seq`

func receiptArgs(ref core.Ref, r core.Receipt) []any {
	return []any{ref.ID, r.Effect, r.Part, ref.Workspace, r.Thread, r.Seq, r.Kind, r.Remote, r.Group}
}
