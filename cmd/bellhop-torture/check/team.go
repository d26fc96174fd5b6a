package check

import "strings"

// team checks what the visitor sees of the team's words.
func (r *report) team(c *known, v *Visitor) {
	shown := map[string]int{}
	at, text := map[string]int64{}, map[string]string{}
	for _, m := range v.View {
		if m.Kind != "agent" {
			continue
		}
		for _, t := range Tokens(m.Text + " " + strings.Join(m.Files, " ")) {
			shown[t]++
			at[t], text[t] = m.Seq, m.Text
		}
	}
	people := map[string]*account{}
	total := &account{}
	for _, w := range c.words[v.Conversation] {
		a := people[w.By]
		if a == nil {
			a = newAccount(c, v.Conversation, w.By)
			people[w.By] = a
		}
		r.teamWord(v, a, w, shown[w.Token])
		r.changed(v, w, text[w.Token])
	}
	for by, a := range people {
		r.settle(v, by, a)
		total.add(a)
	}
	r.hidden(v, total)
	r.typedInOrder(c, v, at)
}

// account is what one person wrote in one conversation, and what became of it.
type account struct {
	replies, repliesSeen int // delivered by Slack; at the visitor
	unknown, unknownSeen int
	notes, notesMaybe    int
	closed, odd          map[int64]bool // drafts: because it was closed; because of an unknown word
	late                 map[int64]bool // drafts: because it was edited before it was heard
	closedSent, oddSent  bounds
	noted                bounds
	closedLen, oddLen    int
	lateLen              int // replies or notes: which of them nobody knows
	back                 int // replies taken back, or perhaps: words or drafts before
	changes              int // edits and deletions: a number each, if they came to anything
}

// bounds is a number that is not known exactly: what was not acknowledged may
// have happened.
type bounds struct{ least, most int }

func (b *bounds) add(acked bool) {
	b.most++
	if acked {
		b.least++
	}
}

func newAccount(c *known, conversation, by string) *account {
	a := &account{closed: map[int64]bool{}, odd: map[int64]bool{}, late: map[int64]bool{}}
	for _, h := range c.hints[conversation] {
		switch {
		case h.To != by || h.Draft == 0:
		case h.Late:
			a.late[h.Draft] = true
		case h.Closed:
			a.closed[h.Draft] = true
		default:
			a.odd[h.Draft] = true
		}
	}
	a.closedLen, a.oddLen, a.lateLen = len(a.closed), len(a.odd), len(a.late)
	for draft, p := range a.pressed(c, conversation, by) {
		switch {
		case a.late[draft]:
			a.noted.most++
		case !p.Send:
			a.noted.add(p.Acked)
		case a.closed[draft]:
			a.closedSent.add(p.Acked)
		case a.odd[draft]:
			a.oddSent.add(p.Acked)
		}
	}
	return a
}

// pressed is what was decided about each draft. It is pressed more than once
// sometimes, always the same way.
func (a *account) pressed(c *known, conversation, by string) map[int64]Press {
	out := map[int64]Press{}
	for _, p := range c.press[conversation] {
		if p.By != by || !a.closed[p.Seq] && !a.odd[p.Seq] && !a.late[p.Seq] {
			continue
		}
		p.Acked = p.Acked || out[p.Seq].Acked
		out[p.Seq] = p
	}
	return out
}

func (a *account) add(b *account) {
	a.notes, a.notesMaybe = a.notes+b.notes, a.notesMaybe+b.notesMaybe
	a.closedLen, a.oddLen, a.lateLen = a.closedLen+b.closedLen, a.oddLen+b.oddLen, a.lateLen+b.lateLen
	a.noted.least, a.noted.most = a.noted.least+b.noted.least, a.noted.most+b.noted.most
	a.changes, a.back = a.changes+b.changes, a.back+b.back
}

// teamWord counts one word and checks that it does not stand twice.
func (r *report) teamWord(v *Visitor, a *account, w TeamWord, seen int) {
	if seen > 1 {
		r.find(Doubled, v.Conversation, "the word %s of %s stands %d times at the visitor", w.Token, w.By, seen)
	}
	gone := w.Taken.IsZero() && seen == 0
	if gone && w.Kind != Bot && w.Kind != Guest {
		r.count("words in threads that Slack never delivered", 0, 0).Apart++
	}
	for _, e := range w.changes() {
		if a.changes++; e.Note {
			a.changes++
		}
	}
	switch w.Kind {
	case Reply:
		if w.Deleted != nil && seen == 0 {
			a.back++
			return
		}
		if gone {
			return
		}
		a.replies++
		a.repliesSeen += min(seen, 1)
	case Unknown:
		if gone {
			return
		}
		a.unknown++
		a.unknownSeen += min(seen, 1)
	case Note:
		if w.Taken.IsZero() {
			a.notesMaybe++
			return
		}
		a.notes++
	case Command, Bot, Guest:
	}
}

