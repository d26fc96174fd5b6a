package discord_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/core"
)

// slow makes Discord's clock, and with it its ids, an hour late.
func slow(c *fakediscord.Config, _ *discord.Config) {
	c.Now = func() time.Time { return time.Now().Add(-time.Hour) }
}

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

func TestWhatWasMissedIsReadThoughDiscordsClockIsBehind(t *testing.T) {
	w := open(t, slow)
	now := time.Now()
	root := w.ring()
	said := w.says(anna, root, "hello")
	page, err := w.bell.CatchUp(t.Context(), w.known(), core.Gap{Channel: channel, Thread: root, Since: now, Opened: now})
	if err != nil || len(page.Events) != 1 || page.Events[0].ID != "message:"+said {
		t.Errorf("read %+v, %v", page.Events, err)
	}
}

func TestWhatMayHaveArrivedIsFoundThoughDiscordsClockIsBehind(t *testing.T) {
	w := open(t, slow)
	d := word(w.ring(), "hello")
	d.Thread.Created, d.Entries[0].At = time.Now(), time.Now()
	w.ws.Fault(fakediscord.Fault{Method: "POST /webhooks/{webhook_id}/{webhook_token}", Kind: fakediscord.CutLate})
	if se := w.failed(d); se.How != core.Unknown {
		t.Fatalf("it ended as %+v", se)
	}
	if rs, err := w.bell.Find(t.Context(), w.known(), d); err != nil || len(rs) != 1 {
		t.Errorf("found %v, %v", rs, err)
	}
}
