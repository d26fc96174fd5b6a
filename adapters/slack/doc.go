// Package slack carries conversations to Slack channels and threads, and says
// what Slack's calls to us mean. It implements core.Platform over slack-go and
// exports the HTTP doors that Slack calls.
//
// # What stands where
//
// doors.go takes Slack's calls in; interpret.go, events.go and actions.go say
// what they mean; deliver.go sends, with one file per kind: card.go,
// history.go, word.go, notice.go, lead.go; find.go looks for what may have
// arrived; errors.go says how a send ended; people.go knows who is who;
// text_*.go turns Markdown into Slack's words and back. Package discord has
// the same roles under the same names.
//
// # Invariants
//
//   - Nothing is acknowledged before it is stored. The doors check the
//     signature of the raw body, decode no more than it takes to file an event,
//     and leave its meaning to Interpret.
//   - Only full members of the connection's own workspace cross: no bots, no
//     guests, no strangers of shared channels, not ourselves.
//   - Visitor text stands only where Slack reads no markup: rich_text leaves
//     and plain_text objects. The text beside the blocks is escaped.
//   - Every post carries our key and part in its metadata and in the id of its
//     first block; that is how it is found again.
//   - No retries, no sleeps, no state but caches: who people are, and which
//     threads are gone.
//
// # What Slack cannot do
//
// There is no idempotency key: a send whose answer was lost is looked for by
// our key before it is sent again. A hint to one person only cannot be looked
// up, so it may come twice. A thread whose card was deleted is gone for good;
// words to it are held with cause "thread_gone", and a word that Slack put into
// the channel instead is taken back.
package slack