// settle compares what one person wrote with what came of it. A word that is
// not at the visitor waits as a draft of which its writer was told; which of
// several it is nobody says, so they are counted.
func (r *report) settle(v *Visitor, by string, a *account) {
	row := r.count("agents' words at visitors", a.replies, a.repliesSeen)
	hidden := a.replies - a.repliesSeen
	row.Apart, row.Why = row.Apart+min(hidden, a.closedLen+a.lateLen)+a.back, "kept back or taken back"
	least, most := a.closedLen-a.closedSent.most-a.back, a.closedLen-a.closedSent.least+a.lateLen
	switch {
	case hidden > most:
		r.find(Lost, v.Conversation, "%s wrote %d words that Slack delivered, %d are at the visitor and %d wait as drafts", by, a.replies, a.repliesSeen, most)
	case hidden < least:
		r.find(Leaked, v.Conversation, "%s has %d drafts that were never sent, and only %d of %d words are not at the visitor", by, least, hidden, a.replies)
	}
	odd := r.count("texts with unknown ! words at visitors", a.unknown, a.unknownSeen)
	odd.Apart, odd.Why = odd.Apart+a.unknown-a.unknownSeen, "kept back"
	if a.oddLen != a.unknown {
		r.find(Lost, v.Conversation, "%s wrote %d unknown words and was asked about %d", by, a.unknown, a.oddLen)
	}
	if a.unknownSeen < a.oddSent.least {
		r.find(Lost, v.Conversation, "%s had %d texts sent after all, and %d are at the visitor", by, a.oddSent.least, a.unknownSeen)
	}
	if a.unknownSeen > a.oddSent.most {
		r.find(Leaked, v.Conversation, "%s had %d texts sent after all, and %d are at the visitor", by, a.oddSent.most, a.unknownSeen)
	}
}

// hidden checks that what the visitor does not see is what they should not:
// notes, drafts, and lines that a closed conversation went on.
func (r *report) hidden(v *Visitor, a *account) {
	m := &machine{state: "bot"}
	for i, e := range v.View {
		next := Message{}
		if i+1 < len(v.View) {
			next = v.View[i+1]
		}
		if _, why := m.step(e, next); why != "" {
			return // said already
		}
	}
	got := int(v.Talk.LastSeq) - len(v.View)
	changes := v.revisions()
	certain := a.notes + a.closedLen + a.oddLen + a.noted.least + m.reopened + changes.least
	least := certain - a.back // whoever deletes a draft decides nothing about it
	most := certain + a.notesMaybe + a.noted.most - a.noted.least + a.changes + a.lateLen + changes.most - changes.least
	r.count("notes in the log", a.notes, a.notes)
	if got < least {
		r.find(Lost, v.Conversation, "%d numbers are not the visitor's; %d notes, %d drafts, %d reopenings and %d changes make at least %d",
			got, a.notes+a.noted.least, a.closedLen+a.oddLen, m.reopened, changes.least, least)
	}
	if got > most {
		r.find(Doubled, v.Conversation, "%d numbers are not the visitor's; %d notes, %d drafts, %d reopenings and %d changes make at most %d",
			got, a.notes+a.notesMaybe+a.noted.most, a.closedLen+a.oddLen+a.lateLen, m.reopened, changes.most+a.changes, most)
	}
}

// typedInOrder checks words of which one was taken in before the next was
// delivered at all. Where something was kept back the order is its writer's.
func (r *report) typedInOrder(c *known, v *Visitor, at map[string]int64) {
	for _, p := range c.press[v.Conversation] {
		if p.Send {
			return
		}
	}
	var last TeamWord
	for _, w := range c.words[v.Conversation] {
		if w.Kind != Reply || at[w.Token] == 0 || w.Taken.IsZero() {
			continue
		}
		if last.Token != "" && last.Taken.Before(w.Tried) && at[w.Token] < at[last.Token] {
			r.find(Order, v.Conversation, "%s was taken in before %s was delivered and stands after it", last.Token, w.Token)
		}
		last = w
	}
}
