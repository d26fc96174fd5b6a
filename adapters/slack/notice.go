package slack

import (
	"fmt"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// noticePosts is a word of our own to the thread, or to one person in it.
func noticePosts(d core.Delivery) []post {
	if d.Notice == nil {
		return nil
	}
	n := *d.Notice
	var p post
	for _, r := range renderParts(n.Text, agentSpeaks) {
		p.blocks = append(p.blocks, r.Blocks...)
		p.text = first(p.text, r.Fallback)
	}
	p.only = n.To
	if n.To == "" && len(n.Buttons) == 0 {
		line := toMrkdwn(n.Text)
		p.blocks, p.text = []slackgo.Block{contextLine(mrkdwn(line))}, line
	}
	if b := noticeButtons(n.Buttons); len(b) > 0 {
		p.blocks = append(p.blocks, buttons(b...))
	}
	return []post{p}
}

func noticeButtons(bs []core.Button) []slackgo.BlockElement {
	var out []slackgo.BlockElement
	seen := map[core.Action]int{}
	for _, b := range bs {
		style := slackgo.StyleDefault
		if b.Strong {
			style = slackgo.StylePrimary
		}
		e := button(b.Action, b.Label, b.Value, style)
		if n := seen[b.Action]; n > 0 {
			e.ActionID = fmt.Sprintf("%s:%d", e.ActionID, n)
		}
		seen[b.Action]++
		out = append(out, e)
	}
	return out
}
