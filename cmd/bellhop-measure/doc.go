// Command bellhop-measure builds the real program, runs it beside a small Slack
// and prints what it costs: how soon a word reaches Slack, what an open stream
// takes of memory, how long a start lasts, how big the parts are.
//
//	go run ./cmd/bellhop-measure
//	go run ./cmd/bellhop-measure -words 300 -streams 5000 -channel 2m -database postgres://…
//
// # What is measured
//
//   - Word to Slack: from just before POST /v1/messages to the moment the small
//     Slack has read the chat.postMessage with that word. First one word at a time,
//     in several conversations by turns; then twenty conversations at once, each
//     with its next word as soon as the last one arrived.
//   - Memory per stream: how much the resident size (VmRSS) of a process grows from
//     when it has answered every one of these visitors once, which fills the caches
//     of its database, to when all their streams are open and each has had its first
//     state. Garbage from opening them counts. The growth since the start, caches
//     and all, stands below.
//   - A busy channel: many people talk for a while in one channel that takes a post
//     a second, each one to three words in a row every 40 to 60 seconds; from the
//     word's 202 to the post that tells it, alone or with others. Forty of them say
//     about 0.75 such things a second, near what the channel can take, so the
//     slowest word differs by seconds from seed to seed.
//   - Start: from starting the process to the first 200 of /readyz; the first start
//     makes the database and is told apart from the median of the others.
//   - Sizes: the program as it is released (CGO off, stripped), and the widget as it
//     is served.
//
// # What it may not do
//
// It reaches nothing but loopback, and the database it is pointed at. It removes
// its folder and ends its processes, also when it is interrupted. It decides
// nothing: an aim that is missed is marked, and the exit code stays 0. It is 1
// when something could not be measured.
//
// The figures are those of a machine at a moment: the load average stands on top,
// so that a busy machine is not taken for a slow program.
package main
