package slack

import (
	"context"
	"encoding/json"
	"slices"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// crossing are the subtypes of messages that people write. What is not here
// crosses nowhere: joins, bots, tombstones, and whatever Slack invents.
var crossing = []string{"", slackgo.MsgSubTypeFileShare, slackgo.MsgSubTypeThreadBroadcast, slackgo.MsgSubTypeMeMessage}

// quiet are the events that we know and that mean nothing to a conversation.
var quiet = []string{
	"app_home_opened", "app_mention", "app_rate_limited", "app_uninstalled", "tokens_revoked", "user_change", "user_profile_changed",
	"user_status_changed", "dnd_updated_user", "team_join", "team_rename", "team_domain_change",
	"member_joined_channel", "member_left_channel", "channel_archive", "channel_unarchive", "channel_deleted", "channel_rename",
	"channel_created", "channel_id_changed", "channel_left", "channel_shared", "channel_unshared", "channel_history_changed",
	"group_archive", "group_unarchive", "group_deleted", "group_rename", "group_left", "group_history_changed",
	"reaction_added", "reaction_removed", "pin_added", "pin_removed", "link_shared", "message_metadata_posted",
	"message_metadata_updated", "message_metadata_deleted", "emoji_changed",
	"file_created", "file_shared", "file_change", "file_deleted", "file_public", "file_unshared",
}

// outer is the envelope of an event.
type outer struct {
	Type   string          `json:"type"`
	TeamID string          `json:"team_id"`
	Event  json.RawMessage `json:"event"`
}

// event says what an envelope of the Events API means.
func (s *Slack) event(ctx context.Context, c core.Connection, body []byte) ([]core.Happening, error) {
	var env outer
	var kind struct {
		Type string `json:"type"`
		User json.RawMessage
	}
	if err := json.Unmarshal(body, &env); err != nil {
		return nil, unreadable("event: %v", err)
	}
	if env.Type == "app_rate_limited" {
		return nil, nil
	}
	if err := json.Unmarshal(env.Event, &kind); err != nil {
		return nil, unreadable("inner event: %v", err)
	}
	switch {
	case kind.Type == "message":
		return s.message(ctx, c, env.Event)
	case kind.Type == "user_change":
		s.people.forget(c, userIn(kind.User))
		return nil, nil
	case slices.Contains(quiet, kind.Type):
		return nil, nil
	}
	return nil, unreadable("event of type %q", kind.Type)
}

// userIn is the id of a person that an event holds whole or by id.
func userIn(raw json.RawMessage) string {
	var id string
	var whole struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(raw, &id) != nil && json.Unmarshal(raw, &whole) == nil {
		id = whole.ID
	}
	return id
}

// message says what a message event means: our own post, a reply of somebody of
// the team, a change of one, or nothing.
func (s *Slack) message(ctx context.Context, c core.Connection, raw json.RawMessage) ([]core.Happening, error) {
	m, err := readMessage(raw)
	if err != nil {
		return nil, unreadable("message: %v", err)
	}
	switch m.SubType {
	case slackgo.MsgSubTypeMessageChanged:
		return s.changed(ctx, c, raw)
	case slackgo.MsgSubTypeMessageDeleted:
		return s.deleted(ctx, c, raw)
	}
	if m.Channel == "" || m.Timestamp == "" {
		return nil, unreadable("message without channel or ts")
	}
	if ours(c, m.Msg) {
		return echo(m.Msg), nil
	}
	if m.Hidden || !crosses(c, m.Msg) {
		return nil, nil
	}
	by, ok, err := s.memberFrom(ctx, c, m.User, homeOf(raw))
	if err != nil || !ok {
		return nil, err
	}
	text, err := s.words(ctx, c, m)
	if err != nil {
		return nil, err
	}
	h := core.Happening{
		Kind: core.Said, Channel: m.Channel, Thread: m.ThreadTimestamp, Remote: m.Timestamp, By: by,
		Text: text, Files: filesIn(m.Files), Changed: m.Edited != nil,
	}
	if h.Text == "" && len(h.Files) == 0 {
		return nil, nil
	}
	return []core.Happening{h}, nil
}

// ours tells whether we posted the message ourselves: by identity, never by
// name.
func ours(c core.Connection, m slackgo.Msg) bool {
	return c.BotID != "" && m.BotID == c.BotID || c.Bot != "" && m.User == c.Bot ||
		c.App != "" && m.BotProfile != nil && m.BotProfile.AppID == c.App
}

// echo is our own post come back. Only a post that says its key settles
// anything; a change of one is none.
func echo(m slackgo.Msg) []core.Happening {
	key, part, ok := keyIn(m)
	if !ok || m.Hidden {
		return nil
	}
	thread := m.ThreadTimestamp
	if thread == "" {
		thread = m.Timestamp
	}
	return []core.Happening{{Kind: core.Echoed, Channel: m.Channel, Thread: thread, Remote: m.Timestamp, Key: key, Part: part}}
}
