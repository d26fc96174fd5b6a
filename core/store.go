package core

import (
	"context"
	"time"
)

// Store remembers everything. Every method may be called from many goroutines
// and many processes at once. Looking for what is not there answers
// ErrNotFound. What a tenant owns is only looked up with its workspace; the
// exceptions are the doors (a site's public key, a token's hash, a platform's
// id of a workspace, the random address of a picture or file), which answer the workspace,
// and the relay and the operator, who serve all tenants.
type Store interface {
	Tenants
	Visitors
	Conversations
	Outbox
	EventLog
	Hearing
	Rings
	Leases
	Paces
	Agents
	Files
	// Ping answers nil when reads and writes work.
	Ping(ctx context.Context) error
	// Counts answers how many rows there are of what, for metrics and status.
	Counts(ctx context.Context) (map[string]int64, error)
	// Backup writes a consistent copy to a new file while others write. A store
	// that has its own tools for that answers an error that names them.
	Backup(ctx context.Context, file string) error
	// Watch calls fn with the conversations that other processes changed, as
	// hints, until ctx ends; an empty list means that any may have changed.
	// Without other processes it just waits.
	Watch(ctx context.Context, fn func([]ConversationID)) error
	// Close ends everything the store started. Writes under way are finished.
	Close() error
}

// Tenants remembers workspaces, sites, connections and routes.
type Tenants interface {
	// Install makes or refreshes what the settings describe, in one
	// transaction. An empty Site.Secret keeps the stored one or, when there is
	// none, stores NewSecret. What a platform taught us about a connection is
	// kept while its token stays the same.
	Install(ctx context.Context, s Setup) error
	SiteByKey(ctx context.Context, key string) (Site, error)
	Site(ctx context.Context, ws WorkspaceID, id SiteID) (Site, error)
	Sites(ctx context.Context) ([]Site, error)
	Connection(ctx context.Context, ws WorkspaceID, id ConnectionID) (Connection, error)
	// ConnectionByRemote finds the live connection of a platform's workspace
	// or server: the door of platform events.
	ConnectionByRemote(ctx context.Context, s Surface, remote string) (Connection, error)
	// Connections answers all that are not switched off, of all workspaces.
	Connections(ctx context.Context) ([]Connection, error)
	// Learned stores what Platform.Introduce found out.
	Learned(ctx context.Context, c Connection) error
	Routes(ctx context.Context, ws WorkspaceID, site SiteID) ([]Route, error)
}

// Setup is what the settings describe: one workspace, one site, and its
// connections with a route each. Connections and routes of the workspace that
// are not named are switched off: they ring no more.
type Setup struct {
	Workspace   Workspace
	Site        Site
	NewSecret   string
	Connections []Connection
	Routes      []Route
}

// Visitors remembers visitors and their tokens.
type Visitors interface {
	// Arrive stores a new visitor with a token and an empty conversation in
	// state bot, in one transaction.
	Arrive(ctx context.Context, v Visitor, t Token, c Conversation) error
	// VisitorByToken answers who holds a token that has not expired, and their
	// latest conversation.
	VisitorByToken(ctx context.Context, hash string, now time.Time) (Visitor, Ref, Token, error)
	// VisitorByExternal answers the visitor a site vouched for, and their
	// latest conversation.
	VisitorByExternal(ctx context.Context, ws WorkspaceID, site SiteID, external string) (Visitor, Ref, error)
	Visitor(ctx context.Context, ws WorkspaceID, id VisitorID) (Visitor, error)
	// SaveVisitor stores what the visitor or the page says of itself. Empty
	// fields change nothing, so that it never undoes what a turn stored.
	SaveVisitor(ctx context.Context, v Visitor) error
	// SaveToken stores a new token, or a later expiry of one that exists.
	SaveToken(ctx context.Context, t Token) error
}

// Conversations remembers logs and states.
type Conversations interface {
	// Update is the only way a conversation changes. fn decides on a Turn that
	// holds the conversation as it is, and everything the turn gathered is
	// stored in one transaction, shared with other updates that wait at the
	// same time. fn may run again, sees what earlier members of its batch did,
	// and must not block. An error of fn changes nothing and is answered; it
	// fails no other member. nil is answered only after the commit.
	Update(ctx context.Context, ref Ref, fn func(*Turn) error) error
	Conversation(ctx context.Context, ref Ref) (Conversation, error)
	// Entries answers what has Rev > after in the order of Rev, at most limit
	// (one more where the last two share a Rev), every kind. Rows of edited entries hold the latest text.
	Entries(ctx context.Context, ref Ref, after int64, limit int) ([]Entry, error)
	// Words answers the last limit entries with Seq <= upTo in the order of
	// Seq, without edits, deletions and drafts; upTo 0 means all.
	Words(ctx context.Context, ref Ref, upTo int64, limit int) ([]Entry, error)
	Entry(ctx context.Context, ref Ref, seq int64) (Entry, error)
	// ThreadByRemote finds the conversation of a thread on a platform. A
	// conversation's lead cards count as its thread too, and threads that were
	// lost.
	ThreadByRemote(ctx context.Context, ws WorkspaceID, c ConnectionID, channel, remote string) (Ref, ThreadID, error)
	Leads(ctx context.Context, ref Ref) ([]Lead, error)
	// Told answers what an entry became in a thread, in the order of its effects:
	// as a word, by its files, by revisions of it, by marks. It is empty when it was told in a
	// history, or not yet, or in a thread that was lost since.
	Told(ctx context.Context, ref Ref, th ThreadID, seq int64) ([]Receipt, error)
	// Recalled answers the number up to which a history in a thread surely showed
	// the log with all its changes, as its receipts say; 0 when none is known.
	Recalled(ctx context.Context, ref Ref, th ThreadID) (int64, error)
	// Shared answers what a post that tells several words became in a thread, in
	// the order of effects: by the words and by revisions of them. group is the
	// Group of one of their receipts.
	Shared(ctx context.Context, ref Ref, th ThreadID, group int64) ([]Receipt, error)
	// Receipts answers what an effect became on its platform.
	Receipts(ctx context.Context, e EffectRef) ([]Receipt, error)
	// Active answers the conversations of a workspace that are queued or
	// active, newest first.
	Active(ctx context.Context, ws WorkspaceID, limit int) ([]Conversation, error)
}

