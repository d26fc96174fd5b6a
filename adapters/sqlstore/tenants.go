package sqlstore

import (
	"context"
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

const siteColumns = "workspace_id, id, site_key, name, greeting, color, origins, secret, wait, fields, files, file_types, file_max"

type siteRow struct {
	core.Site
	wait int64
}

func scanSite(r *siteRow) []any {
	return []any{&r.Workspace, &r.ID, &r.Key, &r.Name, &r.Greeting, &r.Color, toDoc{&r.Origins}, &r.Secret, &r.wait, toDoc{&r.Fields},
		toBit{&r.Files.On}, toDoc{&r.Files.Types}, &r.Files.Max}
}

func (s *Store) sites(ctx context.Context, rest string, args ...any) ([]core.Site, error) {
	rows, err := all(s.read(ctx), scanSite, "SELECT "+siteColumns+" FROM sites "+rest, args...)
	if err != nil {
		return nil, err
	}
	var out []core.Site
	for _, r := range rows {
		site := r.Site
		site.Wait = time.Duration(r.wait) * time.Millisecond
		if site.Secret != "" {
			if site.Secret, err = s.sealer.Open(site.Workspace, site.Secret); err != nil {
				return nil, fmt.Errorf("secret of site %s: %w", site.ID, err)
			}
		}
		out = append(out, site)
	}
	return out, nil
}

func (s *Store) site(ctx context.Context, what, rest string, args ...any) (core.Site, error) {
	found, err := s.sites(ctx, rest, args...)
	if err != nil {
		return core.Site{}, err
	}
	if len(found) == 0 {
		return core.Site{}, fmt.Errorf("site %s: %w", what, core.ErrNotFound)
	}
	return found[0], nil
}

// SiteByKey is core.Tenants.SiteByKey.
func (s *Store) SiteByKey(ctx context.Context, key string) (core.Site, error) {
	return s.site(ctx, "with this key", "WHERE site_key = $1", key)
}

// Site is core.Tenants.Site.
func (s *Store) Site(ctx context.Context, ws core.WorkspaceID, id core.SiteID) (core.Site, error) {
	return s.site(ctx, string(id), "WHERE workspace_id = $1 AND id = $2", ws, id)
}

// Sites is core.Tenants.Sites.
func (s *Store) Sites(ctx context.Context) ([]core.Site, error) {
	return s.sites(ctx, "ORDER BY workspace_id, id")
}

// Routes is core.Tenants.Routes.
func (s *Store) Routes(ctx context.Context, ws core.WorkspaceID, site core.SiteID) ([]core.Route, error) {
	return all(s.read(ctx), func(r *core.Route) []any {
		return []any{&r.ID, &r.Workspace, &r.Site, &r.Connection, &r.Surface, &r.Channel}
	}, `SELECT id, workspace_id, site_id, connection_id, surface, channel FROM routes
		WHERE workspace_id = $1 AND site_id = $2 AND switched_off = 0 ORDER BY id`, ws, site)
}
