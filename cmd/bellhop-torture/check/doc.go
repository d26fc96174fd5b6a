// Package check compares what every side of a tortured Bellhop said with what
// every side saw. It reads a History and answers a Report: a table, the
// findings, and what is counted apart because it cannot be once.
//
// # What it finds
//
// Words that were acknowledged and are lost, or doubled, on either side; words
// out of order; numbers out of order, and a stream that tells something else
// than the conversation read whole; notes, drafts, words of bots and guests, or
// another visitor's words at a visitor; states that the state machine does not
// allow, an ask answered and missed; a miss without its lead card and a lead
// without a miss; cards that show another state than the conversation has;
// effects that are still untold in the calm; anything that could ping.
//
// # How words are followed
//
// Every word holds a token that is unique in the run, so that it is known
// wherever and in whatever looks it turns up. Posts of our own carry the key of
// their effect, by which a post that was made twice is known even when it says
// nothing of a visitor's. A post that tells several words, a history or words
// that waited together, counts as each of them, in their order.
//
// # What is counted apart
//
// A hint to one person cannot be looked up, and a send that a pause fell into
// may complete after it was looked for. A double of these is counted apart when
// the log of calls and faults proves such a moment for that very post; any other
// double is a finding. What the small Slack gave up delivering is Slack's loss.
//
// # What it may not do
//
// It has no I/O, no clock and no goroutine, and imports nothing of Bellhop: the
// state machine here is written a second time on purpose, from the visitor's
// side. The same history gives the same report.
package check
