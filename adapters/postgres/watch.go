package postgres

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/bellhop-chat/bellhop/core"
)

// Watch is core.Store.Watch. It connects again by itself, waiting longer each
// time up to half a minute; after a gap it calls fn with nothing, as it does
// for a message that names too many: any conversation may have changed then.
func (s *Store) Watch(ctx context.Context, fn func([]core.ConversationID)) error {
	wait := 100 * time.Millisecond
	for gap := false; ; gap = true {
		heard := s.listen(ctx, gap, fn)
		if heard {
			wait = 100 * time.Millisecond
		}
		if !pause(ctx, wait) {
			return nil
		}
		wait = min(2*wait, 30*time.Second)
	}
}

// listen hears one connection out and answers whether it ever listened.
func (s *Store) listen(ctx context.Context, gap bool, fn func([]core.ConversationID)) bool {
	conn, err := pgx.ConnectConfig(ctx, s.cfg.Copy())
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close(context.Background()) }()
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return false
	}
	if gap {
		fn(nil)
	}
	for {
		m, err := conn.WaitForNotification(ctx)
		if err != nil {
			return true
		}
		if ids, ok := s.nudger.read(m.Payload); ok {
			fn(ids)
		}
	}
}

// read takes a message apart; our own are not for us.
func (n *nudger) read(message string) (ids []core.ConversationID, ok bool) {
	from, list, found := strings.Cut(message, " ")
	if !found || from == n.name {
		return nil, false
	}
	if list == anything {
		return nil, true
	}
	for id := range strings.SplitSeq(list, ",") {
		ids = append(ids, core.ConversationID(id))
	}
	return ids, len(ids) > 0
}
