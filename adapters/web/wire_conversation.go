package web

import (
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// stamp is a time on the wire: RFC 3339 with milliseconds, UTC.
type stamp time.Time

// MarshalText writes it.
func (s stamp) MarshalText() ([]byte, error) {
	return time.Time(s).UTC().AppendFormat(nil, "2006-01-02T15:04:05.000Z"), nil
}

type wireAuthor struct {
	Name   string `json:"name"`
	Avatar string `json:"avatar,omitempty"`
}

type wireDetails struct {
	Wanted bool         `json:"wanted"`
	Fields []string     `json:"fields"` // still missing, in the order to ask
	Known  core.Details `json:"known"`
}

type wireConversation struct {
	ID       core.ConversationID `json:"id"`
	State    core.State          `json:"state"`
	LastSeq  int64               `json:"last_seq"`
	Ask      int                 `json:"ask"`
	Rung     bool                `json:"rung"`
	Waiting  *stamp              `json:"waiting_since,omitempty"`
	Agent    *wireAuthor         `json:"agent,omitempty"`
	CanAsk   bool                `json:"can_ask"`
	ClosedBy core.Closer         `json:"closed_by,omitempty"`
	Details  wireDetails         `json:"details"`
}

// conversationOf is what a visitor may know of the conversation's state. base
// is where browsers reach us.
func conversationOf(v bridge.View, base string) wireConversation {
	c := v.Talk
	out := wireConversation{
		ID: c.ID, State: c.State, LastSeq: c.LastSeq, Ask: c.Ask.No, Rung: !c.Ask.Rung.IsZero(), CanAsk: c.CanAsk() && v.Visitor.Blocked.IsZero(),
		Details: detailsOf(v),
	}
	if c.Ask.IsOpen() {
		since := stamp(c.Ask.Opened)
		out.Waiting = &since
	}
	if c.Owner != "" {
		out.Agent = agentOf(v, c.Owner, c.OwnerName, base)
	}
	if c.State == core.StateClosed {
		out.ClosedBy = c.ClosedBy
	}
	return out
}

func detailsOf(v bridge.View) wireDetails {
	known := core.Details{Name: v.Visitor.Name, Email: v.Visitor.Email, Phone: v.Visitor.Phone, Note: v.Visitor.Note}
	values := map[string]string{"name": known.Name, "email": known.Email, "phone": known.Phone, "note": known.Note}
	out := wireDetails{Wanted: v.Talk.WantsDetails(), Known: known, Fields: []string{}}
	asked := v.Site.Fields
	if len(asked) == 0 {
		asked = core.DetailFields()
	}
	for _, field := range asked {
		if v, ok := values[field]; ok && v == "" {
			out.Fields = append(out.Fields, field)
		}
	}
	return out
}

// agentOf is what a visitor may know of an agent: a name and a picture, copied
// and served by us.
func agentOf(v bridge.View, id core.AgentID, name, base string) *wireAuthor {
	a, ok := v.Agents[id]
	if name == "" {
		name = a.Name
	}
	out := &wireAuthor{Name: name}
	if ok && a.Picture != "" {
		out.Avatar = base + "/v1/pictures/" + string(a.Picture)
	}
	return out
}
