package main

import "github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"

// surface is a small platform with the people of the team in it.
type surface interface {
	name() string
	// settings are what the program is told of it.
	settings() []string
	// point tells it where the program is now.
	point(url string)

	// agent is the id of the nth person of the team who answers here.
	agent(n int) string
	guest() string
	// reply, edit and remove are what people do in a thread; bot is another
	// app's, and its word. They answer the message's id, which sorts by time.
	reply(by, thread, text string) (id string, err error)
	bot(thread, text string) (id, by string, err error)
	edit(by, thread, id, text string) error
	upload(by, thread, name, text string) (id string, err error)
	remove(by, thread, id string) error
	// press presses a button of ours: under the card, whose id is its thread's,
	// or under a hint.
	press(by, thread, id, action string) error

	// news is what was posted since it was asked last: cards, and hints to one
	// person.
	news() ([]check.Post, []check.Hint)
	// delivered adds to a word, and to what was made of it, when it was delivered.
	delivered(w check.TeamWord) check.TeamWord
	// testify says what stands there, and who could have been notified.
	testify(h *check.History)
	// settled tells whether everything was delivered that will be.
	settled() bool
	// mend ends all faults.
	mend()
	close()
}

// The buttons that are pressed.
const (
	pressSend  = "send"
	pressNote  = "note"
	pressClaim = "claim"
	pressClose = "close"
	pressBot   = "bot"
)

// The labels that tell why a draft waits.
const (
	labelReopen = "Send and reopen"
	labelLate   = "Send it as it is now"
)
