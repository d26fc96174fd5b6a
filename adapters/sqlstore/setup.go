package sqlstore

import (
	"context"
	"errors"
	"fmt"

	"github.com/bellhop-chat/bellhop/core"
)

// Install is core.Tenants.Install. Writing the workspace's row first makes
// processes that install at once wait for each other.
func (s *Store) Install(ctx context.Context, u core.Setup) error {
	ws := u.Workspace.ID
	return s.submit(ctx, &job{key: string(ws), do: func(x *tx) error {
		if _, err := x.exec(`INSERT INTO workspaces (id, name) VALUES ($1, $2)
			ON CONFLICT (id) DO UPDATE SET name = excluded.name`, ws, u.Workspace.Name); err != nil {
			return err
		}
		if err := s.installSite(x, ws, u.Site, u.NewSecret); err != nil {
			return fmt.Errorf("installing site %s: %w", u.Site.ID, err)
		}
		for _, table := range []string{"connections", "routes"} {
			if err := x.put("UPDATE "+table+" SET switched_off = 1 WHERE workspace_id = $1", ws); err != nil {
				return err
			}
		}
		for _, c := range u.Connections {
			if err := s.installConnection(x, ws, c); err != nil {
				return fmt.Errorf("installing connection %s: %w", c.ID, err)
			}
		}
		for _, r := range u.Routes {
			if err := x.put(upsertRoute, ws, r.ID, r.Site, r.Connection, r.Surface, r.Channel); err != nil {
				return err
			}
		}
		return nil
	}})
}

func (s *Store) installSite(x *tx, ws core.WorkspaceID, site core.Site, fresh string) error {
	sealed := ""
	err := one(x, []any{&sealed}, "SELECT secret FROM sites WHERE workspace_id = $1 AND id = $2", ws, site.ID)
	if err != nil && !errors.Is(err, core.ErrNotFound) {
		return err
	}
	if site.Secret == "" && sealed == "" {
		site.Secret = fresh
	}
	if site.Secret != "" {
		if sealed, err = s.sealer.Seal(ws, site.Secret); err != nil {
			return err
		}
	}
	_, err = x.exec(upsertSite, ws, site.ID, site.Key, site.Name, site.Greeting, site.Color, doc(site.Origins), sealed,
		site.Wait.Milliseconds(), doc(site.Fields), bit(site.Files.On), doc(site.Files.Types), site.Files.Max)
	if err != nil && x.desk.d.Unique(err) {
		return fmt.Errorf("the public key %q belongs to another site: %w", site.Key, err)
	}
	return err
}

// installConnection keeps what the platform taught us while the token stays.
func (s *Store) installConnection(x *tx, ws core.WorkspaceID, c core.Connection) error {
	old, err := s.connection(x, "workspace_id = $1 AND id = $2", ws, c.ID)
	if err != nil && !errors.Is(err, core.ErrNotFound) {
		return err
	}
	if err == nil && old.Token == c.Token && c.Remote == "" {
		c.Remote, c.Name, c.Bot, c.BotID, c.App = old.Remote, old.Name, old.Bot, old.BotID, old.App
	}
	sealed, err := s.sealer.Seal(ws, c.Token)
	if err != nil {
		return err
	}
	return x.put(upsertConnection, ws, c.ID, c.Surface, c.Remote, c.Name, c.Bot, c.BotID, c.App, sealed, stamp(c.Updated))
}

const upsertSite = `INSERT INTO sites (workspace_id, id, site_key, name, greeting, color, origins, secret, wait, fields, files, file_types, file_max)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
	ON CONFLICT (workspace_id, id) DO UPDATE SET site_key = excluded.site_key, name = excluded.name, greeting = excluded.greeting,
	color = excluded.color, origins = excluded.origins, secret = excluded.secret, wait = excluded.wait, fields = excluded.fields,
	files = excluded.files, file_types = excluded.file_types, file_max = excluded.file_max`

const upsertConnection = `INSERT INTO connections (workspace_id, id, surface, remote, name, bot, bot_id, app, token, updated, switched_off)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)
	ON CONFLICT (workspace_id, id) DO UPDATE SET surface = excluded.surface, remote = excluded.remote, name = excluded.name,
	bot = excluded.bot, bot_id = excluded.bot_id, app = excluded.app, token = excluded.token, updated = excluded.updated, switched_off = 0`

const upsertRoute = `INSERT INTO routes (workspace_id, id, site_id, connection_id, surface, channel, switched_off)
	VALUES ($1, $2, $3, $4, $5, $6, 0)
	ON CONFLICT (workspace_id, id) DO UPDATE SET site_id = excluded.site_id, connection_id = excluded.connection_id,
	surface = excluded.surface, channel = excluded.channel, switched_off = 0`
