package discord

import (
	"context"
	"net/http"

	"github.com/bellhop-chat/bellhop/core"
)

var _ core.Typist = (*Discord)(nil)

// Types shows in a thread that somebody is writing, for about ten seconds.
// Discord shows our bot's name: webhooks cannot write.
func (d *Discord) Types(ctx context.Context, c core.Connection, th core.Thread) error {
	if d.doubt.has(c.Token) || d.guilds.removed(c.Remote) {
		return nil
	}
	return read(d.call(ctx, c, call{method: http.MethodPost, path: "channels/" + th.Remote + "/typing", family: "POST channels/" + th.Remote + "/typing"}))
}
