package discord

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	actionPrefix = "bellhop:"
	// RetractCommand is the command in a message's menu that retracts it.
	RetractCommand = "Retract (Bellhop)"
)

// The actions that are Discord's alone: they are answered and not stored.
const (
	actReply core.Action = "reply"  // open a form for an answer
	actSure  core.Action = "block!" // block, after all
)

// The kinds of interactions.
const (
	byCommand   = 2
	byComponent = 3
	byModal     = 5
)

// interaction is what we read of somebody pressing, commanding or sending a
// form.
type interaction struct {
	ID      string   `json:"id"`
	App     string   `json:"application_id"`
	Type    int      `json:"type"`
	Token   string   `json:"token"`
	Guild   string   `json:"guild_id"`
	Room    string   `json:"channel_id"`
	Channel *place   `json:"channel"`
	Member  *member  `json:"member"`
	Message *message `json:"message"`
	Data    struct {
		ID      string   `json:"custom_id"`
		Name    string   `json:"name"`
		Type    int      `json:"type"` // of a command: 1 typed, 3 chosen for a message
		Target  string   `json:"target_id"`
		Options []option `json:"options"`
		Rows    []struct {
			Components []struct {
				ID    string `json:"custom_id"`
				Value string `json:"value"`
			} `json:"components"`
		} `json:"components"`
	} `json:"data"`
}

type option struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// pressed is a button of ours: what it does, with which value, in which thread.
type pressed struct {
	action core.Action
	value  string
	thread string
}

func (i interaction) pressed() (pressed, bool) {
	rest, ok := strings.CutPrefix(i.Data.ID, actionPrefix)
	parts := strings.SplitN(rest, ":", 3)
	if !ok || len(parts) != 3 {
		return pressed{}, false
	}
	return pressed{core.Action(parts[0]), parts[1], parts[2]}, true
}

// text is what was typed with a command or into a form.
func (i interaction) text() string {
	for _, o := range i.Data.Options {
		if s, ok := o.Value.(string); ok {
			return s
		}
	}
	for _, r := range i.Data.Rows {
		for _, c := range r.Components {
			return c.Value
		}
	}
	return ""
}

func (i interaction) user() string {
	if i.Member == nil {
		return ""
	}
	return i.Member.User.ID
}

// where is the channel and the thread that an interaction is about. thread is
// empty in the channel itself.
func (d *Discord) where(ctx context.Context, c core.Connection, i interaction) (channel, thread string, err error) {
	var p place
	if i.Channel != nil && i.Channel.Type != 0 && i.Channel.Parent != "" {
		p = *i.Channel
	} else if p, err = d.place(ctx, c, i.Room); err != nil {
		return "", "", err
	}
	if p.isThread() {
		return p.Parent, p.ID, nil
	}
	press, _ := i.pressed()
	if press.thread != "" {
		return p.ID, press.thread, nil
	}
	if i.Message != nil {
		return p.ID, i.Message.ID, nil // the card, whose thread has its id
	}
	return p.ID, "", nil
}

// action says what a stored interaction means.
func (d *Discord) action(ctx context.Context, c core.Connection, body []byte) ([]core.Happening, error) {
	var i interaction
	if err := json.Unmarshal(body, &i); err != nil {
		return nil, unreadable("interaction: %v", err)
	}
	if i.ID == "" || i.user() == "" || i.Room == "" {
		return nil, unreadable("interaction without id, channel or member")
	}
	channel, thread, err := d.where(ctx, c, i)
	if has(err, unknownChannel) {
		return nil, nil
	}
	if err != nil {
		return nil, read(err)
	}
	by, ok, err := d.agent(ctx, c, i.user(), i.Member, channel)
	if err != nil || !ok || thread == "" {
		return nil, err
	}
	h := core.Happening{Kind: core.Pressed, Channel: channel, Thread: thread, Remote: i.ID, By: by}
	return i.meant(h, &names{ctx: ctx, d: d, c: c})
}

// meant says what an interaction asks for.
func (i interaction) meant(h core.Happening, n *names) ([]core.Happening, error) {
	press, ours := i.pressed()
	switch {
	case i.Type == byModal && ours && press.action == actReply:
		h.Kind, h.Text = core.Said, fromDiscord(i.text(), n)
	case i.Type == byComponent && ours && press.action == actSure:
		h.Action = core.ActBlock
	case i.Type == byComponent && ours:
		h.Action, h.Value = press.action, press.value
	case i.Type == byComponent:
		return nil, nil
	case i.Type == byCommand && i.Data.Type == 3 && i.Data.Name == RetractCommand:
		h.Action, h.Value = core.ActRetract, i.Data.Target
	case i.Type == byCommand && i.Data.Name == noteCommand:
		h.Kind, h.Text = core.Said, "//"+fromDiscord(i.text(), n)
	case i.Type == byCommand && commandActions[i.Data.Name] != "":
		h.Action = commandActions[i.Data.Name]
	default:
		return nil, unreadable("interaction of type %d named %q", i.Type, first(i.Data.Name, i.Data.ID))
	}
	return []core.Happening{h}, nil
}
