package slack

import (
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// The icons that words are posted with. Pictures of visitors there are none.
const (
	iconVisitor = ":bust_in_silhouette:"
	iconBot     = ":robot_face:"
	iconAgent   = ":speech_balloon:"
	iconNote    = ":lock:"
)

// nameBot is the name the bot's words stand under.
const nameBot = "Bot"

// surfaceNames stand behind the names of agents who wrote elsewhere.
var surfaceNames = map[core.Surface]string{core.Slack: "Slack", core.Discord: "Discord", core.Inbox: "Inbox"}

// wordPosts tell a thread the words of an entry. What says nothing to agents has
// no posts. Files that crossed are no posts; see shareFiles.
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
		return []post{lineOf("⚠️ One message could not be shown here: Slack refused it.")}
	case e.Kind == core.KindChange:
		return changePosts(e)
	case !e.Deleted.IsZero():
		return []post{lineOf("A message was withdrawn before it could be shown here.")}
	case !e.IsWord() && e.Kind != core.KindNote:
		return nil
	}
	author, icon := authorOf(e, d)
	var posts []post
	for _, p := range renderParts(e.Text, speakerOf(e.Kind)) {
		posts = append(posts, post{author: author, icon: icon, blocks: p.Blocks, text: p.Fallback})
	}
	lacking := core.Lacking(e.Files)
	if len(posts) == 0 && (len(lacking) > 0 || e.Kind == core.KindNote) {
		posts = []post{{author: author, icon: icon, text: escape(filesText(lacking))}}
	}
	if len(posts) == 0 {
		return nil // files follow by themselves
	}
	first, last := &posts[0], &posts[len(posts)-1]
	if e.Kind == core.KindNote {
		first.blocks = append([]slackgo.Block{contextLine(plainText("🔒 Note among the team · the visitor does not see it", maxSection))}, first.blocks...)
		first.text = "🔒 " + first.text
	}
	if len(e.Cites) > 0 {
		last.blocks = append(last.blocks, citeLine(e.Cites))
	}
	if len(lacking) > 0 {
		last.blocks = append(last.blocks, fileLine(lacking))
	}
	return posts
}

// authorOf is the name and icon a word is posted under. What marks the others
// is kept out of visitors' names.
func authorOf(e core.Entry, d core.Delivery) (name, icon string) {
	switch e.Kind {
	case core.KindVisitor:
		return nameOf(d.Visitor), iconVisitor
	case core.KindBot:
		return nameBot, iconBot
	case core.KindNote:
		return agentName(e), iconNote
	}
	return agentName(e), iconAgent
}

func agentName(e core.Entry) string {
	name, where := safeName(e.Author), surfaceNames[e.Where]
	if where == "" {
		return name
	}
	return name + " (" + where + ")"
}

func citeLine(cites []core.Source) *slackgo.ContextBlock {
	var parts []string
	for _, c := range cites {
		if link := pageLink(c.URL); link != "" {
			parts = append(parts, literal(c.Title)+" "+link)
		}
	}
	return contextLine(mrkdwn("From: " + strings.Join(parts, " · ")))
}

func changePosts(e core.Entry) []post {
	text := e.ForAgentsText()
	if text == "" {
		return nil
	}
	line := toMrkdwn(text)
	return []post{{blocks: []slackgo.Block{contextLine(mrkdwn(line))}, text: line}}
}

// lineOf is a line of our own.
func lineOf(s string) post {
	return post{blocks: []slackgo.Block{contextLine(plainText(s, maxSection))}, text: escape(s)}
}
