package discord

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// An interaction may be answered for 15 minutes; its first answer is due within
// three seconds.
const (
	answerWithin = 2500 * time.Millisecond
	answersLast  = 14 * time.Minute
	maxAnswers   = 5000
)

// answers remember the tokens with which somebody can be told something that
// only they see. They are worth nothing after a quarter of an hour.
type answers struct {
	now   func() time.Time
	mu    sync.Mutex
	known map[answerKey]answer
}

type answerKey struct{ thread, user string }

type answer struct {
	token string
	until time.Time
}

func newAnswers(now func() time.Time) *answers {
	return &answers{now: now, known: map[answerKey]answer{}}
}

func (a *answers) note(thread, user, token string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.now()
	if len(a.known) >= maxAnswers {
		for k, old := range a.known {
			if now.After(old.until) {
				delete(a.known, k)
			}
		}
	}
	for k := range a.known {
		if len(a.known) < maxAnswers {
			break
		}
		delete(a.known, k)
	}
	a.known[answerKey{thread, user}] = answer{token, now.Add(answersLast)}
}

func (a *answers) recall(thread, user string) (string, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	got, ok := a.known[answerKey{thread, user}]
	return got.token, ok && a.now().Before(got.until)
}

// The kinds of first answers.
const (
	answerMessage = 4
	answerLater   = 6 // nothing is shown
	answerModal   = 9
)

// reply is a first answer.
type reply struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// saying is an answer in words; private ones only the asker sees.
func saying(text string, private bool, rows ...row) reply {
	b := body{Content: text, Embeds: []embed{}, Rows: append([]row{}, rows...), Mentions: pingsNobody()}
	if private {
		b.Flags = ephemeral
	}
	return reply{answerMessage, b}
}

// answer sends the first answer. One that comes too late is of no use any more.
func (d *Discord) answer(ctx context.Context, c core.Connection, i interaction, r reply) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerWithin)
	defer cancel()
	err := d.call(ctx, c, call{method: http.MethodPost, path: "interactions/" + i.ID + "/" + i.Token + "/callback", family: "POST callback",
		bare: true, exempt: true, body: r})
	if err != nil {
		d.log.Warn("an interaction was not answered; what it asked for is done all the same", "err", err)
	}
}
