package bridge_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/answers"
	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/seal"
	"github.com/bellhop-chat/bellhop/adapters/slack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/adapters/sqlite"
	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

const (
	discordRoom = "700000000000000001"
	dora        = "700000000000000011"
	teamRole    = "700000000000000021"
)

// both is a Bellhop that rings a Slack channel and a Discord channel, over real
// sockets and in real time: a gateway is one.
type both struct {
	*testing.T
	slack   *fakeslack.Server
	discord *fakediscord.Server
	bridge  *bridge.Bridge
	adapter *discord.Discord
	store   core.Store
	session bridge.Session
}

func tellBoth(t *testing.T) *both {
	t.Helper()
	b := &both{T: t}
	b.slack = fakeslack.New(fakeslack.Config{
		Users:    []fakeslack.User{{ID: "U1", Name: "anna", RealName: "Anna Berg", DisplayName: "Anna"}},
		Channels: []fakeslack.Channel{{ID: channel, Name: "support", Members: []string{"U1", "U0BOT"}}},
	})
	b.discord = fakediscord.New(fakediscord.Config{
		Users:    []fakediscord.User{{ID: dora, Username: "dora", GlobalName: "Dora", Roles: []string{teamRole}}},
		Roles:    []fakediscord.Role{{ID: teamRole, Name: "Team", Permissions: fakediscord.ManageMessages}},
		Channels: []fakediscord.Channel{{ID: discordRoom, Name: "support"}},
	})
	for _, start := range []func() (string, error){b.slack.Start, b.discord.Start} {
		if _, err := start(); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(b.slack.Close)
	t.Cleanup(b.discord.Close)
	b.furnish()
	return b
}

// furnish puts the house together and runs it until the test ends.
func (b *both) furnish() {
	b.Helper()
	log := slog.New(slog.DiscardHandler)
	sealer, err := seal.New([]byte(strings.Repeat("k", seal.KeySize)))
	b.ok(err)
	b.store, err = sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "bellhop.db"), sqlite.Options{Sealer: sealer, NoSync: true})
	b.ok(err)
	onSlack, err := slack.New(slack.Config{APIURL: b.slack.APIURL(), SigningSecret: b.slack.Config().SigningSecret, Log: log})
	b.ok(err)
	b.adapter, err = discord.New(discord.Config{APIURL: b.discord.URL(), BotToken: b.discord.Config().Token, Channel: discordRoom, Log: log, Leases: b.store, Owner: "p"})
	b.ok(err)
	b.ok(b.store.Install(b.Context(), core.Setup{
		Workspace: core.Workspace{ID: "w", Name: "W"},
		Site:      core.Site{ID: "site", Workspace: "w", Key: "key", Name: "Shop", Origins: []string{"*"}, Wait: 15 * time.Minute, Fields: core.DetailFields()},
		NewSecret: "a secret of the site",
		Connections: []core.Connection{{ID: "slack", Workspace: "w", Surface: core.Slack, Token: b.slack.Config().Token},
			{ID: "discord", Workspace: "w", Surface: core.Discord, Token: b.discord.Config().Token}},
		Routes: []core.Route{{ID: "r1", Workspace: "w", Site: "site", Connection: "slack", Surface: core.Slack, Channel: channel},
			{ID: "r2", Workspace: "w", Site: "site", Connection: "discord", Surface: core.Discord, Channel: discordRoom}},
	}))
	b.bridge, err = bridge.New(bridge.Config{Store: b.store, Platforms: []core.Platform{onSlack, b.adapter}, Answerer: answers.Honest{},
		Detector: answers.NewPhrases(), Presence: unknown{}, Now: time.Now, NewID: newID, Log: log})
	b.ok(err)
	doors := httptest.NewServer(onSlack.Doors(b.bridge, b.bridge))
	b.slack.SetTargets(doors.URL+"/slack/events", doors.URL+"/slack/interactions", doors.URL+"/slack/commands")
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = b.bridge.Run(ctx) })
	running.Go(func() { b.adapter.Listen(ctx, b.bridge, b.bridge) })
	b.Cleanup(func() {
		stop()
		running.Wait()
		doors.Close()
		b.ok(b.store.Close())
		http.DefaultClient.CloseIdleConnections()
	})
	b.until("the gateway is there", func() bool { return b.discord.Listening() == 1 })
}

func (b *both) ok(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// until waits until something is so, looking again with every change of either
// platform or, for what only the store knows, soon.
func (b *both) until(what string, so func() bool) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 20*time.Second)
	defer cancel()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for !so() {
		select {
		case <-again.C:
		case <-ctx.Done():
			b.Fatal("it did not come about that", what)
		}
	}
}

func (b *both) talk() core.Conversation {
	talk, err := b.store.Conversation(b.Context(), b.session.Ref)
	b.ok(err)
	return talk
}

// threadOn is the remote id of the conversation's thread, empty before.
func (b *both) threadOn(s core.Surface) string {
	for _, th := range b.talk().Threads {
		if th.Surface == s {
			return th.Remote
		}
	}
	return ""
}

// asked is a visitor whose ask has rung on both.
func (b *both) asked() {
	b.Helper()
	session, err := b.bridge.Arrive(b.Context(), bridge.Arrival{SiteKey: "key", Page: "https://shop.example/cart", Title: "Cart"})
	b.ok(err)
	b.session = session
	_, err = b.bridge.Say(b.Context(), session, core.Word{Key: "k1", Text: "My card is refused"})
	b.ok(err)
	_, _, err = b.bridge.AskHelp(b.Context(), session)
	b.ok(err)
	b.until("both have a card", func() bool { return b.threadOn(core.Slack) != "" && b.threadOn(core.Discord) != "" })
}

