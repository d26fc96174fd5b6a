package discord_test

import (
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

func TestNoErrorTellsTheTokenOfAWebhook(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.sent(word(root, "hello"))
	w.ws.Fault(fakediscord.Fault{Method: "POST /webhooks/{webhook_id}/{webhook_token}", Kind: fakediscord.Cut, Times: -1})
	_, err := w.bell.Deliver(t.Context(), w.known(), word(root, "again"))
	if err == nil || strings.Contains(err.Error(), "/webhooks/") {
		t.Errorf("it tells: %v", err)
	}
}
