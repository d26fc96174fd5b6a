package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// visitor is one browser that talks.
type visitor struct {
	no     int
	r      *rand.Rand
	c      *client
	l      *listener
	lose   chan struct{}
	hushed chan struct{} // closed when its stream has ended
	quiet  context.CancelFunc

	mu     sync.Mutex // conversation is read by agents, words by nobody before the end
	id     string     // of the conversation, empty before it arrived
	words  []check.Word
	ask    int
	email  string
	tokens map[string]bool
	serial int
}

// newVisitor is visitor no, whose choices follow from the seed and its number.
func newVisitor(seed uint64, no int, c *client) *visitor {
	l := &listener{c: c, tokens: map[string]bool{}}
	return &visitor{no: no, r: rand.New(rand.NewPCG(seed, uint64(1000+no))), //nolint:gosec // choices must repeat
		c: c, l: l, lose: make(chan struct{}), hushed: make(chan struct{}), tokens: map[string]bool{}}
}

// conversation is its conversation's id, empty before it arrived.
func (v *visitor) conversation() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.id
}

// live arrives, listens and talks until it has had enough or talk ends. What it
// began is finished under finish.
func (v *visitor) live(talk, finish context.Context) {
	if v.arrive(finish) != nil {
		close(v.hushed)
		return
	}
	listening, quiet := context.WithCancel(context.WithoutCancel(finish)) // until testify or the end of the run
	v.quiet = quiet
	go func() {
		defer close(v.hushed)
		v.l.listen(listening, v.lose)
	}()
	for n := range 15 + v.r.IntN(30) {
		sleep(talk, span(v.r, 100, 1400))
		if talk.Err() != nil {
			return
		}
		v.act(finish, n)
	}
}

func (v *visitor) arrive(ctx context.Context) error {
	in := map[string]any{"site": "main", "page": "https://shop.example.com/cart", "language": "en", "timezone": "Europe/Lisbon"}
	if v.r.IntN(2) == 0 {
		in["name"] = fmt.Sprintf("Vera %d", v.no)
	}
	var out struct {
		Token string   `json:"token"`
		Talk  wireTalk `json:"conversation"`
	}
	if err := v.c.call(ctx, http.MethodPost, "/v1/visitors", in, &out, http.StatusCreated); err != nil {
		return err
	}
	v.c.token = out.Token
	v.mu.Lock()
	defer v.mu.Unlock()
	v.id = out.Talk.ID
	return nil
}

// act does the nth thing. Who has not asked for a person after a few words does.
func (v *visitor) act(ctx context.Context, n int) {
	choice := v.r.IntN(100)
	if n == 7 && v.ask == 0 {
		choice = 70
	}
	switch {
	case choice < 54:
		v.say(ctx, 1, false)
	case choice < 60:
		v.change(ctx, false)
	case choice < 62:
		v.change(ctx, true)
	case choice < 66:
		v.say(ctx, 2, false) // from two tabs at once
	case choice < 70:
		v.say(ctx, 1, true) // again after it was acknowledged
	case choice < 80:
		v.askHelp(ctx)
	case choice < 86:
		v.leaveDetails(ctx)
	case choice < 89:
		_ = v.c.call(ctx, http.MethodPost, "/v1/end", struct{}{}, nil, http.StatusNoContent) // it fails with ctx only
	case choice < 91:
		_ = v.c.call(ctx, http.MethodPost, "/v1/typing", struct{}{}, nil, http.StatusNoContent)
	case choice < 94:
		_ = v.c.call(ctx, http.MethodPost, "/v1/read", map[string]int64{"seq": int64(n)}, nil, http.StatusNoContent)
	default:
		select {
		case v.lose <- struct{}{}:
		default:
		}
	}
}

// say says a word from so many tabs, again and again until each has its answer.
func (v *visitor) say(ctx context.Context, tabs int, again bool) {
	w := v.word()
	in := map[string]any{"client_id": w.ClientID, "text": w.Text}
	if v.r.IntN(12) == 0 {
		v.attach(ctx, &w, in)
	}
	seqs := make(chan int64, tabs+1)
	send := func() {
		var out struct {
			Seq int64 `json:"seq"`
		}
		if v.c.call(ctx, http.MethodPost, "/v1/messages", in, &out, http.StatusAccepted) == nil {
			seqs <- out.Seq
		}
	}
	var open sync.WaitGroup
	for range tabs {
		open.Go(send)
	}
	open.Wait()
	if again {
		send()
	}
	close(seqs)
	for s := range seqs {
		w.Seqs = append(w.Seqs, s)
	}
	v.words = append(v.words, w)
}

