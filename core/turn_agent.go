package core

import (
	"strings"
	"time"
)

// By is who of the team did something, and where.
type By struct {
	Agent  AgentID
	Name   string
	Remote string // their id on that platform, for hints to them alone
	Where  Surface
	Thread ThreadID
	Astray bool // it was in the thread before, whose card is gone
}

// AgentSays appends a word of an agent, once per key. The first one of an ask
// answers it; whoever speaks while nobody has the conversation has it. After an
// agent closed it, the word waits as a draft until its writer decides: sent is
// then false.
func (t *Turn) AgentSays(now time.Time, by By, w Word) (sent bool, err error) {
	if seq, ok := t.Seen(w.Key); ok {
		e, err := t.entry(seq)
		return err == nil && e.Kind == KindAgent, nil
	}
	if t.facts().HeldByClose {
		t.draft(now, by, w, "This conversation is closed, so your message was **not sent**.",
			Button{Action: ActSend, Label: "Send and reopen", Strong: true},
			Button{Action: ActNote, Label: "Keep as a note"})
		return false, nil
	}
	return true, t.agentWord(now, by, w)
}

// agentWord appends the word after all that could hold it is settled.
func (t *Turn) agentWord(now time.Time, by By, w Word) error {
	from, err := t.step(AgentSaid, Facts{Answered: !t.C.Ask.IsOpen()})
	if err != nil {
		return err
	}
	if from == StateClosed {
		t.reopen(now, "agent")
	}
	if t.C.Ask.IsOpen() {
		t.C.Ask.FirstWord = now
		t.endAsk(now, Answered, "")
	}
	previous := t.C.LastAgent
	t.C.LastAgent = by.Agent
	if t.C.Owner == "" {
		t.own(now, by, from)
	} else if from != StateActive {
		t.refreshCards(now)
	}
	e := t.append(now, Entry{Kind: KindAgent, Agent: by.Agent, Author: by.Name, Where: by.Where,
		Thread: by.Thread, Key: w.Key, Text: w.Text, Files: w.Files})
	t.mirror(now, e)
	t.alsoHere(now, by, Effect{Pool: poolOf(e), Kind: EffectWord, Seq: e.Seq})
	if th, ok := t.C.ThreadByID(by.Thread); ok && !t.C.GoneAt.IsZero() {
		t.mark(now, th, e.Seq)
	}
	t.fileHints(now, by, w.Files)
	if t.C.Owner != by.Agent && previous != by.Agent {
		for _, th := range t.C.Threads {
			t.notice(now, th.ID, Notice{Text: "Sent. **" + Literal(t.C.OwnerName) + "** has this conversation; **" + Literal(by.Name) + "** replied too."})
		}
	}
	t.rest(now)
	return nil
}

// own gives the conversation to an agent and tells the visitor and the cards.
func (t *Turn) own(now time.Time, by By, from State) Entry {
	t.C.Owner, t.C.OwnerName, t.C.OwnedAt = by.Agent, by.Name, now
	if t.C.Ask.IsOpen() && t.C.Ask.Joined.IsZero() {
		t.C.Ask.Joined = now
		t.saveAsk()
	}
	e := t.append(now, Entry{Kind: KindChange, Code: CodeJoined, Agent: by.Agent, Author: by.Name,
		Where: by.Where, From: from, To: t.C.State, Why: "agent"})
	t.refreshCards(now)
	return e
}

// Claim gives the conversation to an agent who said they take it. It stops no
// clock. Who has it already is told so; taking over from a colleague is allowed.
func (t *Turn) Claim(now time.Time, by By) error {
	if t.C.State == StateActive && t.C.Owner == by.Agent {
		t.notice(now, by.Thread, Notice{To: by.Remote, Text: "You have this conversation already."})
		return nil
	}
	from, err := t.step(AgentJoined, t.facts())
	if err != nil {
		return err
	}
	before := t.C.OwnerName
	e := t.own(now, by, from)
	if before == "" || from != StateActive {
		t.mirror(now, e)
	} else {
		for _, th := range t.C.Threads {
			t.notice(now, th.ID, Notice{Text: "**" + Literal(by.Name) + "** took this conversation over from **" + Literal(before) + "**."})
		}
	}
	t.rest(now)
	return nil
}

// Leave gives the conversation up. An ask without a word waits on with its old
// deadline; after a word a new one opens.
func (t *Turn) Leave(now time.Time, by By, wait time.Duration) error {
	from, err := t.step(AgentLeft, t.facts())
	if err != nil {
		return err
	}
	t.append(now, Entry{Kind: KindChange, Code: CodeLeft, Agent: by.Agent, Author: by.Name,
		Where: by.Where, Thread: by.Thread, From: from, To: t.C.State, Why: "agent"})
	if !t.C.Ask.IsOpen() {
		t.openAsk(now, from, wait)
		return nil
	}
	t.C.Owner, t.C.OwnerName, t.C.OwnedAt = "", "", time.Time{}
	t.refreshCards(now)
	t.rest(now)
	return nil
}

// HandBack gives the conversation back to the bot. An ask without a word is
// dismissed.
func (t *Turn) HandBack(now time.Time, by By) error {
	from, err := t.step(HandedBack, t.facts())
	if err != nil {
		return err
	}
	t.endAsk(now, Dismissed, "handed_back")
	t.C.Owner, t.C.OwnerName, t.C.OwnedAt = "", "", time.Time{}
	e := t.append(now, Entry{Kind: KindChange, Code: CodeHandedBack, Agent: by.Agent, Author: by.Name,
		Where: by.Where, From: from, To: t.C.State, Why: "agent"})
	t.mirror(now, e)
	t.refreshCards(now)
	t.rest(now)
	return nil
}

