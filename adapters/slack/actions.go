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
	Actions []struct {
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
	return ""
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
	if i.Type != blockActions {
		return nil, unreadable("interaction of type %q", i.Type)
	}
	var out []core.Happening
	for _, a := range i.Actions {
		name, ok := strings.CutPrefix(a.ActionID, actionPrefix)
		if !ok {
			continue
		}
		name, _, _ = strings.Cut(name, ":")
		out = append(out, core.Happening{
			Kind: core.Pressed, Channel: i.channel(), Thread: i.thread(), Remote: i.message(),
			Action: core.Action(name), Value: a.Value,
		})
	}
	if len(out) == 0 || foreign(c, i.User.TeamID) {
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
