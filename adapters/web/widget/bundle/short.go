package main

import "strings"

// short lists the widget's own property names that the bundle may shorten. A name may stand here only if it is no
// name that the sources use of the browser's, of the server's JSON, of a stored item, of a DOM event, or of an icon.
// A name that is missing here costs a few bytes and nothing else.
const short = `
	adopt again alive alone arrived asked asking attempt back backoff badge belong bottom busy bySeq byte catchUp
	changed chat choose complain composer confirm connecting deal deeds detailsEmpty detailsMore detailsOpen
	detailsSend detailsWhy discard dots drafts drain draw durable ears endAsk endNo endYes event explain fails feed
	fileNote final first flush forget form header heard here hiccup hide history holds identify isOpen isUp items
	keep label last launcher lead leading leave led line link linked list listen load loaded lock log looking memory
	mine missing moved newest next notice nudge occasion offline online outbox panel person place portrait prefix
	present press quiet ready receipts refused release render renew renewed reset rest restart retry retryAfter root
	run said save say seen sending settings setUp share show shown siteColor sleep someone stand start starting tab
	tabs take team tell thank thanked thanksHow theBot timer toBottom today told tooLong trap typed typing typist
	uncrossed unread visitor waiting wake watch welcome who word write you`

// shortened is the pattern of exactly those names.
func shortened() string {
	return "^(" + strings.Join(strings.Fields(short), "|") + ")$"
}