// attach puts a file to a word. Where its answer was lost, the same is put once
// more; what nobody names is forgotten.
func (v *visitor) attach(ctx context.Context, w *check.Word, in map[string]any) {
	v.serial++
	token := check.Token("vf", v.no, v.serial)
	var out struct {
		ID string `json:"id"`
	}
	if v.c.call(ctx, http.MethodPost, "/v1/files?name="+token+".txt", "what "+token+" holds", &out, http.StatusCreated) == nil {
		w.File, in["files"] = token, []map[string]string{{"id": out.ID}}
	}
}

// word is the next thing to say.
func (v *visitor) word() check.Word {
	v.serial++
	token := check.Token("vw", v.no, v.serial)
	w := check.Word{Token: token, ClientID: fmt.Sprintf("c%d-%d", v.no, v.serial)}
	texts := []string{
		token + " where is my order?", "Hello, " + token + " it says *error* 500 & more", token + " <!channel> @here <@U1> look",
		"`" + token + "` is what it prints\nand then nothing", "- one " + token + "\n- two\n- three", "!close " + token, "// " + token,
		"> " + token + "\n\nis what you wrote, <b>really</b>?", token + " 😀 :tada: https://example.com/a_b?c=d&e=f", "Can I talk to a person? " + token,
	}
	n := v.r.IntN(len(texts)*3 + 1)
	switch {
	case n < len(texts):
		w.Text = texts[n]
	case n == len(texts)*3 && v.ask > 0:
		w.Long = check.Token("ve", v.no, v.serial)
		w.Text = token + strings.Repeat(" It goes on and on, and nobody can say why.\n", 60+v.r.IntN(100)) + w.Long
	default:
		w.Text = token + " is what I wanted to say"
	}
	return w
}

func (v *visitor) askHelp(ctx context.Context) {
	var out struct {
		Ask int `json:"ask"`
	}
	if v.c.call(ctx, http.MethodPost, "/v1/handoff", struct{}{}, &out, http.StatusAccepted) == nil {
		v.ask = max(v.ask, out.Ask)
	}
}

func (v *visitor) leaveDetails(ctx context.Context) {
	v.serial++
	email := fmt.Sprintf("vera%d.%d@example.com", v.no, v.serial)
	if v.c.call(ctx, http.MethodPost, "/v1/details", map[string]string{"email": email}, nil, http.StatusAccepted) == nil {
		v.email = email
	}
}

// hush ends its stream.
func (v *visitor) hush() {
	if v.quiet != nil {
		v.quiet()
	}
	<-v.hushed
}

// testify says what it said and saw, after reading everything once more.
func (v *visitor) testify(ctx context.Context) (check.Visitor, error) {
	v.hush()
	out := check.Visitor{No: v.no, Conversation: v.conversation(), Words: v.words, Ask: v.ask, Email: v.email}
	if out.Conversation == "" {
		return out, fmt.Errorf("visitor %d never arrived", v.no)
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if err := v.l.catchUp(ctx); err != nil {
		return out, fmt.Errorf("visitor %d: the stream does not catch up: %w", v.no, err)
	}
	var whole struct {
		Talk     wireTalk      `json:"conversation"`
		Messages []wireMessage `json:"messages"`
	}
	if err := v.c.call(ctx, http.MethodGet, "/v1/conversation"+after(0), nil, &whole, http.StatusOK); err != nil {
		return out, fmt.Errorf("visitor %d: the conversation cannot be read: %w", v.no, err)
	}
	out.Talk, out.Told, out.Streams = whole.Talk.talk(), v.l.told, v.l.streams
	for _, m := range whole.Messages {
		out.View = append(out.View, m.message())
		tokensIn(v.l.tokens, m.Text)
	}
	for t := range v.l.tokens {
		out.Tokens = append(out.Tokens, t)
	}
	return out, nil
}
