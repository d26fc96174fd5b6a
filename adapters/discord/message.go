package discord

import (
	"slices"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// The types of messages that people write. What is not here crosses nowhere:
// joins, threads made, boosts, answers to commands, and whatever Discord
// invents.
const (
	typeDefault = 0
	typeReply   = 19
)

var crossing = []int{typeDefault, typeReply}

// message is what we read of one.
type message struct {
	ID          string       `json:"id"`
	Channel     string       `json:"channel_id"`
	Guild       string       `json:"guild_id"`
	Type        int          `json:"type"`
	Content     string       `json:"content"`
	Author      *user        `json:"author"`
	Member      *member      `json:"member"`
	Webhook     string       `json:"webhook_id"`
	App         string       `json:"application_id"`
	Edited      string       `json:"edited_timestamp"`
	Mentions    []mentioned  `json:"mentions"`
	Attachments []attachment `json:"attachments"`
	Stickers    []named      `json:"sticker_items"`
	Answers     *message     `json:"referenced_message"`
	Forwarded   []struct {
		Message message `json:"message"`
	} `json:"message_snapshots"`
	Poll *struct {
		Question struct {
			Text string `json:"text"`
		} `json:"question"`
	} `json:"poll"`
}

type named struct {
	Name string `json:"name"`
}

// mentioned is somebody a message names.
type mentioned struct {
	user
	Member *member `json:"member"`
}

type attachment struct {
	ID   string `json:"id"`
	Name string `json:"filename"`
	Type string `json:"content_type"`
	Size int64  `json:"size"`
	URL  string `json:"url"`
}

// ours tells whether we posted the message ourselves, as our bot or by a webhook
// of our application: by identity, never by name.
func (m message) ours(c core.Connection) bool {
	if m.Webhook != "" {
		return c.App != "" && m.App == c.App
	}
	return c.Bot != "" && m.Author != nil && m.Author.ID == c.Bot
}

// written tells whether a person wrote the message.
func (m message) written() bool {
	return m.Author != nil && !m.Author.Bot && !m.Author.System && m.Webhook == "" && slices.Contains(crossing, m.Type)
}

// tells tells whether a message may mean something: a person wrote it, or it is
// one of our posts, which says its key.
func (m message) tells(c core.Connection) bool {
	if m.ours(c) {
		_, _, ok := keyIn(m.Content)
		return ok
	}
	return m.written()
}

// writer is the member who wrote it, as far as the message shows; nil when it
// does not.
func (m message) writer() *member {
	if m.Member == nil || m.Author == nil {
		return nil
	}
	who := *m.Member
	who.User = *m.Author
	return &who
}

// empty tells that we are shown nothing of what somebody wrote.
func (m message) empty() bool {
	return m.Content == "" && len(m.Attachments)+len(m.Stickers)+len(m.Forwarded) == 0 && m.Poll == nil
}

// edited is when it was changed last; zero when it never was. Previews change a
// message too, and leave this as it is.
func (m message) edited() time.Time {
	t, err := time.Parse(time.RFC3339Nano, m.Edited)
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}
