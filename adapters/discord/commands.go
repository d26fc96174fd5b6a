package discord

import (
	"context"
	"net/http"
	"reflect"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	noteCommand  = "note"
	houseCommand = "bellhop"
)

// commandActions are the commands that do what a typed word does.
var commandActions = map[string]core.Action{"claim": core.ActClaim, "close": core.ActClose, "bot": core.ActBot, "who": core.ActWho}

// command is a command as Discord keeps it.
type command struct {
	Name        string          `json:"name"`
	Type        int             `json:"type"`
	Description string          `json:"description"`
	Options     []commandOption `json:"options"`
}

type commandOption struct {
	Name        string `json:"name"`
	Type        int    `json:"type"`
	Description string `json:"description"`
	Required    bool   `json:"required"`
	MaxLength   int    `json:"max_length,omitempty"`
}

// commands are ours.
func commands() []command {
	typed := func(name, says string, options ...commandOption) command {
		return command{Name: name, Type: 1, Description: says, Options: append([]commandOption{}, options...)}
	}
	text := func(name, says string, required bool) commandOption {
		return commandOption{Name: name, Type: 3, Description: says, Required: required, MaxLength: maxTyped}
	}
	return []command{
		typed("claim", "Take this conversation"),
		typed("close", "End this conversation"),
		typed("bot", "Hand the visitor back to the bot"),
		typed("who", "Who has this conversation"),
		typed(noteCommand, "A note for the team; the visitor never sees it", text("text", "The note", true)),
		typed(houseCommand, "What is open now, and help", text("what", "list or help", false)),
		{Name: RetractCommand, Type: 3, Options: []commandOption{}},
	}
}

// maxTyped is how long a note or an answer in a form may be.
const maxTyped = 1800

// teach gives a server our commands, when it has others.
func (d *Discord) teach(ctx context.Context, c core.Connection) error {
	path := "applications/" + c.App + "/guilds/" + c.Remote + "/commands"
	var have []command
	if err := d.call(ctx, c, get(path, &have)); err != nil && !notThere(err) {
		return err
	}
	for i := range have {
		if have[i].Options == nil {
			have[i].Options = []commandOption{}
		}
	}
	if sameCommands(have, commands()) {
		return nil
	}
	return d.call(ctx, c, call{method: http.MethodPut, path: path, family: "PUT " + path, body: commands()})
}

// sameCommands compares in whatever order.
func sameCommands(a, b []command) bool {
	by := func(all []command) map[string]command {
		m := map[string]command{}
		for _, c := range all {
			m[c.Name] = c
		}
		return m
	}
	x, y := by(a), by(b)
	return len(a) == len(b) && reflect.DeepEqual(x, y)
}

// learnt is done once for each server and session, when it can be.
func (in *intake) learnt(ctx context.Context, c core.Connection) {
	if c.Remote == "" || c.App == "" || !in.d.warned.first("commands:"+string(c.ID)) {
		return
	}
	in.later.Go(func() {
		if err := in.d.teach(ctx, c); err != nil && ctx.Err() == nil {
			in.d.log.Warn("slash commands were not set up; buttons and typed words work", "connection", c.ID, "err", err,
				"cure", "Invite the bot again with the scope applications.commands: bellhop invite discord prints the link.")
		}
	})
}