// onSlack and onDiscord are the words that stand in the threads.
func (b *both) onSlack() string {
	var all []string
	for _, m := range b.slack.Thread(channel, b.threadOn(core.Slack))[1:] {
		all = append(all, m.Username+": "+m.Text)
	}
	return strings.Join(all, "\n")
}

func (b *both) onDiscord() string {
	var all []string
	for _, m := range b.discord.Messages(b.threadOn(core.Discord)) {
		all = append(all, m.Username+": "+m.Content)
	}
	return strings.Join(all, "\n")
}

func encoded(v any) string {
	raw, _ := json.Marshal(v) // what came as JSON encodes
	return string(raw)
}

func TestOneOfTwoPlatformsHasTheConversationAndBothHaveEveryWord(t *testing.T) {
	b := tellBoth(t)
	b.asked()
	var typing sync.WaitGroup
	typing.Go(func() {
		_, err := b.slack.Reply("U1", channel, b.threadOn(core.Slack), "Anna is on it")
		if err != nil {
			t.Error(err)
		}
	})
	typing.Go(func() {
		if _, err := b.discord.Say(dora, b.threadOn(core.Discord), "Dora is on it"); err != nil {
			t.Error(err)
		}
	})
	typing.Wait()
	var heard []string
	b.until("the visitor hears both", func() bool {
		view, err := b.bridge.View(t.Context(), b.session, 0)
		b.ok(err)
		heard = nil
		for _, e := range view.Entries {
			if e.Kind == core.KindAgent {
				heard = append(heard, e.Author+": "+e.Text)
			}
		}
		return len(heard) == 2
	})
	owner := b.talk().OwnerName
	if !strings.HasPrefix(heard[0], owner+": ") || owner != "Anna" && owner != "Dora" {
		t.Errorf("%q has it, the visitor heard %q", owner, heard)
	}
	b.until("each platform shows the other's word and who has it", func() bool {
		slackCard, _ := b.slack.Message(channel, b.threadOn(core.Slack))
		discordCard, _ := b.discord.Message(discordRoom, b.threadOn(core.Discord))
		return strings.Contains(b.onSlack(), "Dora (Discord): Dora is on it") && strings.Contains(b.onDiscord(), "Anna (Slack): Anna is on it") &&
			strings.Contains(encoded(slackCard.Blocks), owner) && strings.Contains(encoded(discordCard.Embeds), owner)
	})
	b.settles()
	for _, thread := range []string{b.onSlack(), b.onDiscord()} {
		for _, words := range []string{"Anna is on it", "Dora is on it"} {
			if n := strings.Count(thread, words); n != 1 {
				t.Errorf("%q stands %d times in\n%s", words, n, thread)
			}
		}
	}
	if n := countAgents(b); n != 2 {
		t.Errorf("the visitor heard %d words of agents", n)
	}
}

// settles waits until nothing is left to tell.
func (b *both) settles() {
	b.Helper()
	b.until("all is told", func() bool {
		late, err := b.store.Backlog(b.Context(), 100)
		b.ok(err)
		for _, e := range late {
			if e.Pool != core.PoolTimers {
				return false
			}
		}
		return true
	})
}

func countAgents(b *both) (n int) {
	view, err := b.bridge.View(b.Context(), b.session, 0)
	b.ok(err)
	for _, e := range view.Entries {
		if e.Kind == core.KindAgent {
			n++
		}
	}
	return n
}

func TestWhatIsSaidAndWithdrawnOnOnePlatformFollowsOnTheOther(t *testing.T) {
	b := tellBoth(t)
	b.asked()
	id, err := b.discord.Say(dora, b.threadOn(core.Discord), "helo")
	b.ok(err)
	b.until("Slack has it", func() bool { return strings.Contains(b.onSlack(), "Dora (Discord): helo") })
	b.ok(b.discord.Edit(dora, b.threadOn(core.Discord), id, "hello"))
	b.until("Slack has the edit", func() bool { return strings.Contains(b.onSlack(), "hello") })
	b.ok(b.discord.BulkDelete(b.threadOn(core.Discord), id))
	b.until("Slack has it no more", func() bool { return !strings.Contains(b.onSlack(), "hello") })
	b.until("the visitor neither", func() bool {
		view, err := b.bridge.View(t.Context(), b.session, 0)
		b.ok(err)
		for _, e := range view.Entries {
			if e.Kind == core.KindAgent && e.Deleted.IsZero() {
				return false
			}
		}
		return true
	})
}

func TestTypingCrossesBothWaysOnDiscord(t *testing.T) {
	b := tellBoth(t)
	b.asked()
	_, err := b.discord.Say(dora, b.threadOn(core.Discord), "I am here")
	b.ok(err)
	b.until("Dora has it", func() bool { return b.talk().OwnerName == "Dora" })
	f := b.bridge.Follow(b.session.Ref)
	defer f.Close()
	b.until("the visitor sees Dora type", func() bool {
		b.ok(b.discord.Type(dora, b.threadOn(core.Discord)))
		select {
		case got := <-f.Typing:
			return got.Kind == "agent"
		default:
			return false
		}
	})
	b.bridge.Typing(t.Context(), b.session)
	b.until("Discord shows the visitor typing", func() bool { return len(b.discord.Calls("POST /channels/{channel_id}/typing")) == 1 })
	b.bridge.Typing(t.Context(), b.session)
	b.settles()
	if n := len(b.discord.Calls("POST /channels/{channel_id}/typing")); n != 1 {
		t.Errorf("shown %d times", n)
	}
}
