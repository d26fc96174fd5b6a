package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// catchPage is how many messages are asked for at once; some apps get 15.
const catchPage = 200

var _ core.Catcher = (*Slack)(nil)

// CatchUp reads a page of the replies of a thread. Left out are its card and
// what we posted. Of a message that was changed Slack tells only what it is
// now: it is answered as it is, and once more as an edit, which changes nothing
// where it is not known otherwise. Of a deleted one Slack tells nothing, and of
// one from before the gap neither.
func (s *Slack) CatchUp(ctx context.Context, c core.Connection, g core.Gap) (core.Caught, error) {
	args := url.Values{"channel": {g.Channel}, "ts": {g.Thread}, "limit": {strconv.Itoa(catchPage)}, "oldest": {timestamp(g.Since)}}
	if g.Page != "" {
		args.Set("cursor", g.Page)
	}
	var page struct {
		Messages []json.RawMessage `json:"messages"`
		Meta     struct {
			Next string `json:"next_cursor"`
		} `json:"response_metadata"`
	}
	if _, err := s.ask(ctx, c, "conversations.replies", args, &page); err != nil {
		return core.Caught{}, read(err)
	}
	out := core.Caught{Next: page.Meta.Next}
	for _, raw := range page.Messages {
		events, err := s.caught(c, g, raw)
		if err != nil {
			return out, err
		}
		out.Events = append(out.Events, events...)
	}
	return out, nil
}

// caught is a message of a thread as the events about it would have been.
func (s *Slack) caught(c core.Connection, g core.Gap, raw json.RawMessage) ([]core.RawEvent, error) {
	var m slackgo.Msg
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, fmt.Errorf("a message of %s/%s: %w", g.Channel, g.Thread, err)
	}
	if json.Unmarshal(raw, &m) != nil { // of a kind we do not know: Interpret says so
		m.Timestamp = word(fields["ts"])
	}
	if m.Timestamp == g.Thread || ours(c, m) || m.Timestamp == "" {
		return nil, nil
	}
	channel, _ := json.Marshal(g.Channel) // a text encodes
	fields["type"], fields["channel"], fields["event_ts"] = json.RawMessage(`"message"`), channel, fields["ts"]
	events := []core.RawEvent{s.heardLate(c, "message:"+g.Channel+":"+m.Timestamp, fields)}
	if m.Edited == nil {
		return events, nil
	}
	at, _ := json.Marshal(m.Edited.Timestamp) // a text encodes
	edit := map[string]json.RawMessage{
		"type": json.RawMessage(`"message"`), "subtype": json.RawMessage(`"message_changed"`), "hidden": json.RawMessage("true"),
		"channel": channel, "ts": at, "event_ts": at, "message": raw,
	}
	return append(events, s.heardLate(c, "edit:"+g.Channel+":"+m.Timestamp+":"+m.Edited.Timestamp, edit)), nil
}

// heardLate is an event of ours in the shape of Slack's. Messages are filed
// under the name they have when Slack tells them itself.
func (s *Slack) heardLate(c core.Connection, id string, inner map[string]json.RawMessage) core.RawEvent {
	body, _ := json.Marshal(map[string]any{ // decoded JSON encodes
		"type": "event_callback", "team_id": c.Remote, "event_id": id, "event": inner,
	})
	e := core.RawEvent{Workspace: c.Workspace, Connection: c.ID, Surface: core.Slack, Kind: doorEvent, Body: body, Received: s.now()}
	if _, why := fileEvent(&e); why != "" {
		e.ID = id // it is kept, and says why
	}
	return e
}

// timestamp is a time as Slack writes it.
func timestamp(t time.Time) string {
	if t.IsZero() {
		return "0"
	}
	return fmt.Sprintf("%d.%06d", t.Unix(), t.Nanosecond()/1000)
}

// uncheckedLine says on a card that what the team wrote may not have crossed.
func uncheckedLine(d core.Delivery) *slackgo.ContextBlock {
	return contextLine(mrkdwn("⚠️ Not checked since " + at(d.Unchecked, d.Now) + ": replies written here since then may not have reached the visitor yet. They will."))
}
