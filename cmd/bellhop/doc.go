// Command bellhop connects a website's visitors with the people who can help
// them, in the Slack threads where those people already are.
//
// This package puts the rooms together: settings, wiring, signals. It holds no
// rule of its own. `bellhop --help` lists the commands and all settings, each
// with its environment variable; wrong settings are all named at once before
// anything starts.
//
//	bellhop             serve
//	bellhop demo        serve with a small Slack and a small Discord beside a small shop
//	bellhop check       test tokens, scopes, channel, database, files and addresses, and say what to do
//	bellhop status      connections, backlog, what is held or refused and the cure
//	bellhop outbox retry
//	bellhop backup FILE
//	bellhop site        the tag to embed, and the secret that proves identities
//
// # Lifecycle
//
// A signal (interrupt, terminate) stops taking calls, ends the open streams,
// lets sends under way finish, and closes the store. A second signal ends at
// once.
//
// # The demo
//
// bellhop demo listens itself: it keeps the page, the small Slack and the
// small Discord, and carries all other calls to a server that it runs as a process of its own ("bellhop
// backstage", the same as serve but for its clock and presence). Settings and the
// demo's world go over the standard input, one line of JSON each; when that ends,
// so does the server. So a restart on the page is a real one, and the status it
// shows is asked for from beside the server, as the command does.
package main
