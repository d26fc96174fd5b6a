// Package discord carries conversations to Discord channels and threads, and
// says what Discord's events mean. It implements core.Platform over Discord's
// REST API, and core.Listener over discordgo's gateway.
//
// # What stands where
//
// Events come by the gateway: gateway.go holds it, gateway_lease.go keeps it to
// one process, gateway_open.go and gateway_read.go open and read sessions.
// intake.go files what comes; catchup.go reads what did not. interpret.go,
// events.go and actions.go say what it means, changes.go what was edited or
// deleted; deliver.go sends, with one file per kind: card.go, history.go,
// word.go, share.go, notice.go, lead.go; file_out.go and file_in.go carry files,
// pace.go knows how fast all that may go; find.go looks for what may have arrived;
// errors.go says how a send ended; people.go and rights.go know who is who and
// who may; check.go tells whether all is set up; text_*.go turns Markdown into
// Discord's words and back. Package slack has the same roles under the same
// names.
//
// # Invariants
//
//   - What is about our threads is stored before anything acts on it; other
//     people's talk is not stored at all. Presence and typing stay in memory,
//     of people who answered visitors.
//   - Only members with the role that is set, or who may manage messages in the
//     channel, cross or press; no bots, no webhooks, not ourselves. We know
//     ourselves by id, never by name.
//   - Every message and every change of one says that it notifies nobody. What a
//     visitor wrote is escaped, shows where its links lead, and has no preview.
//   - Every post carries our key behind its words, in characters that nobody
//     sees; that is how it is found again. Bot posts have a nonce as well.
//   - No retries, no sleeps, no state but caches. A shut gate answers when to
//     come again. The one exception is Listen, which holds a line and opens
//     another when it is lost.
//
// # Where Discord differs
//
//   - A card's thread has the card's id; the card stands in a text channel, or
//     it is a post of a forum with a tag for the state, because that is how a
//     forum is read. In a text channel, asking again is also told in the channel,
//     because a thread cannot be shown there.
//   - Words stand under their writer's name by a webhook, one for each channel.
//     Its token is asked for and not kept: Discord tells it whenever we ask.
//   - Only the answer to a press or a command can be private. A hint to somebody
//     who only wrote stands in the thread, for them, notifying nobody. Who may
//     not answer and writes all the same gets a mark on the message.
//   - A file of a visitor is a post of its own under their name, which ends
//     whole or not at all: without the end of its bytes nothing is posted. An
//     agent's file is named by its message, which is read again for an address
//     each time, because addresses expire.
//   - Buttons cannot ask back, so Block asks in a private answer.
//   - Discord does not say whose message was deleted. The process that heard the
//     message remembers; otherwise the log knows.
//   - What a message replies to is quoted when the visitor knows it: a visitor
//     sees no thread. People's own messages are not quoted, for they may be notes.
//   - Messages may not be readable (the message content intent). Then mentioning
//     the bot or the button Reply is how to answer, and the card says so.
//   - A dead bot token does not stop a webhook. So nothing is sent at all once
//     Discord refused the token, until it takes it again.
//
// # The gateway
//
// discordgo is used for the gateway alone, with nothing left to itself: it calls
// one handler in order, which only hands on; it keeps no state and does not
// reconnect. Opening has a deadline, because the library waits forever when it is
// told to go away at the wrong moment; the session is then left behind, with one
// goroutine that never ends. A session is taken up again where it was, within
// this process; after a restart a new one begins. After each, what was said
// meanwhile is read from the threads. Close codes that only a repair helps
// against are held, with cause and cure. How often opening failed in a row, and
// until when to stay away, stands in the lease, so that a crash loop does not use
// up the day's identifies.
package discord
