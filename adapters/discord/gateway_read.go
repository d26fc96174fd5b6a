package discord

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// maxWaiting is how many events may be read and not yet stored; then no more are
// read.
const maxWaiting = 1024

// gatewayEvent is one event as it came.
type gatewayEvent struct {
	name string
	body json.RawMessage
}

// session is a session of the gateway, over one or more connections.
type session struct {
	d       *Discord
	lib     *discordgo.Session
	links   links
	waiting chan gatewayEvent

	mu      sync.Mutex
	ended   chan struct{} // closed when the connection is gone
	ready   chan struct{} // closed at READY or RESUMED
	why     error
	beat    time.Time // the last sign of life
	started bool      // READY came once: there is something to resume
	left    bool      // abandoned
}

// renew prepares for another connection.
func (k *session) renew() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.ended, k.ready, k.why, k.beat = make(chan struct{}), make(chan struct{}), nil, k.d.now()
}

// resumable tells whether the session may be taken up again.
func (k *session) resumable() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.started && !k.left
}

// dial keeps the connection at hand, to close it and to see that it lives.
func (k *session) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var dialer net.Dialer
	c, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	k.links.keep(c)
	return &lively{Conn: c, k: k}, nil
}

// lively is a connection that notes signs of life: Discord answers heartbeats,
// so that silence means death.
type lively struct {
	net.Conn
	k *session
}

func (l *lively) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	if n > 0 {
		l.k.mu.Lock()
		l.k.beat = l.k.d.now()
		l.k.mu.Unlock()
	}
	return n, err
}

// event is called by the library, in order, also inside its Open: it does
// nothing but hand on.
func (k *session) event(_ *discordgo.Session, e *discordgo.Event) {
	k.mu.Lock()
	ended, left := k.ended, k.left
	switch e.Type {
	case "READY", "RESUMED":
		k.started = true
		select {
		case <-k.ready:
		default:
			close(k.ready)
		}
	}
	k.mu.Unlock()
	if left || !wanted(e.Type) {
		return
	}
	if e.Type == "PRESENCE_UPDATE" && !k.d.statuses.enrolled(whose(e.RawData)) { // most of a large server's traffic
		return
	}
	select {
	case k.waiting <- gatewayEvent{e.Type, e.RawData}:
	case <-ended:
	}
}

// whose is the person of a presence.
func whose(body []byte) string {
	var p struct {
		User struct {
			ID string `json:"id"`
		} `json:"user"`
	}
	_ = json.Unmarshal(body, &p) // nobody's then
	return p.User.ID
}

// wanted tells whether an event may mean something to us.
func wanted(name string) bool {
	switch name {
	case "READY", "RESUMED", messageCreate, messageUpdate, messageDelete, bulkDelete, "INTERACTION_CREATE", "TYPING_START", "PRESENCE_UPDATE",
		"GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE",
		"GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE", "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE",
		"THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "THREAD_LIST_SYNC":
		return true
	}
	return false
}

// end notes that the connection is gone.
func (k *session) end(why error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	select {
	case <-k.ended:
	default:
		k.why = why
		close(k.ended)
	}
}

func (k *session) closeError() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.why
}

// run stores what comes, one event at a time in the order they came, until the
// connection is gone.
func (k *session) run(ctx context.Context, in *intake) error {
	look := time.NewTicker(k.d.line.pace.look)
	defer look.Stop()
	k.mu.Lock()
	ended := k.ended
	k.mu.Unlock()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case e := <-k.waiting:
			in.take(ctx, e.name, e.body)
		case <-ended:
			k.rest(ctx, in)
			return k.closeError()
		case <-look.C:
			if k.silent() {
				k.abandon()
				return lineGone(errors.New("no sign of life"))
			}
		}
	}
}

// rest stores what was read before the connection went.
func (k *session) rest(ctx context.Context, in *intake) {
	for {
		select {
		case e := <-k.waiting:
			in.take(ctx, e.name, e.body)
		default:
			return
		}
	}
}

func (k *session) silent() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.d.now().Sub(k.beat) > k.d.line.pace.silence
}

// abandon leaves the session behind: nothing of it is heard any more.
func (k *session) abandon() {
	if k == nil {
		return
	}
	k.mu.Lock()
	k.left = true
	k.mu.Unlock()
	k.links.cut()
	k.end(lineGone(nil))
}
