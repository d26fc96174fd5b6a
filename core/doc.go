// Package core is what is true: the words of Bellhop, the state machine, the
// rules by which a conversation changes, and the ports through which it meets
// the world. It imports the standard library only and has no clock, no
// goroutine and no I/O; time comes in as an argument.
//
// # The one idea
//
// A conversation is a log with a state; everything else is a reader of that
// log. Entries are numbered from 1 without gaps, in the order they were stored.
// What must be told to somebody is an Effect, written in the same transaction
// as the entries and kept until it is told.
//
// # Changing a conversation
//
// Conversations.Update hands a Turn to a pure function. The Turn's methods are
// the named transitions, by who acts: the visitor (turn_visitor.go, over a limit
// turn_limit.go), an agent (turn_agent.go), the bot (turn_bot.go), the relay and
// the timers (turn_ask.go), whoever changes or withdraws what was said
// (turn_revise.go; visitors turn_amend.go),
// what a widget has got and read (turn_mark.go), and a platform that lost a
// thread (turn_thread.go) or whose cards are stale or wait (turn_restate.go); files are told
// in turn_file.go. They move the state machine, append entries, and
// write effects; the store stores what the turn gathered.
//
// # The state machine
//
// Rows are events, columns are states, a cell is the state that follows; – is
// refused. The same text is printed by Table, and a test holds the two equal.
//
//	              bot     queued  active  missed  closed
//	visitor said  bot     queued  active  missed  bot
//	help asked    queued  queued  active  queued  queued
//	ring failed   –       missed  –       –       –
//	agent joined  active  active  active  active  –
//	agent said    active  active  active  active  active³
//	agent left    –       –       queued  –       –
//	handed back   –       bot     bot     bot     –
//	wait expired  –       missed  missed¹ –       –
//	idle expired  closed  –       closed  closed  –
//	details left  bot     queued  active  missed  closed
//	visitor ended closed  missed  closed² closed  –
//	agent ended   closed  closed  closed  closed  –
//
// ¹ only while this ask has no human word. ² missed, if this ask has no human
// word. ³ after an agent closed it, a word in the thread is not sent until its
// writer presses "Send and reopen".
//
// # Asks
//
// Help asked in bot, missed or closed opens the next ask; in queued and active
// it is the same one. An ask ends once: answered at the first human word (a
// claim alone answers nothing and stops no clock), missed, or dismissed (an
// agent closed it or handed it back unanswered). Its timers carry its number
// and its deadline and do nothing unless both still match. An ask over a limit
// goes through queued to missed in one turn and rings nobody.
//
// # Paces
//
// A Platform that is Paced names the gates that a send passes, and the store
// keeps when each lets the next one through (pace.go), for all processes and over
// restarts. A lane holds one pass at most. Words that waited for their turn may
// share a post: which ones is stored before they are sent.
//
// # Files
//
// A File of an entry has an ID once its bytes are ours (Blobs); otherwise only its
// name crossed, and Lack says why. A StoredFile is its row: made before the bytes,
// named by one entry in the turn that appends it (turn_file.go), dropped in the
// turn that withdraws that, and deleted after the bytes.
//
// # Invariants
//
//   - Entry.Seq has no gaps; Entry.Rev is the number of the last entry about it.
//   - Effects of one lane run one at a time, in order. A lane is one
//     conversation on one thread, so a thread opens before it is written to;
//     marks have a lane of their own, so that they hold no word back.
//   - The bot speaks only in state bot.
//   - A missed ask has exactly one Lead; an ask that was answered has none.
//   - Notes and drafts never reach a visitor, and a note's files are not kept.
//   - Nothing a tenant owns is looked up without its workspace.
package core
