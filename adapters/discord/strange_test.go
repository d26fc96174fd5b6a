package discord_test

import (
	"net/url"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/discord"
)

func TestTheGatewayIsDialledWhereDiscordSaysItIs(t *testing.T) {
	for told, want := range map[string]string{
		"wss://gateway.discord.gg":      "wss://gateway.discord.gg/?encoding=json&v=9#",
		"ws://127.0.0.1:1/gateway/ws":   "ws://127.0.0.1:1/gateway/ws?encoding=json&v=9#",
		"ws://127.0.0.1:1/ws/?a=b&v=10": "ws://127.0.0.1:1/ws/?a=b&encoding=json&v=9#",
	} {
		u, err := url.Parse(told)
		if err != nil {
			t.Fatal(err)
		}
		if got := discord.Dialled(*u); got != want {
			t.Errorf("%s is dialled as %s", told, got)
		}
	}
}
