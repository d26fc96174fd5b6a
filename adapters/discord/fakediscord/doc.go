// Package fakediscord is a small, strict Discord, REST and gateway: for the adapter's tests, the end-to-end tests, torture and the demo page.
//
// # What it is
//
// One guild with people, roles, channels, forums, and our application in it. The app's side is the API under /api/v9/ and /api/v10/ (see
// routes.go for the list), the gateway at /gateway/ws (JSON text over a websocket, no compression), and the files that Discord serves:
// signed attachments that expire, and pictures. A client that would speak to discord.com or cdn.discordapp.com is pointed at URL. The
// people's side is this package's Go API: Say, Reply, Edit, Delete, Upload, Press, Select, SubmitModal, Slash, React, Type, SetPresence …;
// what moderators, Discord and fate do: ArchiveThread, LockThread, DeleteChannel, RemoveBot, Outage, RevokeToken, SetRole, SetOverwrites,
// CloseSockets, AskReconnect …; and PeopleHandler, the people's side over JSON for a page.
//
// It refuses what Discord refuses, with Discord's status, code and place in the form: limits of text, embeds, components and files,
// permissions computed from roles and overwrites, locked and archived threads, unknown and ungranted intents. What could notify somebody
// is kept in Pings, answers that bring a ban nearer are counted in Invalid, and rate limits are on when Config.Limits says so.
// Where it had to choose, it is the stricter: a field that Discord would ignore is an error here.
//
// PeopleHandler serves GET /state and GET /changes (server-sent events, each with the whole State) and POST /say /reply /edit /delete /press
// /modal /slash /menu /react /unreact /presence /type /upload /dismiss; the bodies stand at the function.
//
// # What it may not do
//
// It does not import discordgo, so that a bug there cannot hide itself, and nothing of Bellhop outside this folder. It has no package state:
// any number of them live side by side. It is not Discord: one guild, no direct messages, no voice, no polls, no interactions over HTTP, no
// components but rows, no search, no slow mode, and bots do not forward. Threads do not archive by age: ArchiveThread does it. Characters
// are counted as code points.
//
// # Invariants
//
//   - An id is larger than all before it, also when the clock stands still.
//   - A session hears what happens in the order it happened, numbered without gaps. A fault changes what is numbered, never the numbers.
//   - Nothing is dispatched about a channel that our bot does not see, nor about the guild while it is out of it or during an outage.
//   - Faults are used in the order they were set; the same calls in the same order meet the same faults.
//   - Close codes 1000 and 1001, from either side, end a session; after any other it can be resumed for Config.ResumeFor.
//
// # Lifecycle
//
// New, then Start (a port of its own) or mount the Server as a handler and call SetURL. Close stops the listener, cuts the gateway and waits
// for both. Await waits for a condition and is woken by every change; nothing here polls. All methods may be called at any time from any
// goroutine; conditions, Config.Inspect and Config.InspectAnswer run without a lock held, Config.InspectDispatch and Fault.Match under one.
// Press, Select, Slash and SubmitModal wait for the app's answer, at most Config.AckTimeout. Rates and the life of sessions, links and
// tokens go by Config.Now; heartbeats, AckTimeout and the delays of faults by real time.
package fakediscord
