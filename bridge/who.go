package bridge

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// refusal says why a command did nothing, for the one who gave it.
func refusal(s core.State) string {
	switch s {
	case core.StateClosed:
		return "That does nothing now: this conversation is closed. Write to the visitor to reopen it."
	case core.StateBot:
		return "That does nothing now: the bot has this conversation."
	}
	return "That does nothing now."
}

// whoHasIt says who has a conversation, since when, and how it stands.
func whoHasIt(c core.Conversation, now time.Time) string {
	switch {
	case c.Owner != "":
		text := fmt.Sprintf("**%s** has this conversation, for %s.", core.Literal(c.OwnerName), span(now.Sub(c.OwnedAt)))
		if c.Ask.IsOpen() {
			text += " The visitor still waits for a first word."
		}
		return text
	case c.State == core.StateQueued:
		return fmt.Sprintf("Nobody has this conversation yet. The visitor has waited %s.", span(now.Sub(c.Ask.Opened)))
	case c.State == core.StateMissed:
		return "Nobody has this conversation; it was missed. A reply here still reaches the visitor."
	case c.State == core.StateClosed:
		return "Nobody has this conversation; it is closed."
	}
	return "The bot has this conversation. A reply here takes it over."
}

// span is a duration for people.
func span(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "less than a minute"
	case d < 2*time.Minute:
		return "a minute"
	case d < time.Hour:
		return fmt.Sprintf("%d minutes", int(d.Minutes()))
	case d < 2*time.Hour:
		return "an hour"
	}
	return fmt.Sprintf("%d hours", int(d.Hours()))
}

// Command answers what was typed after "/bellhop"; see core.Commander.
func (b *Bridge) Command(ctx context.Context, c core.Connection, _ core.Profile, _, text string) (string, error) {
	switch word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(text)), " "); word {
	case "", "help":
		return commandHelp, nil
	case "list", "who":
		return b.listOpen(ctx, c)
	default:
		return fmt.Sprintf("I don’t know “%s”. %s", core.Literal(oneLine(word, 30)), commandHelp), nil
	}
}

const commandHelp = "**Bellhop** carries a website’s visitors into threads of this channel. Reply in a thread to talk to the visitor.\n\n" +
	"- `!claim` – take the conversation, `!close` – end it, `!bot` – hand it back to the bot, `!who` – who has it\n" +
	"- `!retract` – withdraw your last message, `!block` – end it and hear this visitor no more\n" +
	"- `//` or `!note` before a text – a note for the team; the visitor never sees it\n" +
	"- `/bellhop list` – what is open now"

// listOpen lists a workspace's waiting and running conversations.
func (b *Bridge) listOpen(ctx context.Context, c core.Connection) (string, error) {
	talks, err := b.Store.Active(ctx, c.Workspace, 20)
	if err != nil {
		return "", err
	}
	if len(talks) == 0 {
		return "Nobody is waiting and no conversation is open. All quiet.", nil
	}
	var out strings.Builder
	now := b.now()
	for _, t := range talks {
		v, err := b.Store.Visitor(ctx, c.Workspace, t.Visitor)
		if err != nil {
			return "", err
		}
		name := v.Name
		if name == "" {
			name = "Visitor"
		}
		state := "waiting for " + span(now.Sub(t.Ask.Opened))
		if t.Owner != "" {
			state = "with " + core.Literal(t.OwnerName)
		}
		fmt.Fprintf(&out, "- **%s** – %s\n", core.Literal(name), state)
	}
	return out.String(), nil
}
