// Package fakeslack is a small, strict Slack over HTTP: for the adapter's tests, the end-to-end tests, torture and the demo page.
//
// # What it is
//
// One workspace with people, channels and our app installed in it. The app's side is the Web API under /api/ (see methods in api.go for
// the list), avatars, file uploads and downloads, response addresses, and signed calls to the app: events with Slack's retries,
// button presses, slash commands; or, with Config.SocketMode, the same over websockets. The people's side is this package's Go API: Say, Reply, Edit, Delete, Press, Slash, Upload, Archive,
// Kick, RevokeToken … and PeopleHandler, the same over JSON for a page.
//
// It refuses what Slack refuses, with Slack's codes: limits of text and blocks, unknown types and properties, missing scopes, channels
// the bot is not in. What could notify somebody is kept in Pings. Where it had to choose, it is the stricter.
//
// PeopleHandler serves GET /state and GET /changes (server-sent events, each with the whole State) and POST /say /reply /edit /delete /press
// /slash /shortcut /presence /upload; the bodies stand at the function.
//
// # What it may not do
//
// It does not import slack-go, so that a bug there cannot hide itself, and nothing of Bellhop outside this folder. It has no package state:
// any number of workspaces live side by side. It is not Slack: no search, no user groups, no private files, no
// rendering of mrkdwn into blocks for posts without blocks.
//
// # Invariants
//
//   - A timestamp is unique in its channel and larger than all before it, also when the clock stands still.
//   - Events of one channel are first delivered in the order they happened, each after the one before was answered. A retry leaves the
//     queue and may be overtaken.
//   - Faults are used in the order they were set; the same calls in the same order meet the same faults.
//   - Nothing is sent to the app about a channel that its bot is not in.
//
// # Lifecycle
//
// New, then Start (a port of its own) or mount the Server as a handler and call SetURL. Close stops the listener, cuts deliveries and
// waits for them. Await waits for a condition and is woken by every change; nothing here polls. All methods may be called at any time
// from any goroutine; conditions, Config.Inspect and Config.InspectAnswer run without a lock held, Config.InspectEvent, Config.InspectDelivery
// and Fault.Match under one.
package fakeslack
