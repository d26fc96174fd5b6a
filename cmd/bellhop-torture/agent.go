package main

import (
	"context"
	"math/rand/v2"

	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// agent is a person of the team who answers on one surface.
type agent struct {
	id     string
	said   []*check.TeamWord // replies and notes, in order
	r      *rand.Rand
	desk   *desk
	crowd  *crowd
	serial int
	no     int
}

func newAgent(seed uint64, no int, d *desk, c *crowd) *agent {
	return &agent{id: d.agent(no), no: no, desk: d, crowd: c,
		r: rand.New(rand.NewPCG(seed, uint64(500+no)))} //nolint:gosec // choices must repeat
}

// live writes and presses until talk ends.
func (a *agent) live(talk context.Context) {
	for {
		sleep(talk, span(a.r, 100, 900))
		if talk.Err() != nil {
			return
		}
		slot, choice, decision, change := a.r.IntN(a.crowd.slots()), a.r.IntN(100), a.r.IntN(10), a.r.IntN(40)
		a.decide(decision)
		a.change(change)
		v := a.crowd.at(slot)
		if v == nil {
			continue
		}
		conversation := v.conversation()
		if thread := a.desk.thread(conversation); thread != "" {
			a.act(choice, conversation, thread, v.no)
		}
	}
}

// decide settles a draft that waits for this agent, or leaves it.
func (a *agent) decide(decision int) {
	h, ok := a.desk.draft(a.id)
	if !ok || decision > 7 {
		return
	}
	send, action := decision < 5 && !h.late, pressNote
	if send {
		action = pressSend
	}
	for range 1 + decision%2 { // some press twice
		err := a.desk.press(a.id, a.desk.thread(h.conversation), h.id, action)
		a.desk.pressed(check.Press{Conversation: h.conversation, By: a.id, Seq: h.seq, Send: send, Acked: err == nil})
	}
}

// act does one thing in a thread. A button that is not there any more is not
// pressed; a press that is not acknowledged is the agent's to see.
func (a *agent) act(choice int, conversation, thread string, visitor int) {
	press := func(action string) { _ = a.desk.press(a.id, thread, thread, action) }
	switch {
	case choice < 53:
		a.write(conversation, thread, visitor, check.Reply)
	case choice < 58:
		a.send(conversation, thread, visitor)
	case choice < 66:
		a.write(conversation, thread, visitor, check.Note)
	case choice < 71:
		a.write(conversation, thread, visitor, check.Unknown)
	case choice < 74:
		a.write(conversation, thread, visitor, check.Bot)
	case choice < 77:
		a.write(conversation, thread, visitor, check.Guest)
	case choice < 82:
		press(pressClaim)
	case choice < 85:
		a.command(thread, "!claim")
	case choice < 88:
		press(pressClose)
	case choice < 91:
		a.command(thread, "!close")
	case choice < 94:
		press(pressBot)
	case choice < 96:
		a.command(thread, "!bot")
	default:
		a.command(thread, "!who")
	}
}

func (a *agent) command(thread, word string) {
	_, _ = a.desk.reply(a.id, thread, word) // nobody is refused here
}

// send puts a file into a thread, without a word.
func (a *agent) send(conversation, thread string, visitor int) {
	a.serial++
	token := check.Token("af", visitor, a.no*100_000+a.serial)
	id, err := a.desk.upload(a.id, thread, token+".txt", "what "+token+" holds")
	if err == nil {
		a.desk.typed(&check.TeamWord{Token: token, File: token, Surface: a.desk.name(), Thread: thread, TS: id, Conversation: conversation, By: a.id, Kind: check.Reply})
	}
}

// write types a word with a token of its own.
func (a *agent) write(conversation, thread string, visitor int, kind check.Kind) {
	a.serial++
	letters := map[check.Kind]string{check.Reply: "ag", check.Note: "nt", check.Unknown: "dr", check.Bot: "bt", check.Guest: "gu"}[kind]
	token := check.Token(letters, visitor, a.no*100_000+a.serial)
	w := check.TeamWord{Token: token, Surface: a.desk.name(), Thread: thread, Conversation: conversation, By: a.id, Kind: kind}
	var err error
	switch kind {
	case check.Bot:
		w.TS, w.By, err = a.desk.bot(thread, token+" beep")
	case check.Guest:
		w.By = a.desk.guest()
		w.TS, err = a.desk.reply(w.By, thread, token+" is what a guest says")
	case check.Note:
		mark := []string{"// ", "//", "!note ", "!Note: "}[a.serial%4]
		w.TS, err = a.desk.reply(a.id, thread, mark+token+" among us")
	case check.Unknown:
		w.TS, err = a.desk.reply(a.id, thread, "!refund "+token)
	default:
		w.TS, err = a.desk.reply(a.id, thread, token+" is on its *way*, see `that` :tada:")
	}
	if err == nil {
		a.desk.typed(&w)
	}
	if err == nil && (kind == check.Reply || kind == check.Note) {
		a.said = append(a.said, &w)
	}
}
