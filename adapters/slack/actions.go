package slack

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	actionPrefix = "bellhop:"
	blockActions = "block_actions"
	// A shortcut under "More actions" of a message; the manifest names it so.
	messageAction = "message_action"
	// RetractShortcut is the callback id of the message shortcut that retracts.
	RetractShortcut = "bellhop_retract"
)

// interaction is what we read of somebody pressing something.
type interaction struct {
	Type      string `json:"type"`
	TriggerID string `json:"trigger_id"`
	Team      struct {
		ID string `json:"id"`
	} `json:"team"`
	User struct {
		ID     string `json:"id"`
		TeamID string `json:"team_id"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		ChannelID string `json:"channel_id"`
		MessageTS string `json:"message_ts"`
		ThreadTS  string `json:"thread_ts"`
	} `json:"container"`
	Message struct {
		TS       string `json:"ts"`
		ThreadTS string `json:"thread_ts"`
	} `json:"message"`
	CallbackID string `json:"callback_id"` // of a shortcut
	ActionTS   string `json:"action_ts"`   // of a shortcut
	Actions    []struct {
		ActionID string `json:"action_id"`
		ActionTS string `json:"action_ts"`
		Value    string `json:"value"`
	} `json:"actions"`
}

func (i interaction) channel() string { return first(i.Container.ChannelID, i.Channel.ID) }

func (i interaction) message() string { return first(i.Message.TS, i.Container.MessageTS) }

// thread is the thread the pressed message stands in or opens.
func (i interaction) thread() string {
	return first(i.Message.ThreadTS, i.Container.ThreadTS, i.message())
}

func (i interaction) pressedAt() string {
	for _, a := range i.Actions {
		if a.ActionTS != "" {
			return a.ActionTS
		}
	}
	return i.ActionTS
}

func first(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

// action says what a stored interaction means.
func (s *Slack) action(ctx context.Context, c core.Connection, body []byte) ([]core.Happening, error) {
	var i interaction
	if err := json.Unmarshal(body, &i); err != nil {
		return nil, unreadable("interaction: %v", err)
	}
	switch i.Type {
	case blockActions:
		return s.pressed(ctx, c, i, i.presses())
	case messageAction:
		if i.CallbackID != RetractShortcut {
			return nil, unreadable("shortcut %q", i.CallbackID)
		}
		return s.pressed(ctx, c, i, []core.Happening{i.press(core.ActRetract, i.message())})
	}
	return nil, unreadable("interaction of type %q", i.Type)
}

func (i interaction) press(a core.Action, value string) core.Happening {
	return core.Happening{Kind: core.Pressed, Channel: i.channel(), Thread: i.thread(), Remote: i.message(), Action: a, Value: value}
}

// presses are the buttons of ours that were pressed.
func (i interaction) presses() (out []core.Happening) {
	for _, a := range i.Actions {
		name, ok := strings.CutPrefix(a.ActionID, actionPrefix)
		if !ok {
			continue
		}
		name, _, _ = strings.Cut(name, ":")
		out = append(out, i.press(core.Action(name), a.Value))
	}
	return out
}

// pressed says who did it, if they may.
func (s *Slack) pressed(ctx context.Context, c core.Connection, i interaction, out []core.Happening) ([]core.Happening, error) {
	if len(out) == 0 {
		return nil, nil
	}
	if i.channel() == "" || i.thread() == "" || i.User.ID == "" {
		return nil, unreadable("interaction without channel, thread or user")
	}
	by, ok, err := s.member(ctx, c, i.User.ID)
	if err != nil || !ok {
		return nil, err
	}
	for n := range out {
		out[n].By = by
	}
	return out, nil
}
