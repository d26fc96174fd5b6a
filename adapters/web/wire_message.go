package web

import (
	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

type wireMessage struct {
	Seq      int64       `json:"seq"`
	Rev      int64       `json:"rev"`
	Kind     string      `json:"kind"` // visitor, bot, agent or system
	Author   *wireAuthor `json:"author,omitempty"`
	Text     string      `json:"text"`
	HTML     string      `json:"html"`
	At       stamp       `json:"at"`
	ClientID string      `json:"client_id,omitempty"`
	Edited   bool        `json:"edited,omitempty"`
	Deleted  bool        `json:"deleted,omitempty"`
	Offer    bool        `json:"offer,omitempty"`
	Files    []wireFile  `json:"files,omitempty"`
	Code     core.Code   `json:"code,omitempty"`
}

// messagesOf are the entries of a view that say something to the visitor.
func messagesOf(v bridge.View, base string) []wireMessage {
	out := []wireMessage{}
	for _, e := range v.Entries {
		if m, ok := messageOf(v, e, base); ok {
			out = append(out, m)
		}
	}
	return out
}

// messageOf is an entry as the visitor sees it. ok is false for what says
// nothing to them: notes and drafts, and changes that only move the state.
func messageOf(v bridge.View, e core.Entry, base string) (m wireMessage, ok bool) {
	m = wireMessage{Seq: e.Seq, Rev: e.Rev, At: stamp(e.At), Text: e.Text, Edited: !e.Edited.IsZero(), Deleted: !e.Deleted.IsZero()}
	switch e.Kind {
	case core.KindVisitor:
		m.Kind, m.ClientID, m.Files = "visitor", bridge.ClientID(e), filesOf(e.Files, base)
	case core.KindBot:
		m.Kind, m.Offer = "bot", e.Offer
		if v.Site.Name != "" {
			m.Author = &wireAuthor{Name: v.Site.Name}
		}
	case core.KindAgent:
		m.Kind, m.Files, m.Author = "agent", filesOf(e.Files, base), agentOf(v, e.Agent, e.Author, base)
	case core.KindChange, core.KindNotice:
		m.Kind, m.Code, m.Text = "system", e.Code, e.ForVisitorText()
		if m.Text == "" {
			return m, false
		}
	default:
		return m, false
	}
	if m.Deleted {
		m.Text, m.Files, m.Offer = "", nil, false
		return m, true
	}
	m.HTML = markup.HTML(markup.Parse(m.Text))
	return m, true
}
