package discord

import (
	"github.com/bellhop-chat/bellhop/core"
)

// noticePosts is a word of our own to the thread, or to one person in it.
func noticePosts(d core.Delivery) []post {
	if d.Notice == nil {
		return nil
	}
	n := *d.Notice
	p := post{only: n.To, rows: rowsOf(noticeButtons(n.Buttons, d.Thread.Remote))}
	if n.To == "" && len(n.Buttons) == 0 {
		p.content = smallLines(n.Text)
		return []post{p}
	}
	for _, words := range renderParts(n.Text, agentSpeaks) {
		p.content = first(p.content, words)
	}
	return []post{p}
}

// noticeButtons name their thread: what they stand under may be seen by one
// person only, and belongs to no thread then.
func noticeButtons(bs []core.Button, thread string) []button {
	var out []button
	for _, b := range bs {
		style := usual
		if b.Strong {
			style = strong
		}
		out = append(out, buttonOf(b.Action, b.Label, b.Value, thread, style))
	}
	return out
}
