// Package widget holds widget.js, the visitor's side of Bellhop: one classic script that a website loads with
//
//	<script src="https://HOST/widget.js" data-site="KEY" async></script>
//
// It is TypeScript under src, bundled by ./bundle (esbuild's Go API, `go generate`) into dist/widget.js, which is
// committed. This package only embeds and serves that file: it imports neither esbuild nor anything of Bellhop.
//
// # Settings
//
// Attributes of the script tag, read once: data-site (required), data-api (default: the script's origin), data-color
// (any CSS colour), data-position (left, right), data-theme (light, dark, auto), data-title, data-greeting. A page
// steers it with window.bellhop('open'), ('close') and ('identify', {name, email, identity, attributes}); calls made
// before the script came wait in bellhop.q.
//
// # Invariants
//
//   - A page view alone calls nobody: the visitor is made when the chat is opened, or resumed when a token is kept.
//   - A word the visitor sent is kept in localStorage until the server answered 202 or refused it for good, and every
//     try carries the same client_id. So is a change to a word; it goes to no other visitor's log.
//   - The tabs of one site hold one stream: a Web Lock (without locks a lease in localStorage) names the leader, which
//     passes events on over a BroadcastChannel. A follower that hears nothing for 50 s takes over.
//   - Server text enters the page as text nodes, or as a copy of a few allowed elements; nothing is put in as markup.
//   - Nothing it does throws into the page; what a developer must mend is one console.warn with the cure.
//   - Files are uploaded when they are chosen, and named by the word that is sent then. Images are loaded from the server's
//     address only, previews too: a page's CSP need not allow blob: or data:.
//   - It runs under a page's CSP of script-src HOST; connect-src HOST; img-src HOST, and trusted-types bellhop where the
//     page requires trusted types; without that policy it shows plain text.
//
// # For tests that drive it
//
// The element is <bellhop-chat>, its shadow root is open, and what matters has a part attribute (usable from page CSS
// as bellhop-chat::part(name)):
//
//   - root: data-open, data-state (the conversation's), data-link (idle, starting, up, down, refused), data-theme, data-side
//   - launcher, badge, announcer; panel, header, title, state (data-tone), portrait, close, more (a details element)
//     with menu-button, menu, menu-end, menu-details, and confirm with end-yes, end-no
//   - scroll, log, day, newest, typing, dots
//   - message: data-kind, data-seq (once heard back), data-client, data-status (sending, sent, failed; absent when in the
//     log and no change waits), data-code, data-edited, data-deleted, data-editing; inside: author, face (data-who), bubble,
//     file, image, offer, meta, reason, retry, discard, and line for system messages; of messages that the visitor may
//     change also more with change (the button), menu, menu-edit, menu-delete, and confirm with delete-yes, delete-no. The
//     greeting is a message without data-seq.
//   - composer, input, send, attach, ask, leave-details, count, notice, editing (while a message is changed) with
//     edit-cancel, files, chip (data-failed) with named, busy, reason, unfile; the file dialog's input is the only
//     input[type=file]
//   - details, field (name="email" …), field-error (data-field), details-error, details-send, details-later, thanks,
//     details-done
package widget
