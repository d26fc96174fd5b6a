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

// typed is a command as somebody typed it.
type typed struct {
	Team    string `json:"team_id"`
	User    string `json:"user_id"`
	Channel string `json:"channel_id"`
	Text    string `json:"text"`
}

// commands answers what somebody typed after "/bellhop", to them alone. The
// workspace is the one Slack signed for; nobody can name another.
func (d *doors) commands(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		http.Error(w, "not readable as a form", http.StatusBadRequest)
		return
	}
	said := d.speak(r.Context(), typed{form.Get("team_id"), form.Get("user_id"), form.Get("channel_id"), form.Get("text")})
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(whispered(said)) // the asker left: nobody to tell
}

// speak answers a command.
func (in *intake) speak(ctx context.Context, t typed) string {
	ctx, cancel := context.WithTimeout(ctx, speakWithin)
	defer cancel()
	c, err := in.r.ConnectionFor(ctx, core.Slack, t.Team)
	if errors.Is(err, core.ErrNotFound) {
		return sayStranger
	}
	if err != nil {
		in.s.log.Error("a command was not answered", "err", err)
		return sayLater
	}
	by, ok, err := in.s.member(ctx, c, t.User)
	switch {
	case err != nil:
		in.s.log.Error("a command was not answered", "err", err)
		return sayLater
	case !ok:
		return sayGuest
	}
	text, err := in.c.Command(ctx, c, by, t.Channel, t.Text)
	if err != nil {
		in.s.log.Error("a command was not answered", "err", err)
		return sayLater
	}
	return text
}

// whisper is an answer that only who typed the command sees.
type whisper struct {
	Type   string          `json:"response_type"`
	Text   string          `json:"text"`
	Blocks []slackgo.Block `json:"blocks,omitempty"`
}

func whispered(text string) whisper {
	out := whisper{Type: slackgo.ResponseTypeEphemeral}
	size := 0
	for _, p := range renderParts(text, agentSpeaks) {
		if size += len([]rune(p.Fallback)); size > maxPostSize {
			break
		}
		out.Blocks = append(out.Blocks, p.Blocks...)
		out.Text += p.Fallback + "\n"
	}
	return out
}
