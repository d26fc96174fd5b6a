package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// The small Discord's fixed names.
const (
	onDiscord      = "discord"
	discordChannel = "800000000000000001"
	discordRole    = "800000000000000002"
	discordGuest   = "800000000000000003"
	discordRobot   = "800000000000000004"
	discordToken   = "torture-token"
	discordBot     = "600000000000000004"
)

// steady is how long the gateway has to be held until everything that was missed
// counts as asked for.
const steady = 30 * time.Second

// discord is the small Discord.
type discord struct {
	ws *fakediscord.Server

	mu      sync.Mutex
	last    map[string]string // channel or thread: the newest message looked at
	threads []string
	hints   int       // how many private answers were looked at
	held    time.Time // since when the gateway is held; zero while it is not
}

var _ surface = (*discord)(nil)

// newDiscord is a server with agents, a guest, another app's bot and one channel.
func newDiscord(agents int, b *book) (*discord, error) {
	d := &discord{last: map[string]string{discordChannel: "0"}}
	users := []fakediscord.User{{ID: discordGuest, Username: "guest"}, {ID: discordRobot, Username: "robot", Bot: true, Roles: []string{discordRole}}}
	for i := range agents {
		users = append(users, fakediscord.User{ID: d.agent(i), Username: fmt.Sprintf("agent%d", i+1), GlobalName: fmt.Sprintf("Agent D%d", i+1), Roles: []string{discordRole}})
	}
	d.ws = fakediscord.New(fakediscord.Config{
		Token: discordToken, Users: users, Keep: 2000,
		Roles:    []fakediscord.Role{{ID: discordRole, Name: "Team", Permissions: fakediscord.ManageMessages}},
		Channels: []fakediscord.Channel{{ID: discordChannel, Name: "support"}},
		Inspect:  b.discordCall, SessionStarts: 1000,
	})
	_, err := d.ws.Start()
	return d, err
}

func (d *discord) name() string { return onDiscord }

func (d *discord) settings() []string {
	return []string{"BELLHOP_DISCORD_API_URL=" + d.ws.URL() + "/", "BELLHOP_DISCORD_BOT_TOKEN=" + discordToken, "BELLHOP_DISCORD_CHANNEL=" + discordChannel,
		"BELLHOP_DISCORD_PACE=false"} // which would make a run of minutes one of hours
}

func (d *discord) point(string) {} // it is called, it calls nobody

func (d *discord) agent(n int) string { return fmt.Sprintf("8100000000000%05d", n+1) }
func (d *discord) guest() string      { return discordGuest }

func (d *discord) reply(by, thread, text string) (string, error) { return d.ws.Say(by, thread, text) }

func (d *discord) bot(thread, text string) (id, by string, err error) {
	id, err = d.ws.Say(discordRobot, thread, text)
	return id, discordRobot, err
}

func (d *discord) upload(by, thread, name, text string) (string, error) {
	return d.ws.Upload(by, thread, name, []byte(text))
}

func (d *discord) edit(by, thread, id, text string) error { return d.ws.Edit(by, thread, id, text) }
func (d *discord) remove(by, thread, id string) error     { return d.ws.Delete(by, thread, id) }

// press presses a button under the card, which stands in the channel, or under a
// hint.
func (d *discord) press(by, thread, id, action string) error {
	where := thread
	if id == thread {
		where = discordChannel
	}
	for _, m := range d.ws.View(by, where) {
		if m.ID != id {
			continue
		}
		for _, b := range buttonsOf(m) {
			if strings.HasPrefix(b.id, "bellhop:"+action+":") {
				_, err := d.ws.Press(by, where, id, b.id)
				return err
			}
		}
	}
	return fmt.Errorf("there is no button %s under %s", action, id)
}

func (d *discord) news() (cards []check.Post, hints []check.Hint) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, m := range d.ws.MessagesAfter(discordChannel, d.last[discordChannel]) {
		d.last[discordChannel] = m.ID
		if p, ok := discordPost(m, ""); ok && p.Role == check.Card {
			cards = append(cards, p)
			d.threads = append(d.threads, m.ID)
			d.last[m.ID] = "0"
		}
	}
	for _, thread := range d.threads {
		for _, m := range d.ws.MessagesAfter(thread, d.last[thread]) {
			d.last[thread] = m.ID
			if h, ok := discordHint(m); ok {
				hints = append(hints, h)
			}
		}
	}
	private := d.ws.Ephemerals("")
	for _, m := range private[min(d.hints, len(private)):] {
		if h, ok := discordHint(m); ok {
			hints = append(hints, h)
		}
	}
	d.hints = len(private)
	return cards, hints
}

// delivered: Discord tells once, over the gateway, and what it told nobody is
// read from the threads. So every word is heard in the end, nobody knows when;
// of an edit or a deletion that nobody heard there may be no trace.
func (d *discord) delivered(w check.TeamWord) check.TeamWord {
	w.Tried = fakediscord.IDTime(w.TS)
	if w.Deleted == nil {
		w.Taken = time.Now()
	}
	return w
}

func (d *discord) testify(h *check.History) {
	for _, m := range d.ws.Messages(discordChannel) {
		if p, ok := discordPost(m, ""); ok {
			h.Posts = append(h.Posts, p)
		}
	}
	d.mu.Lock()
	threads := d.threads
	d.mu.Unlock()
	for _, thread := range threads {
		for _, m := range d.ws.Messages(thread) {
			if x, ok := discordHint(m); ok {
				h.Hints = append(h.Hints, x)
			} else if p, ok := discordPost(m, thread); ok {
				h.Posts = append(h.Posts, p)
			}
		}
	}
	for _, m := range d.ws.Ephemerals("") {
		if x, ok := discordHint(m); ok {
			h.Hints = append(h.Hints, x)
		}
	}
	for _, p := range d.ws.Pings() {
		h.Pings = append(h.Pings, p.Method+" "+p.Message+" could notify "+p.Kind+" "+p.Target)
	}
}

// settled tells whether the gateway is held for a while.
func (d *discord) settled() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.ws.Listening() == 0:
		d.held = time.Time{}
	case d.held.IsZero():
		d.held = time.Now()
	}
	return !d.held.IsZero() && time.Since(d.held) > steady
}

func (d *discord) mend()  { d.ws.ClearFaults() }
func (d *discord) close() { d.ws.Close() }