// Outbox remembers what must be told.
type Outbox interface {
	// Claim leases due effects of a pool to owner until now+lease: at most
	// limit, each the first unfinished one of its lane, the longest due first,
	// fair between connections as far as perDest (0 = no cap) goes. An effect
	// under a lease is answered to nobody else until the lease ends; one whose
	// lease ran out unsettled may have been sent and is answered as
	// StatusMaybe, Sent being when that lease began. Refused effects hold
	// nothing back; held and unknown ones hold back their lane and are answered
	// again when due.
	Claim(ctx context.Context, p Pool, owner string, now time.Time, lease time.Duration, limit, perDest int) ([]Effect, error)
	// Sharers answers the words that share e's post, if that was decided, and
	// otherwise those that wait directly behind e in its lane and may, at most
	// limit; e itself is not among them.
	Sharers(ctx context.Context, e Effect, limit int) ([]Effect, error)
	// Share decides, before it is sent, that the effects with the numbers nos,
	// which Sharers answered, share e's post. ErrNotFound says that e is not
	// e.Owner's any more.
	Share(ctx context.Context, e Effect, nos []int64) error
	// Settle ends the lease of e.Owner: see Result. An effect that is gone is no
	// error; of one that another owner has by now only the receipts are kept. A
	// timer tried again keeps the Due it was set for.
	Settle(ctx context.Context, e Effect, r Result) error
	// NextDue answers when the next effect of the pool may be claimed: when it
	// is due or, under a lease, when the lease ends; zero when there is none.
	NextDue(ctx context.Context, p Pool) (time.Time, error)
	// Echo notes that a part of the effect with this key was accepted: its
	// receipt is stored, and if that is new and the effect is in doubt it is
	// pending and due at once, so that the relay, who knows how many parts there are, sends what is
	// missing and ends it with Accepted. thread is the platform's id of the thread
	// it was seen in: a word that a platform put elsewhere, because its thread was
	// gone, was not accepted. Only Part and Remote of r are read.
	Echo(ctx context.Context, ws WorkspaceID, key, thread string, r Receipt) error
	// Untold answers the numbers of the entries that the outbox still holds as
	// words for a thread, refused ones too, in order.
	Untold(ctx context.Context, ref Ref, th ThreadID) ([]int64, error)
	// Backlog answers what is not done, worst first, at most limit.
	Backlog(ctx context.Context, limit int) ([]Effect, error)
	// Again makes held and refused effects due now; conn empty means of all
	// connections. It answers how many.
	Again(ctx context.Context, conn ConnectionID, now time.Time) (int64, error)
}

// EventLog remembers platforms' events until they are understood.
type EventLog interface {
	// Receive stores an event; fresh is false when it was there already.
	Receive(ctx context.Context, e RawEvent) (fresh bool, err error)
	// Keep stores an event as kept for the operator, with why.
	Keep(ctx context.Context, e RawEvent, why string) error
	// ClaimEvents leases stored events like Claim does effects.
	ClaimEvents(ctx context.Context, owner string, now time.Time, lease time.Duration, limit int) ([]RawEvent, error)
	// Understood ends an event: why empty means done, otherwise it is kept for
	// the operator.
	Understood(ctx context.Context, e RawEvent, why string) error
	// Postpone gives an event back until due, one attempt more, to the lane that
	// it has now; without one it holds no other up.
	Postpone(ctx context.Context, e RawEvent, due time.Time) error
	// Extend moves the end of owner's lease on an event that takes long to read.
	// An event that another owner has by now is left alone.
	Extend(ctx context.Context, owner string, e RawEvent, until time.Time) error
	// NextEvent answers when the next event may be claimed; zero when there is none.
	NextEvent(ctx context.Context) (time.Time, error)
	// Kept answers the latest kept events.
	Kept(ctx context.Context, limit int) ([]RawEvent, error)
	// ForgetEvents deletes understood events older than before; they are only
	// kept to know a redelivery.
	ForgetEvents(ctx context.Context, before time.Time) (int64, error)
}

// Agents remembers the people of the team.
type Agents interface {
	// KnowAgent answers the agent behind a platform's user, making one with the
	// given ids when there is none, and refreshing name and picture. A new
	// picture address of the person makes a new PictureID.
	KnowAgent(ctx context.Context, ws WorkspaceID, c ConnectionID, p Profile, id AgentID, picture PictureID) (Agent, error)
	Agent(ctx context.Context, ws WorkspaceID, id AgentID) (Agent, error)
	// IdentityOf answers the platform's user id of an agent on a connection.
	IdentityOf(ctx context.Context, ws WorkspaceID, id AgentID, c ConnectionID) (string, error)
	Picture(ctx context.Context, id PictureID) (Picture, error)
	SavePicture(ctx context.Context, p Picture) error
}

// Sealer encrypts secrets at rest, bound to their workspace.
type Sealer interface {
	Seal(ws WorkspaceID, plain string) (string, error)
	Open(ws WorkspaceID, sealed string) (string, error)
}
