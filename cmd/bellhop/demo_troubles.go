package main

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop/demo"
)

// slowFor is how long the small Slack asks for patience.
const slowFor = 20 * time.Second

// trouble is one thing that can be broken.
type trouble struct {
	demo.Trouble // as it is explained
	set          func(on bool) error
	state        func() (demo.TroubleState, time.Duration) // with how long it lasts, when that is known
	met          atomic.Int64                              // calls that met it
}

func (t *trouble) now() demo.Trouble {
	out := t.Trouble
	var left time.Duration
	out.State, left = t.state()
	out.Left, out.Met = int64((left+time.Second-1)/time.Second), t.met.Load()
	return out
}

// slackTroubles are the small Slack's, and the server's own.
func slackTroubles(ws *fakeslack.Server, p *process) []*trouble {
	return []*trouble{slow(ws), lost(ws), down(ws), deadToken(ws), archived(ws), restart(p)}
}

func slow(ws *fakeslack.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "slack-slow", Icon: "hourglass", Title: "Slack says: slow down", Undo: "Let it be",
		Watch: "For 20 seconds posts get 429 with Retry-After. Write in the shop: the words wait as long as Slack asked, not a try sooner, and then come in order.",
	}}
	var mu sync.Mutex
	var until time.Time
	t.set = func(on bool) error {
		mu.Lock()
		defer mu.Unlock()
		until = time.Time{}
		if !on {
			return nil
		}
		mine := time.Now().Add(slowFor)
		until = mine
		t.met.Store(0)
		ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, Times: -1, Until: mine, Match: func(map[string]any) bool {
			mu.Lock()
			defer mu.Unlock()
			if !until.Equal(mine) {
				return false // it was let be, or asked for anew
			}
			t.met.Add(1)
			return true
		}})
		return nil
	}
	t.state = func() (demo.TroubleState, time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		if left := time.Until(until); left > 0 {
			return demo.On, left
		}
		return demo.Off, 0
	}
	return t
}

func lost(ws *fakeslack.Server) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "slack-lost", Icon: "unlink", Title: "Slack takes a post, the answer is lost", Undo: "Let it be",
		Watch: "The next post is carried out and the line cut before Slack answers. Bellhop cannot know, so it looks before it sends: the word stands in the thread once.",
	}}
	var armed atomic.Bool
	ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.CutLate, Times: -1, Match: func(map[string]any) bool {
		met := armed.CompareAndSwap(true, false)
		if met {
			t.met.Add(1)
		}
		return met
	}})
	t.set = func(on bool) error {
		if on {
			t.met.Store(0)
		}
		armed.Store(on)
		return nil
	}
	t.state = func() (demo.TroubleState, time.Duration) {
		if armed.Load() {
			return demo.Armed, 0
		}
		return demo.Off, 0
	}
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

func restart(p *process) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "restart", Icon: "power", Title: "Restart Bellhop",
		Watch: "The server is killed (kill -9), stays away for four seconds, and starts again on the same database. Write meanwhile, on both sides: the widget keeps the words and finds back, and what the team wrote is read at the start.",
	}}
	t.set = func(on bool) error {
		if !on {
			return nil // it comes back by itself
		}
		return p.kill()
	}
	t.state = func() (demo.TroubleState, time.Duration) {
		if p.where() == "" {
			return demo.On, 0
		}
		return demo.Off, 0
	}
	return t
}

// switching makes a trouble that lasts until it is repaired.
func switching(t *trouble, is *atomic.Bool, change func(on bool) error) {
	t.set = func(on bool) error {
		if is.Swap(on) == on {
			return nil
		}
		return change(on)
	}
	t.state = func() (demo.TroubleState, time.Duration) {
		if is.Load() {
			return demo.On, 0
		}
		return demo.Off, 0
	}
}
