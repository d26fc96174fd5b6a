package discord

import (
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// nameBot is the name the bot's words stand under.
const nameBot = "Bot"

// surfaceNames stand behind the names of agents who wrote elsewhere. Discord
// allows its own name in none.
var surfaceNames = map[core.Surface]string{core.Slack: "Slack", core.Discord: "another server", core.Inbox: "Inbox"}

// noteLine stands above what the visitor does not see.
const noteLine = "-# 🔒 Note among the team · the visitor does not see it"

func speakerOf(k core.EntryKind) speaker {
	switch k {
	case core.KindVisitor:
		return visitorSpeaks
	case core.KindBot:
		return botSpeaks
	}
	return agentSpeaks
}

// wordPosts tell a thread the words of an entry. What says nothing to agents has
// no posts. Files that crossed are posts of their own; see filePosts.
func wordPosts(d core.Delivery) []post {
	if len(d.Entries) == 0 {
		return nil
	}
	if len(d.Entries) > 1 && !d.Stub {
		if posts := sharedPosts(d); len(posts) > 0 {
			return posts
		}
	}
	e := d.Entries[0]
	switch {
	case d.Stub:
		return []post{lineOf("⚠️ One message could not be shown here: Discord refused it.")}
	case e.Kind == core.KindChange:
		return changePosts(e)
	case !e.Deleted.IsZero():
		return []post{lineOf("A message was withdrawn before it could be shown here.")}
	case !e.IsWord() && e.Kind != core.KindNote:
		return nil
	}
	name := authorOf(e, d)
	var posts []post
	under := post{name: name, plain: plainName(e), avatar: avatarOf(d, name)}
	for _, words := range renderParts(e.Text, speakerOf(e.Kind)) {
		p := under
		p.content = words
		posts = append(posts, p)
	}
	lacking := core.Lacking(e.Files)
	if len(posts) == 0 && len(core.Carried(e.Files)) == len(e.Files) && len(e.Files) > 0 && e.Kind != core.KindNote {
		return nil // files follow by themselves
	}
	if len(posts) == 0 {
		posts = []post{under}
	}
	first, last := &posts[0], &posts[len(posts)-1]
	if e.Kind == core.KindNote {
		first.content = joined(noteLine, first.content)
	}
	if line := citeLine(e.Cites); line != "" {
		last.content = joined(last.content, line)
	}
	if len(lacking) > 0 {
		last.content = joined(last.content, fileLine(lacking))
	}
	return posts
}

// joined puts lines under each other.
func joined(lines ...string) string {
	var some []string
	for _, l := range lines {
		if l != "" {
			some = append(some, l)
		}
	}
	return strings.Join(some, "\n")
}

// authorOf is the name a word is posted under. What marks the others is kept
// out of visitors' names.
func authorOf(e core.Entry, d core.Delivery) string {
	switch e.Kind {
	case core.KindVisitor:
		return nameOf(d.Visitor)
	case core.KindBot:
		return nameBot
	}
	name, where := safeName(e.Author), surfaceNames[e.Where]
	if where == "" {
		return name
	}
	return suffixed(name, " ("+where+")")
}

// suffixed is a name with something behind it, not longer than names may be.
func suffixed(name, suffix string) string {
	return markup.Cut(name, maxName-len([]rune(suffix))) + suffix
}

// plainName is a name that no rule of Discord's is against.
func plainName(e core.Entry) string {
	switch e.Kind {
	case core.KindVisitor:
		return nobodysName
	case core.KindBot:
		return nameBot
	}
	return "Team member"
}

// maxCites is how many characters the sources of an answer may take.
const maxCites = 250

func citeLine(cites []core.Source) string {
	var parts []string
	size := 0
	for _, c := range cites {
		link := pageLink(c.URL)
		part := literal(c.Title) + " " + link
		if link == "" || size+units(part) > maxCites {
			continue
		}
		size += units(part)
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return ""
	}
	return small("From: " + strings.Join(parts, " · "))
}

func changePosts(e core.Entry) []post {
	text := e.ForAgentsText()
	if text == "" {
		return nil
	}
	return []post{{content: smallLines(text)}}
}

// smallLines is a text of our own in small print.
func smallLines(text string) string {
	var lines []string
	for _, words := range renderParts(text, agentSpeaks) {
		for l := range strings.SplitSeq(words, "\n") {
			if l != "" {
				lines = append(lines, small(l))
			}
		}
	}
	return strings.Join(lines, "\n")
}

// lineOf is a line of our own.
func lineOf(s string) post { return post{content: small(literal(s))} }
