package check

import "time"

// History is what every side said and saw, as it stood when all was calm.
type History struct {
	Visitors []Visitor
	Words    []TeamWord // typed into threads, in the order of their timestamps
	Presses  []Press
	Posts    []Post // our own, in the channel and in threads, by timestamp
	Hints    []Hint // our own to one person
	Calls    []Call // every send of ours that reached Slack, in order
	Pauses   []Span // when the program was stopped
	Kills    []time.Time
	Pings    []string // what could have notified somebody
	Stuck    []Stuck  // what was not told when the calm ended
	Trouble  []string // what the program or its answers did that they never may
	Surfaces []string // where the team is rung; Post, TeamWord and Hint name one of them each
}

// Visitor is one visitor and its conversation.
type Visitor struct {
	No           int
	Conversation string
	Words        []Word
	Ask          int       // the highest number of an ask that was acknowledged
	Email        string    // the last that was acknowledged, empty for none
	View         []Message // the conversation read whole at the end
	Talk         Talk      // its state at the end
	Told         Talk      // its state as the stream told it last
	Streams      []Stream
	Tokens       []string // of all words that came in anything sent to this visitor
}

// Word is something a visitor said.
type Word struct {
	Token    string
	ClientID string
	Text     string
	Long     string  // the token of its end, for texts that are split
	File     string  // the token in the name of the file that was sent with it, empty for none
	Seqs     []int64 // every number it was acknowledged with; none: never
	Changes  []Change
}

// Change is what its visitor made of a word later: another text, or nothing.
type Change struct {
	Token   string // of the new text, empty for a deletion
	Text    string
	Deleted bool
	Acked   bool // false: it may have arrived all the same
}

// Message is one line of a conversation as its visitor gets it.
type Message struct {
	Seq, Rev int64
	Kind     string // visitor, bot, agent, system
	Code     string // for system
	ClientID string
	Author   string
	Text     string
	Deleted  bool
	Files    []string // their names
	Uncross  int      // how many of them are named only
}

// Talk is the state of a conversation as its visitor gets it.
type Talk struct {
	State    string
	LastSeq  int64
	Ask      int
	Rung     bool
	Waiting  bool
	Agent    string
	ClosedBy string
	Wanted   bool // details are asked for
	Email    string
}

// Stream is one connection of an event stream.
type Stream struct {
	After int64 // the number it resumed from
	Heard []Heard
}

// Heard is one message event.
type Heard struct {
	ID, Seq, Rev int64
	Sum          uint64 // Message.Sum of what was told
}

// Kind says what somebody typed into a thread.
type Kind string

// The kinds of words in threads.
const (
	Reply   Kind = "reply"   // to the visitor
	Note    Kind = "note"    // among the team
	Unknown Kind = "unknown" // starts with "!" and is no known word
	Command Kind = "command" // !claim, !close, !bot, !who
	Bot     Kind = "bot"     // of another app
	Guest   Kind = "guest"   // of a guest
)

// TeamWord is something typed into a thread.
type TeamWord struct {
	Token        string
	Surface      string
	Conversation string
	By           string // the person
	Thread       string
	TS           string // its id, which sorts by time
	Kind         Kind
	Tried        time.Time // when Slack first tried to deliver it
	Taken        time.Time // when a delivery was first acknowledged; zero: never

	File    string       // the token in the name of the file it came with, empty for none
	Edits   []TeamChange // what its writer made of it since, in order
	Deleted *TeamChange  // its writer took it away, or made a note of it; nil: they did not
}

// TeamChange is an edit or a deletion of something typed.
type TeamChange struct {
	Token        string // in the text since; every text keeps the word's own token too
	Note         bool   // the edit put a note's mark before the text
	Tried, Taken time.Time
}

// Press is a button under a draft that its writer pressed.
type Press struct {
	Conversation string
	By           string
	Seq          int64 // the draft
	Send         bool  // else: keep as a note
	Acked        bool  // false: it may have arrived all the same
}

// Key names an effect's post.
type Key struct {
	Conversation string
	Effect       int64
	Part         int
}

// Role says what a post of ours is.
type Role string

// The roles.
const (
	Card Role = "card" // the conversation's card in the channel
	Lead Role = "lead" // the summary of a missed ask in the channel
	Told Role = "told" // anything in a thread
)

// Post is a message of ours.
type Post struct {
	Key
	Surface string
	TS      string
	Thread  string // empty in the channel itself
	Role    Role
	State   string   // of cards: the state that the card shows
	Owner   string   // of cards: who has it, as it is shown
	Email   string   // of cards: what is shown of how to reach the visitor
	Tokens  []string // of the words it tells, in order
	Files   []string // the names of the files it shows
	Bots    int      // how many words of the bot it tells
	Word    bool     // it stands under its speaker's name: a word, and no history
}

// Hint is a message of ours that one person saw.
type Hint struct {
	Key
	Surface string
	TS      string
	To      string
	Draft   int64 // the draft that it asks about, 0 for none
	Closed  bool  // the draft waits because the conversation was closed
	Late    bool  // the draft waits because it was edited before it was heard
}

// Call is a send that reached Slack.
type Call struct {
	Key
	At    time.Time
	Fault string        // what went wrong with it, empty for nothing
	Late  bool          // it was carried out and its answer was lost or too late
	Slow  time.Duration // by how much its answer was late
}

// Span is a stretch of time.
type Span struct{ From, To time.Time }

// Stuck is something that was not told.
type Stuck struct {
	Conversation string
	What         string // kind, status, cause
}
