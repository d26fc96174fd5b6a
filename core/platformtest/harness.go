package platformtest

import (
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// Person is somebody on the platform.
type Person string

// The people of a harness. Anna and Ben may answer visitors and see the
// channel; the guest sees it and may not; the robot is an app that is not ours.
const (
	Anna  Person = "anna" // shown as "Anna"
	Ben   Person = "ben"  // shown as "Ben"
	Guest Person = "guest"
	Robot Person = "robot"
)

// Seen is a message as people see it.
type Seen struct {
	Remote  string   // the platform's id
	Author  string   // the name it stands under
	Text    string   // all words that can be read, labels of buttons too
	Bold    []string // the words that stand out as bold
	Code    []string // the words shown as code
	Links   []string // the addresses that can be followed
	Buttons []string // the labels of its buttons
	Heads   []string // the lines that name authors in a history or a shared post, in a form that no text can take
	Private bool     // only the one who looks sees it
	Ours    bool     // our bot posted it
	Files   []SeenFile
}

// SeenFile is a file that a message shows.
type SeenFile struct {
	Name string
	Data []byte
}

// Fault is something that goes wrong with the next send.
type Fault string

// The faults. Those of the connection last until Mend.
const (
	Refuse    Fault = "refuse"     // this message is refused, and no other
	Throttle  Fault = "throttle"   // not accepted: come back in 7 seconds
	LoseLate  Fault = "lose late"  // accepted, the answer is lost
	LoseEarly Fault = "lose early" // not accepted, the connection breaks while sending
	DeadToken Fault = "dead token" // from now on
	NoChannel Fault = "no channel" // from now on we may not post there
	NoMarks   Fault = "no marks"   // from now on we may not mark messages

	RefuseFile Fault = "refuse file" // the next file of ours is not taken, and no other
	LoseFile   Fault = "lose file"   // the next file of ours is shown, the answer is lost
	CutFile    Fault = "cut file"    // the connection breaks while the bytes of the next file of ours are sent
	PageOnce   Fault = "page once"   // the next fetch of a file gets a web page instead
	Detour     Fault = "detour"      // the next fetch of a file is sent to another host, which wants the token
)

// FileFault is what is wrong with a file that somebody put into a thread.
type FileFault string

// The faults of files.
const (
	FileDeleted FileFault = "deleted" // its sender took it away
	FileHidden  FileFault = "hidden"  // the platform shows it no more
	FileOutside FileFault = "outside" // another service keeps it, and would get the token
)

// ThrottledFor is how long Throttle asks to stay away, in seconds.
const ThrottledFor = 7

// Harness is one fresh fake platform with our bot in one channel, its adapter,
// and the people there. What people do answers the events that the adapter's
// door stored because of it, also those of earlier posts of ours that were not
// answered yet; it waits until the platform has delivered them.
type Harness interface {
	Platform() core.Platform
	// Connection is our bot as set up by hand: with a token, before Introduce.
	Connection() core.Connection
	// Channel is the platform's id of the channel.
	Channel() string

	// Look shows what a person sees, oldest first: in the channel itself when
	// thread is empty, otherwise in the thread without the card it hangs on.
	Look(who Person, thread string) []Seen
	// Pings tells what in our posts could have notified people.
	Pings() []string

	// Say writes into a thread.
	Say(who Person, thread, text string) []core.RawEvent
	// SayStyled writes, the way people on this platform do, a text that means
	// the Markdown of Styled.
	SayStyled(who Person, thread string) []core.RawEvent
	// SendFile puts a file into a thread.
	SendFile(who Person, thread, name string, data []byte) []core.RawEvent
	// Spoil makes a file another that Anna sent last; it answers what the platform
	// tells of it.
	Spoil(FileFault) []core.RawEvent
	// Leaks are the tokens of ours that came to the host which Detour and
	// FileOutside lead to.
	Leaks() []string
	// Edit gives their own message in a thread another text; Delete takes it away.
	Edit(who Person, thread, remote, text string) []core.RawEvent
	Delete(who Person, thread, remote string) []core.RawEvent
	// Unfurl lets the platform add a preview to a message, which is no edit.
	Unfurl(thread, remote string) []core.RawEvent
	// Marks are the marks of ours that a message has, in no order.
	Marks(thread, remote string) []core.Mark
	// Retract asks for a message to be withdrawn from the visitor, in the way of
	// the platform.
	Retract(who Person, thread, remote string) []core.RawEvent
	// DeleteCard takes our card away as an admin can, and its thread with it.
	DeleteCard(thread string)
	// Press presses a button by its label, under what Look showed.
	Press(who Person, thread string, under Seen, label string) []core.RawEvent
	// Approach has a person do what it takes to be told something privately, where
	// that takes something: on some platforms only who pressed or asked can be.
	Approach(who Person, thread string)
	// Events answers what the door stored and nobody has taken yet.
	Events() []core.RawEvent

	Break(Fault)
	Mend()
	// Pass lets time pass on the clock of the adapter, where it has one that counts.
	Pass(time.Duration)

	// Picture is the address of a picture as a profile gives it, and its size
	// in bytes.
	Picture() (address string, size int64)
}

// Styled is a text with every look that both platforms have.
const Styled = "**bold** *slanted* ~~gone~~ `code` and <https://example.com/a?b=c>\n\n- one\n- two\n\n> quoted\n\n```\nfenced <b>\n```"

// Run holds a platform to the contract. open makes a fresh harness.
func Run(t *testing.T, open func(t *testing.T) Harness) {
	for _, s := range sentences() {
		t.Run(s.name, func(t *testing.T) { s.test(start(t, open(t))) })
	}
}

type sentence struct {
	name string
	test func(*play)
}

func sentences() []sentence {
	var all []sentence
	for _, some := range [][]sentence{cards(), words(), histories(), leads(), notices(), replies(), edits(), revisions(), sharing(), marks(), presses(), faults(), doubts(), hostile(), pictures(), filesIn(), filesOut()} {
		all = append(all, some...)
	}
	return all
}
