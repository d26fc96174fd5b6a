// Package bridge is what happens: the use cases, the relay that drains the
// outbox, and the open streams. It knows no platform, no database and no
// protocol; it meets them through the ports of package core.
//
// # In and out
//
// A visitor's word comes from package web to Say, which lets core decide and
// stores word, state and outbox in one transaction. The relay claims what is
// due, calls one adapter, and settles. A platform's event is stored by Receive
// before it is acknowledged; the event worker asks the adapter what it means
// and acts on it in the same kind of transaction, in which the event itself is
// ended.
//
// # The relay
//
// One loop a pool (core.Pools) claims effects under a lease and hands them to
// at most as many goroutines as the pool allows. A loop sleeps until the next
// effect is due, is poked when this process stored one, and looks every
// pollEvery for what other processes stored. A send lasts at most sendTimeout,
// its lease is longer; a send whose lease ran out may have been accepted and is
// looked for before it is sent again.
//
// # Paces
//
// Before a send the relay reserves a pass (pace.go). A send whose turn is later is
// settled until then, so no worker waits and nothing is tried in vain. Lanes hold
// one pass each and get the next behind all others, so conversations of a channel
// take turns; gates are a connection's own, so workspaces do not meet. What is told
// of closed conversations, whole conversations told again, refreshed cards and
// marks let live ones go first, but for every fifth pass. A card that waits lets
// the words pass that come meanwhile. What the platform refuses for its limits
// shuts the gate for everybody until the time it said.
//
// A word that had to wait takes along the words directly behind it (share.go), as
// many as the platform puts into one post. That is stored before it is sent, under
// the key of the first: the same post is looked for after a crash, and its receipt
// ends all of them. Where one of them is refused, they are told one by one.
//
// # Threads that are gone, connections that are dead
//
// A thread whose card was deleted is opened anew by the effect that found out: a
// card, then what was said, then itself, each step noted before the next. What
// waits in the outbox follows in order; the old thread is still understood. A
// connection whose token is dead is left alone but for one send every deadAgain.
// Marks are a courtesy: they have lanes of their own, and are forgotten when they
// cannot be made soon.
//
// # Gaps
//
// Each connection has an ear (listen.go). While events come in, it notes so
// every hearEvery. After a gap (a start, a line that was lost, an event that
// could not be stored, a retry that says we were not reached) it reads the open
// threads from where they are known, within a budget, and takes what it finds
// in by Receive, under the names the events have anyway. A gap is noted as over
// only when every thread was read, also those whose first card is in doubt, once
// it is found; cards of threads whose turn is far off say so meanwhile. Not seen: what was deleted, and edits of older messages. Each
// process has a budget of its own.
//
// # Files
//
// What an agent sends is copied before the turn in which it is said (fetch.go),
// under an address made once for each message and file, so that an event that is
// read again copies nothing twice; meanwhile the lease of the event is made
// longer. What does not come after fetchTries is named only. What a visitor
// uploads (upload.go) waits up to unnamedFor for a word that names it. Words with
// files are sent from a pool of their own (core.PoolFiles), in the lane of their
// thread like all others, and may take fileTimeout: a file holds up its own
// thread and no other, and a process that dies while it sends one, that thread for fileLease. What
// is withdrawn, unnamed or old is swept (sweep.go), the bytes before the row.
// Sniffing (sniff.go) decides what a file is; nobody's word does.
//
// # Lifecycle
//
// New checks the configuration. Run blocks until its context ends, then waits
// for the work under way. Everything else may be called from any goroutine,
// also before and after Run.
//
// # Limits
//
// Nobody is answered before the commit. Presence may take presenceWithin for a
// ring, the bot answerWithin for an answer.
//
// What rings the team is counted in the store (RingLimits), before the turn that
// asks. Over a limit the ask is missed instead, so that nobody is stranded; as
// many leads of such asks are told as asks would have been let through. Addresses
// are stored as HMACs under a key that is not in the database, for a day at most.
package bridge
