package main

import (
	"sync/atomic"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop/demo"
)

// slowFor is how long a platform asks for patience.
const slowFor = 20 * time.Second

// slackTroubles are the small Slack's.
func slackTroubles(ws *fakeslack.Server) []*trouble {
	return []*trouble{slow(ws), lost(ws), down(ws), deadToken(ws), archived(ws)}
}

func slow(ws *fakeslack.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "slack-slow", Icon: "hourglass", Title: "Slack says: slow down", Undo: "Let it be",
		Watch: "For 20 seconds posts get 429 with Retry-After. Write in the shop: the words wait as long as Slack asked, not a try sooner, and then come in order.",
	}}
	during(t, slowFor, func(until time.Time, meets func() bool) {
		ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, Times: -1, Until: until, Match: func(map[string]any) bool { return meets() }})
	})
	return t
}

func lost(ws *fakeslack.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "slack-lost", Icon: "unlink", Title: "Slack takes a post, the answer is lost", Undo: "Let it be",
		Watch: "The next post is carried out and the line cut before Slack answers. Bellhop cannot know, so it looks before it sends: the word stands in the thread once.",
	}}
	meets := once(t)
	ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.CutLate, Times: -1, Match: func(map[string]any) bool { return meets() }})
	return t
}

func down(ws *fakeslack.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "slack-down", Icon: "cloud", Title: "Slack is down", Undo: "Bring it back",
		Watch: "Everything Bellhop asks of Slack answers 503. Visitors write on as if nothing were wrong; bring Slack back and their words are in the thread within seconds.",
	}}
	var is atomic.Bool
	ws.Fault(fakeslack.Fault{Method: "*", Kind: fakeslack.ServerError, Times: -1, Match: func(map[string]any) bool { return is.Load() }})
	switching(t, &is, func(bool) error { return nil })
	return t
}

func deadToken(ws *fakeslack.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "slack-token", Icon: "key", Title: "The token dies", Undo: "Put it back",
		Watch: "Slack refuses the bot’s token. Words are held, and the status names cause and cure. Put it back: they come once and in order, within ten seconds.",
	}}
	var dead atomic.Bool
	switching(t, &dead, func(on bool) error {
		if on {
			ws.RevokeToken()
		} else {
			ws.RestoreToken()
		}
		return nil
	})
	return t
}

func archived(ws *fakeslack.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "slack-archive", Icon: "box", Title: "Archive the channel", Undo: "Unarchive it",
		Watch: "Nobody can write to #support, Bellhop neither: its words are held. Unarchive the channel, then wait a minute, or press “Send it now” below.",
	}}
	t.set = func(on bool) error {
		is, _ := t.state()
		switch {
		case on == (is == demo.On):
			return nil
		case on:
			return ws.Archive(demoChannel)
		}
		return ws.Unarchive(demoChannel)
	}
	t.state = func() (demo.TroubleState, time.Duration) {
		for _, c := range ws.Channels() {
			if c.ID == demoChannel && c.Archived {
				return demo.On, 0
			}
		}
		return demo.Off, 0
	}
	return t
}
