package postgres

import (
	"context"
	"crypto/rand"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/bellhop-chat/bellhop/core"
)

// The channel of the nudges; how long they gather; what a message may hold
// (PostgreSQL takes just under 8,000 bytes); how long a server that cannot be
// reached is left alone.
const (
	channel   = "bellhop_changed"
	gathering = 8 * time.Millisecond
	maxNudge  = 7000
	patience  = 2 * time.Second
)

// anything stands for "whatever it is, look".
const anything = "*"

// nudger tells other processes what was committed. A message is the sender's
// name, a space, and ids with commas between them.
type nudger struct {
	name   string
	cfg    *pgx.ConnConfig
	cancel context.CancelFunc
	ended  chan struct{}
	wake   chan struct{}

	mu      sync.Mutex
	changed map[core.ConversationID]struct{}
}

func startNudger(cfg *pgx.ConnConfig) *nudger {
	ctx, cancel := context.WithCancel(context.Background())
	n := &nudger{name: rand.Text()[:10], cfg: cfg, cancel: cancel, ended: make(chan struct{}), wake: make(chan struct{}, 1),
		changed: map[core.ConversationID]struct{}{}}
	go n.loop(ctx)
	return n
}

func (n *nudger) stop() {
	n.cancel()
	<-n.ended
}

// committed is sqlstore.Config.Committed.
func (n *nudger) committed(ids []core.ConversationID) {
	n.mu.Lock()
	for _, id := range ids {
		n.changed[id] = struct{}{}
	}
	n.mu.Unlock()
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

// loop sends what gathered, and throws away what it cannot send.
func (n *nudger) loop(ctx context.Context) {
	defer close(n.ended)
	var conn *pgx.Conn
	defer func() {
		if conn != nil {
			_ = conn.Close(context.Background())
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return
		case <-n.wake:
		}
		if !pause(ctx, gathering) {
			return
		}
		m := n.message()
		if m == "" {
			continue // an earlier round took it along
		}
		var err error
		if conn, err = n.send(ctx, conn, m); err != nil && !pause(ctx, patience) {
			return
		}
	}
}

func (n *nudger) message() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var b strings.Builder
	for id := range n.changed {
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(string(id))
	}
	clear(n.changed)
	if b.Len() == 0 {
		return ""
	}
	if b.Len() > maxNudge {
		return n.name + " " + anything
	}
	return n.name + " " + b.String()
}

func (n *nudger) send(ctx context.Context, conn *pgx.Conn, message string) (*pgx.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*patience)
	defer cancel()
	if conn == nil {
		var err error
		if conn, err = pgx.ConnectConfig(ctx, n.cfg.Copy()); err != nil {
			return nil, err
		}
	}
	if _, err := conn.Exec(ctx, "SELECT pg_notify($1, $2)", channel, message); err != nil {
		_ = conn.Close(context.Background())
		return nil, err
	}
	return conn, nil
}

// pause answers false when ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
