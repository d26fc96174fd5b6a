package discord

import (
	"context"
	"encoding/json"
	"strconv"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// maxPlaces is how many channels and threads are remembered; then some are
// forgotten and asked for again.
const maxPlaces = 20_000

// The types of channels that matter to us.
const (
	textChannel   = 0
	newsChannel   = 5
	newsThread    = 10
	publicThread  = 11
	privateThread = 12
	forumChannel  = 15
	mediaChannel  = 16
)

// place is a channel or a thread.
type place struct {
	ID         string      `json:"id"`
	Type       int         `json:"type"`
	Guild      string      `json:"guild_id"`
	Parent     string      `json:"parent_id"` // of a thread: the channel
	Owner      string      `json:"owner_id"`  // of a thread: who opened it
	Name       string      `json:"name"`
	Overwrites []overwrite `json:"permission_overwrites"`
	Tags       []tag       `json:"available_tags"`
	Applied    []string    `json:"applied_tags"`
	Flags      int         `json:"flags"`
	asked      time.Time   // when Discord said so; zero when the gateway keeps it true
}

// tag is one that posts of a forum can have.
type tag struct {
	ID        string `json:"id,omitempty"`
	Name      string `json:"name"`
	Moderated bool   `json:"moderated"`
}

// overwrite is who may do what in a channel beside the roles' rights.
type overwrite struct {
	ID    string `json:"id"`
	Type  int    `json:"type"` // 0 a role, 1 a member
	Allow bits   `json:"allow"`
	Deny  bits   `json:"deny"`
}

// bits is a set of permissions, written as a number or as a text.
type bits uint64

func (b *bits) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" {
		return nil
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		s = string(raw)
	}
	n, err := strconv.ParseUint(s, 10, 64)
	*b = bits(n)
	return err
}

func (p place) isThread() bool {
	return p.Type == newsThread || p.Type == publicThread || p.Type == privateThread
}

func (p place) isForum() bool { return p.Type == forumChannel || p.Type == mediaChannel }

// places remembers channels and threads: what the gateway told, and what was
// asked for.
type places struct {
	mu    sync.Mutex
	known map[string]place
}

func newPlaces() *places { return &places{known: map[string]place{}} }

func (p *places) recall(id string) (place, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	got, ok := p.known[id]
	return got, ok
}

// note remembers places. Of a thread must be known where it is and whose.
func (p *places) note(some ...place) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, one := range some {
		if one.ID == "" || one.isThread() && (one.Parent == "" || one.Owner == "") {
			continue
		}
		for old := range p.known {
			if len(p.known) < maxPlaces {
				break
			}
			delete(p.known, old)
		}
		p.known[one.ID] = one
	}
}

func (p *places) forget(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.known, id)
}

// place asks what a channel or thread is, the cache first.
func (d *Discord) place(ctx context.Context, c core.Connection, id string) (place, error) {
	if p, ok := d.places.recall(id); ok {
		return p, nil
	}
	var p place
	if err := d.call(ctx, c, get("channels/"+id, &p)); err != nil {
		return place{}, err
	}
	p.asked = d.now()
	d.places.note(p)
	return p, nil
}

// current is place for who asks what people may do there: what was asked for a
// while ago counts no more, for a process without the gateway hears of no change.
func (d *Discord) current(ctx context.Context, c core.Connection, id string) (place, error) {
	if p, ok := d.places.recall(id); ok && !p.asked.IsZero() && d.now().Sub(p.asked) > guildTTL {
		d.places.forget(id)
	}
	return d.place(ctx, c, id)
}
