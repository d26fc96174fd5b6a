package core

import "strings"

// The ids are opaque to everyone but the store. New ones are UUIDv7 strings
// made by whoever calls; the records that settings create have fixed names.
type (
	// WorkspaceID names a tenant.
	WorkspaceID string
	// SiteID names a website with the widget on it.
	SiteID string
	// VisitorID names a browser that talks.
	VisitorID string
	// ConversationID names a log with a state.
	ConversationID string
	// AgentID names a person of the team, on whatever platform they write.
	AgentID string
	// ConnectionID names our bot in one Slack workspace or Discord server.
	ConnectionID string
	// RouteID names a rule "this site rings that channel".
	RouteID string
	// ThreadID names one conversation on one surface. It is ours; the
	// platform's own id of the thread is Thread.Remote.
	ThreadID string
	// PictureID is the random public address of a copied picture.
	PictureID string
	// FileID is the random public address of a file whose bytes we keep.
	FileID string
)

// Surface is a kind of place where agents see conversations.
type Surface string

// The surfaces. The widget is where visitors are; it is no surface of agents
// and stands here only to say where an entry was written.
const (
	Widget  Surface = "widget"
	Slack   Surface = "slack"
	Discord Surface = "discord"
	Inbox   Surface = "inbox"
)

// Ref names a conversation together with the workspace that owns it. Nothing a
// tenant owns is looked up without its workspace.
type Ref struct {
	Workspace WorkspaceID
	ID        ConversationID
}

func (r Ref) String() string { return string(r.Workspace) + "/" + string(r.ID) }

// EffectRef names one entry of the outbox.
type EffectRef struct {
	Ref
	No int64
}

// Lane is the ordering key of an effect: what shares it happens one after the
// other, in the order of Effect.No.
func (r Ref) lane(parts ...string) string {
	return string(r.ID) + "/" + strings.Join(parts, "/")
}
