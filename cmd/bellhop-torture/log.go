package main

import (
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// book is what went wrong and what reached Slack, moment by moment: the proofs.
type book struct {
	mu      sync.Mutex
	used    map[string]int // faults that met something, by kind and method
	pending map[check.Key]fault
	calls   []check.Call
	pauses  []check.Span
	kills   []time.Time
	trouble []string
}

func newBook() *book { return &book{used: map[string]int{}, pending: map[check.Key]fault{}} }

// meet is the Match of a fault of Slack's: it notes what the fault met.
func (b *book) meet(f fault) func(map[string]any) bool {
	return func(args map[string]any) bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.used[string(f.kind)]++
		if k, ok := keyOf(args); ok {
			b.pending[k] = f
		}
		return true
	}
}

// call notes a call that is about to be carried out.
func (b *book) call(method string, args map[string]any) {
	if method != "chat.postMessage" && method != "chat.postEphemeral" {
		return
	}
	if k, ok := keyOf(args); ok {
		b.noteCall(k)
	}
}

// noteCall notes a send of a post.
func (b *book) noteCall(k check.Key) {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := check.Call{Key: k, At: time.Now()}
	if f, met := b.pending[k]; met {
		delete(b.pending, k)
		c.Fault = string(f.kind)
		switch f.kind {
		case fakeslack.ServerErrorLate, fakeslack.CutLate:
			c.Late = true
		case fakeslack.Slow:
			c.Slow, c.Late = f.d, f.d >= sendGivesUp
		}
	}
	b.calls = append(b.calls, c)
}

// meetDiscord is the Match of a fault of Discord's.
func (b *book) meetDiscord(f fault) func(map[string]any) bool {
	return func(body map[string]any) bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.used[string(f.kind)]++
		content, _ := body["content"].(string)
		if k, ok := inkIn(content); ok {
			b.pending[k] = f
		}
		return true
	}
}

// discordCall notes a request of a message that is about to be carried out.
func (b *book) discordCall(method, _ string, _ url.Values, body any) {
	fields, _ := body.(map[string]any)
	content, _ := fields["content"].(string)
	k, ok := inkIn(content)
	if !ok || method != http.MethodPost {
		return
	}
	b.noteCall(k)
}

// sendGivesUp is after how long the program takes a send for lost, a little less.
const sendGivesUp = 4800 * time.Millisecond

func (b *book) pause(from, to time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pauses = append(b.pauses, check.Span{From: from, To: to})
}

func (b *book) kill(at time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.kills = append(b.kills, at)
}

func (b *book) use(what string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.used[what]++
}

// again notes what the operator had sent again.
func (b *book) again(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.used["(effects sent again by the operator)"] += n
}

// complain notes something that must never be. The first of them suffice.
func (b *book) complain(what string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.trouble) < 50 {
		b.trouble = append(b.trouble, what)
	}
}

func (b *book) faults() map[string]int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return maps.Clone(b.used)
}

// keyOf reads the key of an effect's post from a call or a message: from its
// metadata, or from the id of its first block.
func keyOf(args map[string]any) (check.Key, bool) {
	if meta, _ := args["metadata"].(map[string]any); len(meta) > 0 {
		payload, _ := meta["event_payload"].(map[string]any)
		key, _ := payload["key"].(string)
		part, _ := payload["part"].(float64)
		return parseKey(key, int(part))
	}
	blocks, _ := args["blocks"].([]any)
	return keyInBlocks(blocks)
}

func keyInBlocks(blocks []any) (check.Key, bool) {
	if len(blocks) == 0 {
		return check.Key{}, false
	}
	first, _ := blocks[0].(map[string]any)
	id, _ := first["block_id"].(string)
	rest, ours := strings.CutPrefix(id, "bellhop:")
	i := strings.LastIndexByte(rest, ':')
	if !ours || i < 0 {
		return check.Key{}, false
	}
	part, err := strconv.Atoi(rest[i+1:])
	if err != nil {
		return check.Key{}, false
	}
	return parseKey(rest[:i], part)
}

// parseKey splits "conversation.effect".
func parseKey(key string, part int) (check.Key, bool) {
	conversation, rest, ok := strings.Cut(key, ".")
	no, _, _ := strings.Cut(rest, ".")
	effect, err := strconv.ParseInt(no, 10, 64)
	return check.Key{Conversation: conversation, Effect: effect, Part: part}, ok && err == nil
}
