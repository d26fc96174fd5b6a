package main

import "strings"

// short lists the widget's own property names that the bundle may shorten. A name may stand here only if it is no
// name of the browser's, of the server's JSON, of a stored item, of a DOM event, or of an icon. A name that is
// missing here costs a few bytes and nothing else.
const short = `
	adopt alive alone arrived asked asking attempt backoff belong busy bySeq catchUp changed complain composer
	connecting deal deeds detailsEmpty detailsMore detailsOpen detailsSend detailsWhy discard drafts drain draw durable
	ears endAsk endNo endYes explain fails feed fileNote final flush forget heard hiccup hide holds isOpen isUp items
	keep launcher lead leading led linked listen loaded looking memory mine missing moved nap newest notice nudge
	occasion offline outbox panel person place prefix present ready receipts refused release render renew renewed rest
	restart retry retryAfter said seen sending setUp share siteColor sleep someone stand starting tabs takeWord tell
	thank thanked thanksHow theBot timer toBottom told tooLong trap typed typist unread uncrossed visitor waiting wake
	watch welcome yesterday`

// shortened is the pattern of exactly those names.
func shortened() string {
	return "^(" + strings.Join(strings.Fields(short), "|") + ")$"
}
