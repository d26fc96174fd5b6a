// Package demo is the page that `bellhop demo` shows: a small shop with the real widget on one side, and the team's channels in
// a small Slack and a small Discord on the other, so that a stranger can be visitor and agent at once and see a word cross.
//
// # What it is for
//
// New makes one handler for
//
//	GET  /                 the page
//	GET  /demo/shop        the shop, framed by the page; it loads /widget.js as any website would
//	GET  /demo/assets/…    styles, modules, pictures: embedded, no build step
//	GET  /demo/avatars/…   the small Slack's drawn pictures, on this origin
//	ANY  /demo/slack/…     the people's side of the small Slack (fakeslack.PeopleHandler)
//	ANY  /demo/small-slack/…  the app's side of it (fakeslack.Server), see SlackPath
//	ANY  /demo/discord/…   the people's side of the small Discord (fakediscord.PeopleHandler)
//	ANY  /demo/small-discord/…  the app's side of it, REST and gateway, see DiscordPath
//	GET  /demo/files/{id}  a file that stands in the channel; pictures to be seen, the rest to be saved
//	GET  /demo/state       {channel, away, skipped_seconds, serves, troubles}
//	POST /demo/skip        {minutes}     -> the state after; 1 to 1440
//	POST /demo/away        {away}        -> the state after
//	POST /demo/break       {trouble, on} -> the state after; on breaks, off repairs
//	GET  /demo/status      {text, works, untold, state}: what the operator's command says, and the state
//	POST /demo/retry       {}            -> {due}: what was held or refused and is due now
//
// Refusals are {error} with a sentence: 400 for what cannot be read or is out of range, 404 for a trouble nobody knows, 409 for one that
// cannot be had now, 415 for another type than application/json, 413 for bodies over 4 KB, 403 for a POST from another origin, 500
// where the controls failed.
//
// /widget.js and /v1/ are not here: mount this handler before the server, on the same origin. It needs no server: while that is
// restarted, the page goes on.
//
// # How the page is made
//
// Panes are the elements with data-pane: the website, the team's (in .team: beside one another where there is room, else behind a switch,
// which appears with the second), and the one where things are broken. A phone shows one at a time. assets/chat/ holds the pieces that
// any platform's pane is made of (lists, composer, menu, message, files), which know no platform; assets/slack/ and
// assets/discord/ say what they show.
//
// # What it may not do
//
// It asks for no password and lets everybody act for the agents: it belongs on a loopback address, beside a server that has no real
// conversations. It knows nothing of stores, of the bridge or of Slack's wire; what it does to the world it does through Controls,
// which also say what can be broken and in which words.
//
// # Invariants
//
//   - Both pages are served under a Content-Security-Policy that allows this origin's files and nothing inline. So the shop shows what the
//     owner of a careful site would see. The page around it lets no script write markup at all (trusted types).
//   - Nothing is fetched from elsewhere, and no cookie is set.
//   - Words of people enter the page as text nodes; no module writes markup.
//
// # Lifecycle
//
// The handler starts nothing and may be called from any goroutine. Streams end with the small Slack or with their reader.
package demo
