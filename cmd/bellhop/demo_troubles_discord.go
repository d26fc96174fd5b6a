package main

import (
	"sync/atomic"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/cmd/bellhop/demo"
)

// discordTroubles are the small Discord's.
func discordTroubles(dc *fakediscord.Server) []*trouble {
	return []*trouble{globally(dc), answerLost(dc), gatewayCut(dc), refusedToken(dc), unread(dc)}
}

func globally(dc *fakediscord.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "discord-slow", Icon: "hourglass", Title: "Discord says: slow down", Undo: "Let it be",
		Watch: "For 20 seconds everything Bellhop asks of Discord gets a global 429. Write in the shop: Slack has the words at once, Discord when it said, once and in order.",
	}}
	during(t, slowFor, func(until time.Time, meets func() bool) {
		dc.Fault(fakediscord.Fault{Method: "*", Kind: fakediscord.RateLimitedGlobal, Times: -1, Until: until, Match: func(map[string]any) bool { return meets() }})
	})
	return t
}

func answerLost(dc *fakediscord.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "discord-lost", Icon: "unlink", Title: "Discord takes a post, the answer is lost", Undo: "Let it be",
		Watch: "The next word of the visitor is posted and the line cut before Discord answers. A webhook knows no second try, so Bellhop looks before it sends: the word stands in the thread once.",
	}}
	meets := once(t)
	for _, post := range []string{"POST /channels/{channel_id}/messages", "POST /webhooks/{webhook_id}/{webhook_token}"} {
		dc.Fault(fakediscord.Fault{Method: post, Kind: fakediscord.CutLate, Times: -1, Match: func(map[string]any) bool { return meets() }})
	}
	return t
}

func gatewayCut(dc *fakediscord.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "discord-gateway", Icon: "cloud", Title: "Discord’s gateway is cut", Undo: "Plug it in",
		Watch: "Bellhop hears nothing from Discord and cannot come back. Answer there meanwhile, then plug it in: the old session is refused, a new one begins, and what was written is read from the thread.",
	}}
	var is atomic.Bool
	dc.Fault(fakediscord.Fault{Method: "gateway", Kind: fakediscord.RefuseConnection, Times: -1, Match: func(map[string]any) bool { return is.Load() }})
	switching(t, &is, func(on bool) error {
		if on {
			dc.CutSockets()
		} else {
			dc.ForgetSessions()
		}
		return nil
	})
	return t
}

func refusedToken(dc *fakediscord.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "discord-token", Icon: "key", Title: "Discord’s token dies", Undo: "Put it back",
		Watch: "Discord closes the line and refuses the bot’s token. Nothing is sent there any more, not by webhook either; Slack goes on. Put it back: the words come once and in order, within a minute.",
	}}
	var dead atomic.Bool
	switching(t, &dead, func(on bool) error {
		if on {
			dc.RevokeToken()
		} else {
			dc.RestoreToken()
		}
		return nil
	})
	return t
}

func unread(dc *fakediscord.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "discord-intent", Icon: "eye", Title: "Message Content Intent is off", Undo: "Switch it on",
		Watch: "Bellhop may not read what people write on Discord. A word there gets 🙈; mentioning @Bellhop or the card’s button “Reply” still reaches the visitor, and the status says so.",
	}}
	var off atomic.Bool
	switching(t, &off, func(on bool) error {
		dc.SetPortal(fakediscord.Portal{MessageContent: !on, Presences: true, Members: true})
		if !on {
			dc.InvalidateSessions(false) // a session goes on as it began
		}
		return nil
	})
	return t
}
