package slack

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	slackbot      = "USLACKBOT"
	tombstone     = "tombstone"
	tombstoneText = "This message was deleted."
)

// changed says what message_changed means: an edit of somebody of the team, a
// deletion that left a tombstone, or nothing. Slack sends it also for previews
// of links, for reply counts and for our own updates.
func (s *Slack) changed(ctx context.Context, c core.Connection, raw json.RawMessage) ([]core.Happening, error) {
	m, err := readMessage(raw)
	if err != nil {
		return nil, unreadable("message_changed: %v", err)
	}
	if m.Channel == "" || m.SubMessage == nil || m.SubMessage.Timestamp == "" {
		return nil, unreadable("message_changed without channel or message")
	}
	now, was := *m.SubMessage, slackgo.Msg{}
	if m.PreviousMessage != nil {
		was = *m.PreviousMessage
	}
	if isTombstone(now) {
		return s.removed(ctx, c, m.Channel, now.Timestamp, was)
	}
	if !edited(now, was) && !lostFiles(now, was) || !crosses(c, now) {
		return nil, nil
	}
	by, ok, err := s.memberFrom(ctx, c, now.User, changedHome(raw))
	if err != nil || !ok {
		return nil, err
	}
	text, err := s.words(ctx, c, slackgo.Message{Msg: now})
	if err != nil {
		return nil, err
	}
	return []core.Happening{{
		Kind: core.Edited, Channel: m.Channel, Thread: now.ThreadTimestamp, Remote: now.Timestamp, By: by,
		Text: text, Files: filesLeft(now.Files), At: editedAt(m),
	}}, nil
}

// editedAt is when a message was changed: so Slack says of the message, often in
// whole seconds, and of the event, which comes a moment later. Two edits within
// a second are two.
func editedAt(m slackgo.Message) time.Time {
	told := moment(m.Timestamp)
	if m.SubMessage.Edited == nil {
		return told
	}
	at := moment(m.SubMessage.Edited.Timestamp)
	if at.IsZero() || at.Nanosecond() == 0 && told.After(at) {
		return told
	}
	return at
}

// changedHome reads where the writer of a changed message is at home.
func changedHome(raw json.RawMessage) home {
	var inner struct {
		Message json.RawMessage `json:"message"`
	}
	_ = json.Unmarshal(raw, &inner) // as in homeOf
	return homeOf(inner.Message)
}

// deleted says what message_deleted means: a deletion of a reply of somebody of
// the team, or nothing.
func (s *Slack) deleted(ctx context.Context, c core.Connection, raw json.RawMessage) ([]core.Happening, error) {
	m, err := readMessage(raw)
	if err != nil {
		return nil, unreadable("message_deleted: %v", err)
	}
	if m.Channel == "" || m.DeletedTimestamp == "" {
		return nil, unreadable("message_deleted without channel or deleted_ts")
	}
	if m.PreviousMessage == nil {
		return nil, nil
	}
	return s.removed(ctx, c, m.Channel, m.DeletedTimestamp, *m.PreviousMessage)
}

// removed is the deletion of a message that was. Who deleted it, its writer or
// an admin, Slack does not tell.
func (s *Slack) removed(ctx context.Context, c core.Connection, channel, ts string, was slackgo.Msg) ([]core.Happening, error) {
	was.Timestamp = first(was.Timestamp, ts)
	if isTombstone(was) || !crosses(c, was) {
		return nil, nil
	}
	by, ok, err := s.member(ctx, c, was.User)
	if err != nil || !ok {
		return nil, err
	}
	return []core.Happening{{Kind: core.Removed, Channel: channel, Thread: was.ThreadTimestamp, Remote: ts, By: by}}, nil
}

// crosses tells whether a message is one that a person wrote in a thread. Where
// they are at home is not judged by the event, which names an organisation
// where a workspace is one of several, but by what Slack says of the person.
func crosses(c core.Connection, m slackgo.Msg) bool {
	reply := m.ThreadTimestamp != "" && m.ThreadTimestamp != m.Timestamp
	return reply && !ours(c, m) && m.BotID == "" && m.BotProfile == nil && m.User != "" && slices.Contains(crossing, m.SubType)
}

// edited tells an edit from everything else that changes a message.
func edited(now, was slackgo.Msg) bool {
	if now.Text != was.Text {
		return true
	}
	return now.Edited != nil && (was.Edited == nil || was.Edited.Timestamp != now.Edited.Timestamp)
}

// lostFiles tells whether a file was taken away from a message.
func lostFiles(now, was slackgo.Msg) bool {
	return len(filesLeft(now.Files)) < len(filesLeft(was.Files))
}

// isTombstone tells whether a message stands for one that was deleted.
func isTombstone(m slackgo.Msg) bool {
	return m.SubType == tombstone || m.User == slackbot && m.Text == tombstoneText
}

// moment reads a timestamp of Slack's; what is none is zero.
func moment(ts string) time.Time {
	sec, micro, _ := strings.Cut(ts, ".")
	s, err := strconv.ParseInt(sec, 10, 64)
	if err != nil {
		return time.Time{}
	}
	u, err := strconv.ParseInt((micro + "000000")[:6], 10, 64)
	if err != nil {
		u = 0
	}
	return time.Unix(s, u*1000).UTC()
}