// AgentEnds closes the conversation. An ask without a word is dismissed.
func (t *Turn) AgentEnds(now time.Time, by By) error {
	from, err := t.step(AgentEnded, t.facts())
	if err != nil {
		return err
	}
	t.endAsk(now, Dismissed, "closed")
	t.closeBy(now, from, ByAgent, by)
	return nil
}

// Block closes the conversation and keeps the visitor from saying more. It is
// undone by the operator.
func (t *Turn) Block(now time.Time, by By) error {
	if !t.Visitor.Blocked.IsZero() {
		t.notice(now, by.Thread, Notice{To: by.Remote, Text: "This visitor is blocked already."})
		return nil
	}
	t.Visitor.Blocked = now
	t.changes.Visitor = true
	t.touch("visitor")
	t.mirror(now, t.append(now, Entry{Kind: KindChange, Code: CodeBlocked, Agent: by.Agent, Author: by.Name, Where: by.Where,
		From: t.C.State, To: t.C.State, Why: "agent"}))
	if t.C.State == StateClosed {
		t.refreshCards(now)
		return nil
	}
	return t.AgentEnds(now, by)
}

// Note appends a word among agents, once per key. Visitors never get it. Its
// files stay where they are; bytes that were copied for a draft are deleted.
func (t *Turn) Note(now time.Time, by By, w Word) {
	if _, ok := t.Seen(w.Key); ok {
		return
	}
	e := t.append(now, Entry{Kind: KindNote, Agent: by.Agent, Author: by.Name, Where: by.Where,
		Thread: by.Thread, Key: w.Key, Text: w.Text, Files: onlyNamed(w.Files)})
	t.drops(w.Files)
	t.mirror(now, e)
	t.alsoHere(now, by, Effect{Pool: poolOf(e), Kind: EffectWord, Seq: e.Seq})
}

// AskBack keeps a text back: one that looks like a note or a command and is none
// for certain waits as a draft.
func (t *Turn) AskBack(now time.Time, by By, w Word) {
	if _, ok := t.Seen(w.Key); ok {
		return
	}
	why := "That starts with `!` but is no word I know (`!claim` `!close` `!bot` `!who` `!note` `!retract` `!block`), so it was **not sent**."
	if bare := strings.TrimLeft(w.Text, blanks+looks); !strings.HasPrefix(bare, "!") && !strings.HasPrefix(bare, "！") {
		why = "That begins like a note or a command, but not quite, so it was **not sent**."
	}
	t.draft(now, by, w, why,
		Button{Action: ActSend, Label: "Send it to the visitor"},
		Button{Action: ActNote, Label: "Keep as a note", Strong: true})
}

// AskChanged keeps a text back that was edited before we first heard of it: it
// may have been a note, and a note that is edited to look public stays one.
func (t *Turn) AskChanged(now time.Time, by By, w Word) {
	if _, ok := t.Seen(w.Key); ok {
		return
	}
	t.draft(now, by, w, "You edited this message before I first saw it, so I cannot tell whether it was a note. It was **not sent**.",
		Button{Action: ActSend, Label: "Send it as it is now", Strong: true},
		Button{Action: ActNote, Label: "Keep as a note"})
}

// draftKey begins the key of what became of a draft; its number follows.
const draftKey = "draft:"

// draft keeps a text back and asks its writer what to do with it.
func (t *Turn) draft(now time.Time, by By, w Word, text string, buttons ...Button) {
	e := t.append(now, Entry{Kind: KindDraft, Agent: by.Agent, Author: by.Name, Where: by.Where,
		Thread: by.Thread, Key: w.Key, Text: w.Text, Files: w.Files})
	for i := range buttons {
		buttons[i].Value = seqValue(e.Seq)
	}
	t.notice(now, by.Thread, Notice{To: by.Remote, Text: text, Buttons: buttons})
	if th, ok := t.C.ThreadByID(by.Thread); ok {
		t.mark(now, th, e.Seq)
	}
}

// Decide settles a draft: as a word to the visitor, reopening if need be, or as
// a note. Only its writer can; a second press changes nothing. A draft that was
// deleted since is not sent; one that was edited into a note is kept as one.
func (t *Turn) Decide(now time.Time, by By, value string, send bool) error {
	e, err := t.entry(parseSeq(value))
	if err != nil {
		return err
	}
	if e.Kind != KindDraft || e.Agent != by.Agent {
		return ErrRefused
	}
	w := Word{Key: draftKey + seqValue(e.Seq), Text: e.Text, Files: e.Files}
	if _, ok := t.Seen(w.Key); ok {
		return nil
	}
	by.Thread = e.Thread
	if !e.Deleted.IsZero() {
		t.notice(now, by.Thread, Notice{To: by.Remote, Text: "You deleted this message, so nothing was sent and nothing is kept."})
		return nil
	}
	if typed := ReadTyped(e.Text); typed.Action == ActNote {
		send, w.Text = false, typed.Text
	}
	if !send {
		t.Note(now, by, w)
		return nil
	}
	return t.agentWord(now, by, w)
}

// Tell says something of our own to a thread or to one person in it.
func (t *Turn) Tell(now time.Time, th ThreadID, n Notice) { t.notice(now, th, n) }

// ShowAll tells the whole conversation in a thread.
func (t *Turn) ShowAll(now time.Time, th ThreadID) {
	if thread, ok := t.C.ThreadByID(th); ok {
		t.toThread(now, thread, Effect{Kind: EffectAll, Seq: t.C.LastSeq})
	}
}
