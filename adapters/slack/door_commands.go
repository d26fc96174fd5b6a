package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// The answers that are ours when the one asked for is not to be had.
const (
	sayStranger = "Bellhop is not connected to this workspace."
	sayGuest    = "Only full members of this workspace can use Bellhop."
	sayLater    = "That took too long. Please try again."
)

// commands answers what somebody typed after "/bellhop", to them alone. The
// workspace is the one Slack signed for; nobody can name another.
func (d *doors) commands(w http.ResponseWriter, r *http.Request, body []byte) {
	ctx, cancel := context.WithTimeout(r.Context(), speakWithin)
	defer cancel()
	form, err := url.ParseQuery(string(body))
	if err != nil {
		http.Error(w, "not readable as a form", http.StatusBadRequest)
		return
	}
	whisper(w, d.command(ctx, form))
}

func (d *doors) command(ctx context.Context, form url.Values) string {
	c, err := d.r.ConnectionFor(ctx, core.Slack, form.Get("team_id"))
	if errors.Is(err, core.ErrNotFound) {
		return sayStranger
	}
	if err != nil {
		d.s.log.Error("a command was not answered", "err", err)
		return sayLater
	}
	by, ok, err := d.s.member(ctx, c, form.Get("user_id"))
	switch {
	case err != nil:
		d.s.log.Error("a command was not answered", "err", err)
		return sayLater
	case !ok:
		return sayGuest
	}
	text, err := d.c.Command(ctx, c, by, form.Get("channel_id"), form.Get("text"))
	if err != nil {
		d.s.log.Error("a command was not answered", "err", err)
		return sayLater
	}
	return text
}

// whisper answers a command so that only who typed it sees it.
func whisper(w http.ResponseWriter, text string) {
	var out struct {
		Type   string          `json:"response_type"`
		Text   string          `json:"text"`
		Blocks []slackgo.Block `json:"blocks,omitempty"`
	}
	out.Type = slackgo.ResponseTypeEphemeral
	size := 0
	for _, p := range renderParts(text, agentSpeaks) {
		if size += len([]rune(p.Fallback)); size > maxPostSize {
			break
		}
		out.Blocks = append(out.Blocks, p.Blocks...)
		out.Text += p.Fallback + "\n"
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(out) // the asker left: nobody to tell
}
