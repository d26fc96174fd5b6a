// Package slack carries conversations to Slack channels and threads, and says
// what Slack's calls to us mean. It implements core.Platform over slack-go and
// exports the HTTP doors that Slack calls.
//
// # What stands where
//
// Events come by doors.go (HTTP) or socket.go (Socket Mode), both through
// intake.go; catchup.go reads what came by neither. interpret.go, events.go and
// actions.go say what they mean, changes.go what was edited or deleted; deliver.go sends, with one file per kind:
// card.go, history.go, word.go, notice.go, lead.go, file_out.go; file_in.go fetches files; find.go looks for what may
// have arrived; errors.go says how a send ended; people.go knows who is who;
// check.go tells whether all is set up; text_*.go turns Markdown into Slack's
// words and back. Package discord has the same roles under the same names.
//
// # Limits
//
// gates.go says how fast Slack may be told things: a post a second in a channel,
// three at once after a rest, several hundred a minute in a workspace, and the
// tiers of the other methods. share.go puts words that waited into one post: never
// a note beside a word. Reading is paced by the bridge's budget.
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
//   - The bot token is shown to Slack's own hosts only, by https; no redirect is
//     followed with it.
//   - No retries, no sleeps, no state but caches: who people are, and which
//     threads are gone. The one exception is Listen, which holds a line and
//     opens another when it is lost.
//
// # What Slack cannot do
//
// There is no idempotency key: a send whose answer was lost is looked for by
// our key before it is sent again. A hint to one person only cannot be looked
// up, so it may come twice. A thread whose card was deleted is gone for good:
// Deliver says Lost, so that another is opened, and a word that Slack put into
// the channel instead is taken back. Who deleted a message Slack does not say;
// its writer is taken for the one.
//
// A file has no name of its author's: a line above it says whose it is. Sharing
// one is two calls, each with a receipt; see shownParts. Of a file that a word
// was to carry and that Slack refuses, a line tells.
//
// # Sockets
//
// Every process with the app token holds a socket of its own; Slack gives each
// envelope to one of at most ten. Before an old one goes, a new one is greeted;
// what comes on both is stored once. Slack's connection ends within silence of
// the link's death. Sockets are not leased between processes: more than ten
// processes are refused by Slack, with a cause and a cure.
package slack
