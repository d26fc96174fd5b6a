package sqlstore

import (
	"context"
	"fmt"

	"github.com/bellhop-chat/bellhop/core"
)

const connectionColumns = "workspace_id, id, surface, remote, name, bot, bot_id, app, token, updated"

func scanConnection(c *core.Connection) []any {
	return []any{&c.Workspace, &c.ID, &c.Surface, &c.Remote, &c.Name, &c.Bot, &c.BotID, &c.App, &c.Token, toTime{&c.Updated}}
}

func (s *Store) openConnection(c *core.Connection) (err error) {
	if c.Token, err = s.sealer.Open(c.Workspace, c.Token); err != nil {
		return fmt.Errorf("token of connection %s: %w", c.ID, err)
	}
	return nil
}

func (s *Store) connection(a asker, where string, args ...any) (core.Connection, error) {
	var c core.Connection
	err := one(a, scanConnection(&c), "SELECT "+connectionColumns+" FROM connections WHERE "+where+" ORDER BY id LIMIT 1", args...)
	if err == nil {
		err = s.openConnection(&c)
	}
	if err != nil {
		return core.Connection{}, err
	}
	return c, nil
}

// Connection is core.Tenants.Connection. One that is switched off is answered
// too: conversations that were rung on it still refer to it.
func (s *Store) Connection(ctx context.Context, ws core.WorkspaceID, id core.ConnectionID) (core.Connection, error) {
	c, err := s.connection(s.read(ctx), "workspace_id = $1 AND id = $2", ws, id)
	if err != nil {
		return c, fmt.Errorf("connection %s: %w", id, err)
	}
	return c, nil
}

// ConnectionByRemote is core.Tenants.ConnectionByRemote.
func (s *Store) ConnectionByRemote(ctx context.Context, surface core.Surface, remote string) (core.Connection, error) {
	if remote == "" {
		return core.Connection{}, fmt.Errorf("connection to %s without a name there: %w", surface, core.ErrNotFound)
	}
	c, err := s.connection(s.read(ctx), "surface = $1 AND remote = $2 AND switched_off = 0", surface, remote)
	if err != nil {
		return c, fmt.Errorf("connection to %s %s: %w", surface, remote, err)
	}
	return c, nil
}

// Connections is core.Tenants.Connections.
func (s *Store) Connections(ctx context.Context) ([]core.Connection, error) {
	out, err := all(s.read(ctx), scanConnection, "SELECT "+connectionColumns+
		" FROM connections WHERE switched_off = 0 ORDER BY workspace_id, id")
	if err != nil {
		return nil, err
	}
	for i := range out {
		if err := s.openConnection(&out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Learned is core.Tenants.Learned. The token is not changed.
func (s *Store) Learned(ctx context.Context, c core.Connection) error {
	return s.submit(ctx, &job{key: string(c.Workspace), do: func(x *tx) error {
		n, err := x.exec(`UPDATE connections SET remote = $1, name = $2, bot = $3, bot_id = $4, app = $5, updated = $6
			WHERE workspace_id = $7 AND id = $8`, c.Remote, c.Name, c.Bot, c.BotID, c.App, stamp(c.Updated), c.Workspace, c.ID)
		return found(n, err, "connection", string(c.ID))
	}})
}
