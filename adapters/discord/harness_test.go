package discord_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord/discordspec"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/platformtest"
)

const (
	channel = "700000000000000001"
	forum   = "700000000000000002"
	beacon  = "700000000000000003" // where the harness waits for our own posts
	anna    = "700000000000000011"
	ben     = "700000000000000012"
	guest   = "700000000000000013"
	robot   = "700000000000000014"
	team    = "700000000000000021" // the role of who may manage messages
)

var userOf = map[platformtest.Person]string{platformtest.Anna: anna, platformtest.Ben: ben, platformtest.Guest: guest, platformtest.Robot: robot}

// world is a small Discord with our adapter on its gateway. Every request of
// ours is held to the vendor's schemas where they are at hand.
type world struct {
	*testing.T
	ws    *fakediscord.Server
	bell  *discord.Discord
	inbox *inbox
	room  string // the channel that is rung
	taken int
	mu    sync.Mutex
	ahead time.Duration // of the adapter's clock
	away  *away
	file  fakediscord.Message // that Anna sent last with a file
	wire  *wire
}

func seeded() fakediscord.Config {
	return fakediscord.Config{
		Users: []fakediscord.User{
			{ID: anna, Username: "anna_b", GlobalName: "Anna", Roles: []string{team}, Avatar: true}, {ID: ben, Username: "ben", GlobalName: "Ben", Roles: []string{team}},
			{ID: guest, Username: "guest"}, {ID: robot, Username: "robot", Bot: true, Roles: []string{team}},
		},
		Roles:    []fakediscord.Role{{ID: team, Name: "Team", Permissions: fakediscord.ManageMessages}},
		Channels: []fakediscord.Channel{{ID: channel, Name: "support"}, {ID: forum, Name: "desk", Kind: fakediscord.Forum}, {ID: beacon, Name: "beacon"}},
	}
}

// open makes a world; change may make it another. It waits until we hear.
func open(t *testing.T, change ...func(*fakediscord.Config, *discord.Config)) *world {
	t.Helper()
	w := closed(t, change...)
	w.listen()
	return w
}

// closed is a world in which we do not listen yet.
func closed(t *testing.T, change ...func(*fakediscord.Config, *discord.Config)) *world {
	t.Helper()
	w := &world{T: t, room: channel, away: elsewhere(t), wire: &wire{RoundTripper: &http.Transport{}}}
	cfg := seeded()
	if discordspec.Available() {
		cfg.Inspect = func(method, route string, query url.Values, body any) {
			discordspec.Request(t, method, route, query, body)
		}
	}
	mine := discord.Config{Channel: channel, HTTP: &http.Client{Transport: w.wire}, Log: slog.New(slog.DiscardHandler), Now: w.now}
	for _, f := range change {
		f(&cfg, &mine)
	}
	w.ws = fakediscord.New(cfg)
	if _, err := w.ws.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.ws.Close)
	mine.APIURL, mine.BotToken = w.ws.URL(), w.ws.Config().Token
	var err error
	if w.bell, err = discord.New(mine); err != nil {
		t.Fatal(err)
	}
	w.bell.Hurry()
	w.inbox = newInbox(w.known())
	return w
}

// listen holds the gateway until the test ends.
func (w *world) listen() {
	w.Helper()
	ctx, stop := context.WithCancel(context.Background())
	var line sync.WaitGroup
	line.Go(func() { w.bell.Listen(ctx, w.inbox, w.inbox) })
	w.Cleanup(func() { stop(); line.Wait() })
	select {
	case <-w.inbox.missed:
	case <-time.After(10 * time.Second):
		w.Fatal("nothing is heard")
	}
	w.until("our commands are known", func() bool { return len(w.ws.Commands()) == 7 })
	w.settled()
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Now().Add(w.ahead)
}

func (w *world) Pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ahead += d
}

func TestDiscordKeepsTheContract(t *testing.T) {
	platformtest.Run(t, func(t *testing.T) platformtest.Harness { return open(t) })
}

func TestAForumKeepsTheContractToo(t *testing.T) {
	platformtest.Run(t, func(t *testing.T) platformtest.Harness {
		w := open(t, func(_ *fakediscord.Config, c *discord.Config) { c.Channel = forum })
		w.room = forum
		return w
	})
}

func (w *world) Platform() core.Platform { return w.bell }

func (w *world) Connection() core.Connection {
	return core.Connection{ID: "discord", Workspace: "w1", Surface: core.Discord, Token: w.ws.Config().Token}
}

// known is the connection after we learned who we are.
func (w *world) known() core.Connection {
	c, cfg := w.Connection(), w.ws.Config()
	c.Remote, c.Name, c.Bot, c.BotID, c.App = cfg.Guild.ID, cfg.Guild.Name, cfg.App.BotUserID, cfg.App.ID, cfg.App.ID
	return c
}

func (w *world) Channel() string { return w.room }

func (w *world) Pings() []string {
	var out []string
	for _, p := range w.ws.Pings() {
		out = append(out, p.Method+" "+p.Kind+" "+p.Target)
	}
	return out
}

// settled waits until what happened has come to the door: a post of ours
// elsewhere comes after all of it.
func (w *world) settled() {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), 10*time.Second)
	defer cancel()
	id := w.ownPost(ctx, beacon, "settled?"+discord.Sealed("settled", 0))
	if err := w.inbox.await(ctx, func(i *inbox) bool {
		return slices.ContainsFunc(i.events, func(e core.RawEvent) bool { return e.ID == "message:"+id })
	}); err != nil {
		w.Fatal("what happened did not come in:", err)
	}
}

// ownPost posts as our bot, past the adapter.
func (w *world) ownPost(ctx context.Context, where, text string) string {
	w.Helper()
	body, _ := json.Marshal(map[string]any{"content": text})
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.ws.URL()+"/api/v10/channels/"+where+"/messages", bytes.NewReader(body))
	if err != nil {
		w.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+w.ws.Config().Token)
	req.Header.Set("User-Agent", "DiscordBot (https://example.com, 1)")
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		w.Fatal(err)
	}
	defer res.Body.Close()
	var m struct {
		ID string `json:"id"`
	}
	if err := json.NewDecoder(res.Body).Decode(&m); err != nil || m.ID == "" {
		w.Fatalf("our own post was refused: %s %v", res.Status, err)
	}
	return m.ID
}

func (w *world) Events() []core.RawEvent {
	w.Helper()
	w.settled()
	all := w.inbox.received()
	out := slices.DeleteFunc(slices.Clone(all[w.taken:]), func(e core.RawEvent) bool { return strings.Contains(string(e.Body), "settled?") })
	w.taken = len(all)
	return out
}

// did is for what people do: it must have worked.
func (w *world) did(err error) []core.RawEvent {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
	return w.Events()
}
