// Package web is what browsers and operators reach over HTTP: the visitor API
// under /v1, its event streams, the widget's file, pictures of agents, health
// and a front page. It decodes, asks package bridge, and encodes; it decides
// nothing about conversations and knows no store.
//
// # Files
//
// routes.go is the one list of what can be called. Each call is a file of its
// own name (visitors, conversation, stream, messages, amend, handoff, details,
// typing, read, end, pictures). The shapes on the wire are wire_conversation.go and
// wire_message.go; every error is a problem in problem.go.
//
// # Who may call
//
// A bearer token names the visitor and is bound to one site. A call that
// carries an Origin comes from a browser and is allowed only from the site's
// origins; "null" is an origin like any other. A call without one is no browser
// and needs just the token. The headers that let a page read an answer are set
// before anything else can go wrong, so errors, unknown paths and rate limits
// carry them too. An origin that no site allows gets none. Package chi/cors
// writes them; which origins are known is ours to say.
//
// /metrics is there only for clients on this machine and in private networks, as
// TrustedProxies decide. A proxy on this machine that is not named there and sets
// no X-Forwarded-For cannot be told from such a client.
//
// # Streams
//
// A stream follows the conversation first and reads it second, so that nothing
// falls between. What is read is numbered; a nudge only says "read again", and
// a stream that missed one catches up with the next. Over HTTP/1.1 the
// connection is taken over once the headers are known, and what the HTTP server
// held for it is given back: an idle stream is a socket, a small struct and two
// small goroutines, one that waits for news and one that waits for the client
// to go. Over HTTP/2 the handler stays and flushes. A client that does not take
// an event within Config.WriteTimeout is dropped, and so is one that leaves
// what was sent unacknowledged for long. Every few minutes and when its token's time
// is over, a stream shows its token again. That a visitor came, and how far
// agents' words were written to them, is told to the bridge after the visitor
// has been told everything: the team sees marks for it.
//
// # The bytes of files
//
// POST /v1/files streams a body to where files are kept; within uploadWithin, for
// a phone is slow. Its name and declared type are the visitor's, its type is what
// the bridge finds. GET /v1/files/{id}/{name} is open to whoever has the random
// address: pages show images without a token. Only images that can do nothing
// but be seen are shown in place, everything else is saved, in a sandbox, under a
// type that says little. Nothing is cached without asking again, so that what is
// withdrawn is gone; what was there once answers 410.
//
// # Limits
//
// See Limits, and the constants of package core. Package httprate counts calls in
// a sliding minute, each kind in a meter; a problem names the number and says
// when the next call is let through. What is counted per address is counted per
// IPv4 address or IPv6 /64 network, as TrustedProxies decide. The memory of the
// counters is bounded: under attack by very many addresses the oldest are
// forgotten first.
//
// Asks for a person are counted by package bridge, in the store; where they come
// from is told to it as the limits here count it, or not at all behind a proxy
// that nobody named (askerOf). Edits and deletions count as messages.
//
// # Invariants
//
//   - Notes, drafts, agents' ids and platforms' addresses are on no answer.
//   - The number of a streamed state is that of the last entry the stream has
//     delivered, never beyond, so that Last-Event-ID skips nothing.
//   - No request body and no token is logged.
//
// # Lifecycle
//
// New starts nothing. A Server is an http.Handler; Serve runs it on a listener
// with fitting time limits until its context ends. Close ends all streams, also
// those taken over, which http.Server.Shutdown does not know of.
package web
