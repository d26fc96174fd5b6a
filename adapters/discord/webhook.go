package discord

import (
	"context"
	"net/http"
	"sync"

	"golang.org/x/sync/singleflight"

	"github.com/bellhop-chat/bellhop/core"
)

// Visitors speak through one webhook of ours in each channel. Discord tells us
// its token whenever we ask for our webhooks, so that nothing has to be kept: a
// restart costs a call per channel.
type webhook struct {
	ID    string `json:"id"`
	Token string `json:"token"`
	App   string `json:"application_id"`
	Type  int    `json:"type"`
	User  user   `json:"user"` // who made it
}

// hookName is what the webhook itself is called; words stand under others.
const hookName = "Bellhop"

const incoming = 1 // the type of webhooks that post

type webhooks struct {
	calls *singleflight.Group
	mu    sync.Mutex
	known map[string]webhook // by channel
	ours  map[string]bool    // by id
}

func newWebhooks() *webhooks {
	return &webhooks{calls: &singleflight.Group{}, known: map[string]webhook{}, ours: map[string]bool{}}
}

func (w *webhooks) recall(channel string) (webhook, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	got, ok := w.known[channel]
	return got, ok
}

func (w *webhooks) note(channel string, h webhook) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.known[channel] = h
	w.ours[h.ID] = true
}

func (w *webhooks) forget(channel string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.known, channel)
}

// isOurs tells whether this process posted through a webhook. What it does not
// know, a message tells by the application's id.
func (w *webhooks) isOurs(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.ours[id]
}

// webhook finds our webhook of a channel, or makes it. Several who ask share
// one answer.
func (d *Discord) webhook(ctx context.Context, c core.Connection, channel string) (webhook, error) {
	if h, ok := d.webhooks.recall(channel); ok {
		return h, nil
	}
	answer := d.webhooks.calls.DoChan(channel, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*callTimeout)
		defer cancel()
		return d.findWebhook(ctx, c, channel)
	})
	select {
	case r := <-answer:
		h, _ := r.Val.(webhook)
		return h, r.Err
	case <-ctx.Done():
		return webhook{}, ctx.Err()
	}
}

func (d *Discord) findWebhook(ctx context.Context, c core.Connection, channel string) (webhook, error) {
	var all []webhook
	if err := d.call(ctx, c, get("channels/"+channel+"/webhooks", &all)); err != nil {
		return webhook{}, read(d.naming(ctx, c, channel, err))
	}
	var ours webhook
	for _, h := range all {
		mine := h.App == c.BotID || h.App == "" && h.User.ID == c.Bot
		if mine && c.BotID != "" && h.Token != "" && h.Type == incoming && (ours.ID == "" || older(h.ID, ours.ID)) {
			ours = h
		}
	}
	if ours.ID == "" {
		err := d.call(ctx, c, call{method: http.MethodPost, path: "channels/" + channel + "/webhooks", family: "POST channels/" + channel + "/webhooks",
			body: map[string]string{"name": hookName}, into: &ours})
		if err != nil {
			return webhook{}, read(d.naming(ctx, c, channel, err))
		}
	}
	d.webhooks.note(channel, ours)
	return ours, nil
}
