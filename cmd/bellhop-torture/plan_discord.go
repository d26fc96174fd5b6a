package main

import (
	"math/rand/v2"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// drawDiscord draws a fault of Discord's: of its gateway, its events, its API.
func drawDiscord(r *rand.Rand) fault {
	switch n := r.IntN(100); {
	case n < 20:
		return drawGateway(r)
	case n < 40:
		f := fault{what: faultDiscord, method: "dispatch", times: 1 + r.IntN(4)}
		switch n := r.IntN(3); n {
		case 0:
			f.kind, f.n = fakeslack.Kind(fakediscord.Duplicate), 1+r.IntN(3)
		case 1:
			f.kind, f.d = fakeslack.Kind(fakediscord.Late), span(r, 100, 4000)
		default:
			f.kind, f.n = fakeslack.Kind(fakediscord.Reorder), 2+r.IntN(3)
			f.times = f.n
		}
		return f
	}
	return drawDiscordCall(r)
}

func drawGateway(r *rand.Rand) fault {
	f := fault{what: faultGateway}
	kinds := []fakeslack.Kind{gateCut, gateClose, gateGoAway, gateInvalid, gateForget, gateMute, gateRevoke}
	if f.kind = kinds[r.IntN(len(kinds))]; f.kind == gateMute || f.kind == gateRevoke {
		f.d = span(r, 500, 4000)
	}
	return f
}

// drawDiscordCall draws a fault of Discord's REST API. Posting is met most.
func drawDiscordCall(r *rand.Rand) fault {
	methods := []string{
		"POST /webhooks/{webhook_id}/{webhook_token}", "POST /webhooks/{webhook_id}/{webhook_token}", "POST /channels/{channel_id}/messages",
		"POST /channels/{channel_id}/messages", "PATCH /channels/{channel_id}/messages/{message_id}", "POST /channels/{channel_id}/messages/{message_id}/threads",
		"GET /channels/{channel_id}/messages", "*",
	}
	f := fault{what: faultDiscord, method: methods[r.IntN(len(methods))], times: 1 + r.IntN(4)}
	kinds := []fakediscord.Kind{
		fakediscord.RateLimited, fakediscord.RateLimitedGlobal, fakediscord.RateLimitedShared, fakediscord.RateLimitedBare, fakediscord.ServerError,
		fakediscord.ServerErrorLate, fakediscord.ServerErrorLate, fakediscord.Cut, fakediscord.CutLate, fakediscord.CutLate, fakediscord.Slow,
	}
	switch kind := kinds[r.IntN(len(kinds))]; kind {
	case fakediscord.RateLimited, fakediscord.RateLimitedGlobal, fakediscord.RateLimitedShared:
		f.kind, f.d = fakeslack.Kind(kind), time.Duration(1+r.IntN(3))*time.Second
	case fakediscord.Slow:
		f.kind, f.d = fakeslack.Kind(kind), span(r, 100, 7000)
	default:
		f.kind = fakeslack.Kind(kind)
	}
	return f
}
