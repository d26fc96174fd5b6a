package discord

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// What people are told at once.
const (
	sayStranger = "Bellhop is not connected to this server."
	sayGuest    = "Only people who may answer visitors can do this: those with the role set for Bellhop, or who may manage messages here."
	sayLater    = "That took too long. Please try again."
	sayNowhere  = "That is for the thread of a conversation."
	sayPassed   = "Done. If anything stands in the way, you are told here."
	sayBlock    = "Block this visitor? The conversation is closed, and they cannot write to you any more. Only whoever runs Bellhop can undo this."
	sayBlind    = "I may not read what is written here: press Reply, or mention me at the start of your message."
	speakWithin = 2500 * time.Millisecond
)

// interaction takes in what somebody pressed, commanded or sent. It is stored
// before it is answered, and answered within three seconds.
func (in *intake) interaction(ctx context.Context, body []byte) {
	var i interaction
	if err := json.Unmarshal(body, &i); err != nil || i.ID == "" {
		in.keep(ctx, core.RawEvent{ID: digest(body), Surface: core.Discord, Kind: doorAction, Body: body}, "an interaction that cannot be read")
		return
	}
	c, err := in.connection(ctx, in.server(i.Guild, i.Room))
	if errors.Is(err, core.ErrNotFound) {
		in.answer(ctx, c, i, saying(sayStranger, true))
		return
	}
	if err != nil {
		in.answer(ctx, c, i, saying(sayLater, true))
		return
	}
	channel, thread, err := in.d.where(ctx, c, i)
	if err != nil {
		in.answer(ctx, c, i, saying(sayLater, true))
		return
	}
	by, ok, err := in.d.agent(ctx, c, i.user(), i.Member, channel)
	switch {
	case err != nil:
		in.answer(ctx, c, i, saying(sayLater, true))
	case !ok:
		in.answer(ctx, c, i, saying(sayGuest, true))
	case i.Type == byCommand && i.Data.Name == houseCommand:
		in.later.Go(func() { in.d.answer(ctx, c, i, saying(in.speak(ctx, c, by, channel, i.text()), true)) })
	case thread == "":
		in.answer(ctx, c, i, saying(sayNowhere, true))
	default:
		in.act(ctx, c, i, thread, by, body)
	}
}

// act stores an interaction of somebody who may, and answers it. What only opens
// a form or asks back is not stored.
func (in *intake) act(ctx context.Context, c core.Connection, i interaction, thread string, by core.Profile, body []byte) {
	press, _ := i.pressed()
	if i.Type == byComponent {
		switch press.action {
		case actReply:
			in.answer(ctx, c, i, form(thread))
			return
		case core.ActBlock:
			in.answer(ctx, c, i, saying(sayBlock, true, rowsOf([]button{buttonOf(actSure, "Block for good", "", thread, danger)})...))
			return
		}
	}
	in.d.answers.note(thread, i.user(), i.Token)
	e := core.RawEvent{ID: "interaction:" + i.ID, Workspace: c.Workspace, Connection: c.ID, Surface: core.Discord, Kind: doorAction + kindOf(i),
		Lane: laneOf(thread), Sort: sortable(number(i.ID)), Body: body, Received: in.d.now()}
	if err := in.store(ctx, e); err != nil {
		in.answer(ctx, c, i, saying(sayLater, true))
		return
	}
	in.answer(ctx, c, i, acknowledged(i, by))
}

func kindOf(i interaction) string {
	switch i.Type {
	case byCommand:
		return "command"
	case byModal:
		return "form"
	}
	return "button"
}

// acknowledged is the first answer to what is stored: words that were typed into
// a form or behind a command stand nowhere else, so the answer shows them.
func acknowledged(i interaction, by core.Profile) reply {
	switch {
	case i.Type == byModal:
		return saying("**"+literal(by.Name)+"** to the visitor:\n"+quoteLines(i.text()), false)
	case i.Type == byCommand && i.Data.Name == noteCommand:
		return saying(noteLine+"\n**"+literal(by.Name)+"**: "+unsealed(escaped(i.text())), false)
	case i.Type == byCommand:
		return saying(sayPassed, true)
	}
	return reply{Type: answerLater}
}

// quoteLines shows what somebody typed as a quote.
func quoteLines(s string) string { return ">>> " + unsealed(escaped(s)) }

// answer answers beside what comes next, so that nothing waits for it.
func (in *intake) answer(ctx context.Context, c core.Connection, i interaction, r reply) {
	in.later.Go(func() { in.d.answer(ctx, c, i, r) })
}

// speak answers a command about the house.
func (in *intake) speak(ctx context.Context, c core.Connection, by core.Profile, channel, text string) string {
	within, cancel := context.WithTimeout(ctx, speakWithin)
	defer cancel()
	said, err := in.c.Command(within, c, by, channel, text)
	if err != nil {
		in.d.log.Error("a command was not answered", "err", err)
		return sayLater
	}
	parts := renderParts(said, agentSpeaks)
	if len(parts) == 0 {
		return sayLater
	}
	return parts[0]
}

// form is the modal in which somebody answers without our reading the thread.
func form(thread string) reply {
	const input, paragraph = 4, 2
	return reply{answerModal, map[string]any{
		"custom_id": buttonID(string(actReply), "", thread), "title": "Answer the visitor",
		"components": []any{map[string]any{"type": rowType, "components": []any{map[string]any{
			"type": input, "custom_id": "text", "style": paragraph, "label": "Your words", "required": true, "max_length": maxTyped,
		}}}},
	}}
}
