package core

import "time"

// EntryKind says what an entry is.
type EntryKind string

// The kinds of entries.
const (
	KindVisitor EntryKind = "visitor" // a word of the visitor
	KindBot     EntryKind = "bot"     // a word of the bot
	KindAgent   EntryKind = "agent"   // a word of an agent
	KindNote    EntryKind = "note"    // a word among agents; visitors never get it
	KindDraft   EntryKind = "draft"   // an agent's text that waits for a decision; nobody gets it
	KindChange  EntryKind = "change"  // a change of state, of owner, of what is known
	KindNotice  EntryKind = "notice"  // a line of Bellhop's own to the visitor
	KindEdit    EntryKind = "edit"    // a new text for entry Of
	KindDelete  EntryKind = "delete"  // entry Of is withdrawn
)

// Code says which change or notice an entry is. Codes are stable; sentences
// are not.
type Code string

// The codes of changes and notices.
const (
	CodeQueued      Code = "queued"        // a person was asked for
	CodeRung        Code = "rung"          // the first card of the ask was accepted
	CodeJoined      Code = "joined"        // an agent has it
	CodeLeft        Code = "left"          // the agent gave it up
	CodeHandedBack  Code = "handed_back"   // the bot has it again
	CodeMissed      Code = "missed"        // nobody came
	CodeClosed      Code = "closed"        // over
	CodeReopened    Code = "reopened"      // said something after it was over
	CodeDetails     Code = "details"       // the visitor left details
	CodeBlocked     Code = "blocked"       // the team will not hear this visitor
	CodeFileNotSent Code = "file_not_sent" // a file was named, its bytes did not cross
)

// Source is where an answer of the bot stands.
type Source struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// Entry is one numbered line of a conversation's log. Numbers have no gaps.
type Entry struct {
	Seq  int64     // its number, from 1
	Rev  int64     // the number of the last entry about it; Seq when untouched
	Kind EntryKind // what it is
	Of   int64     // for KindEdit and KindDelete: the entry it is about
	Ask  int       // the ask that was current, 0 for none

	Agent  AgentID  // who wrote it, for agents' entries
	Author string   // the display name at that time; empty for the visitor and the bot
	Where  Surface  // where it was written
	Thread ThreadID // on which thread it was written, empty for the widget and for us

	Key   string   // idempotency key, unique in the conversation; empty when there is none
	Text  string   // Markdown as package markup reads it
	Files []File   // files named with it
	Code  Code     // for changes and notices
	From  State    // for changes of state
	To    State    // for changes of state
	Why   string   // for changes: the reason, a stable word ("wait", "ring_failed", "visitor", "agent", "idle")
	Offer bool     // a bot's word that offers a person
	Cites []Source // where a bot's word stands

	At      time.Time
	Edited  time.Time // zero when never edited
	Deleted time.Time // zero when not deleted
}

// IsWord tells whether the entry is something somebody said that a visitor may
// read.
func (e Entry) IsWord() bool {
	return e.Kind == KindVisitor || e.Kind == KindBot || e.Kind == KindAgent
}

// ForVisitor tells whether the visitor gets the entry. Notes, drafts and the
// bookkeeping of edits never reach them; of the changes, those that say
// something to them do.
func (e Entry) ForVisitor() bool {
	switch e.Kind {
	case KindVisitor, KindBot, KindAgent, KindNotice, KindChange:
		return true
	}
	return false
}

// Revision is a new text for, or the withdrawal of, an earlier entry. The
// store writes it to the row of entry Seq; the log keeps the edit or deletion
// as an entry of its own, numbered Rev.
type Revision struct {
	Seq, Rev int64
	Text     string
	Files    []File
	Edited   time.Time
	Deleted  time.Time
}
