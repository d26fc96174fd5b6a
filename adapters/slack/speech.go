package slack

import (
	"context"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// speakerOf says how far the words of an entry can be trusted to look like
// what they are.
func speakerOf(k core.EntryKind) speaker {
	switch k {
	case core.KindVisitor:
		return visitorSpeaks
	case core.KindBot:
		return botSpeaks
	}
	return agentSpeaks
}

// words is what a message says, as canonical text. A person who is mentioned
// and could not be asked for makes an error: the message is read again later.
func (s *Slack) words(ctx context.Context, c core.Connection, m slackgo.Message) (string, error) {
	n := &mentions{ctx: ctx, s: s, c: c}
	text := fromMessage(m.Blocks, m.Text, n)
	return text, n.err
}

// mentions finds what those who are mentioned in one message are called.
type mentions struct {
	ctx context.Context
	s   *Slack
	c   core.Connection
	err error // the first lookup that failed
}

// User is a person's display name.
func (n *mentions) User(id string) string {
	who, err := n.s.person(n.ctx, n.c, id)
	if err != nil {
		n.note(err)
		return ""
	}
	if !who.found {
		return ""
	}
	return calledOf(who.user)
}

// Channel is the name of a public channel; private ones have none for visitors.
func (n *mentions) Channel(id string) string {
	info, err := n.s.as(n.c).GetConversationInfoContext(n.ctx, &slackgo.GetConversationInfoInput{ChannelID: id})
	if err != nil || info.IsPrivate {
		return ""
	}
	return info.Name
}

// UserGroup has no name: we ask for no scope to read them.
func (n *mentions) UserGroup(string) string { return "" }

func (n *mentions) note(err error) {
	if n.err == nil {
		n.err = err
	}
}
