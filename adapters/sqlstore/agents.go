package sqlstore

import (
	"context"
	"errors"
	"fmt"

	"github.com/bellhop-chat/bellhop/core"
)

const agentColumns = "a.id, a.workspace_id, a.name, a.picture_id"

func scanAgent(a *core.Agent) []any { return []any{&a.ID, &a.Workspace, &a.Name, &a.Picture} }

// known answers the agent of an identity and where its picture comes from.
func known(a asker, ws core.WorkspaceID, c core.ConnectionID, remote string) (core.Agent, string, error) {
	var g core.Agent
	var origin string
	err := one(a, append(scanAgent(&g), &origin), "SELECT "+agentColumns+`, i.picture_origin FROM identities i
		JOIN agents a ON a.id = i.agent_id WHERE i.workspace_id = $1 AND i.connection_id = $2 AND i.remote = $3`, ws, c, remote)
	return g, origin, err
}

// KnowAgent is core.Agents.KnowAgent. An empty name or picture of the profile
// changes nothing about an agent we know.
func (s *Store) KnowAgent(ctx context.Context, ws core.WorkspaceID, c core.ConnectionID, p core.Profile, id core.AgentID, picture core.PictureID) (core.Agent, error) {
	g, origin, err := known(s.read(ctx), ws, c, p.Remote)
	if err == nil && fresh(g, origin, p) {
		return g, nil
	}
	if err != nil && !errors.Is(err, core.ErrNotFound) {
		return core.Agent{}, err
	}
	err = s.submit(ctx, &job{key: string(ws) + "/" + string(c) + "/" + p.Remote, do: func(x *tx) (err error) {
		g, err = x.knowAgent(ws, c, p, id, picture)
		return err
	}})
	if err != nil {
		return core.Agent{}, fmt.Errorf("agent behind %s: %w", p.Remote, err)
	}
	return g, nil
}

func fresh(g core.Agent, origin string, p core.Profile) bool {
	return (p.Name == "" || clean(p.Name) == g.Name) && (p.Picture == "" || clean(p.Picture) == origin)
}

// knowAgent stores the identity first: of several at once only one makes the
// agent, and the others wait for it and find it.
func (x *tx) knowAgent(ws core.WorkspaceID, c core.ConnectionID, p core.Profile, id core.AgentID, picture core.PictureID) (core.Agent, error) {
	n, err := x.exec(`INSERT INTO identities (workspace_id, connection_id, remote, agent_id, picture_origin)
		VALUES ($1, $2, $3, $4, '') ON CONFLICT (workspace_id, connection_id, remote) DO NOTHING`, ws, c, p.Remote, id)
	if err != nil {
		return core.Agent{}, err
	}
	if n == 1 {
		if _, err := x.exec("INSERT INTO agents (id, workspace_id, name, picture_id) VALUES ($1, $2, $3, '')", id, ws, p.Name); err != nil {
			return core.Agent{}, err
		}
	}
	g, origin, err := known(x, ws, c, p.Remote)
	if err != nil || fresh(g, origin, p) {
		return g, err
	}
	if p.Name != "" {
		g.Name = clean(p.Name)
	}
	if p.Picture != "" && clean(p.Picture) != origin {
		g.Picture = picture
		if err := x.newPicture(ws, c, p, picture); err != nil {
			return core.Agent{}, err
		}
	}
	return g, x.put("UPDATE agents SET name = $1, picture_id = $2 WHERE id = $3 AND workspace_id = $4", g.Name, g.Picture, g.ID, ws)
}

func (x *tx) newPicture(ws core.WorkspaceID, c core.ConnectionID, p core.Profile, id core.PictureID) error {
	if err := x.put(`INSERT INTO pictures (id, workspace_id, connection_id, origin, type, bytes, fetched)
		VALUES ($1, $2, $3, $4, '', NULL, 0)`, id, ws, c, p.Picture); err != nil {
		return err
	}
	return x.put(`UPDATE identities SET picture_origin = $1 WHERE workspace_id = $2 AND connection_id = $3 AND remote = $4`,
		p.Picture, ws, c, p.Remote)
}

// Agent is core.Agents.Agent.
func (s *Store) Agent(ctx context.Context, ws core.WorkspaceID, id core.AgentID) (core.Agent, error) {
	var g core.Agent
	err := one(s.read(ctx), scanAgent(&g), "SELECT "+agentColumns+" FROM agents a WHERE a.id = $1 AND a.workspace_id = $2", id, ws)
	if err != nil {
		return core.Agent{}, fmt.Errorf("agent %s: %w", id, err)
	}
	return g, nil
}

// IdentityOf is core.Agents.IdentityOf.
func (s *Store) IdentityOf(ctx context.Context, ws core.WorkspaceID, id core.AgentID, c core.ConnectionID) (string, error) {
	var remote string
	err := one(s.read(ctx), []any{&remote}, `SELECT remote FROM identities
		WHERE agent_id = $1 AND connection_id = $2 AND workspace_id = $3 ORDER BY remote LIMIT 1`, id, c, ws)
	if err != nil {
		return "", fmt.Errorf("identity of agent %s: %w", id, err)
	}
	return remote, nil
}

// Picture is core.Agents.Picture.
func (s *Store) Picture(ctx context.Context, id core.PictureID) (core.Picture, error) {
	var p core.Picture
	err := one(s.read(ctx), []any{&p.ID, &p.Workspace, &p.Connection, &p.Origin, &p.Type, &p.Bytes, toTime{&p.Fetched}},
		"SELECT id, workspace_id, connection_id, origin, type, bytes, fetched FROM pictures WHERE id = $1", id)
	if err != nil {
		return core.Picture{}, fmt.Errorf("picture: %w", err)
	}
	return p, nil
}

// SavePicture is core.Agents.SavePicture. Where it comes from is not changed.
func (s *Store) SavePicture(ctx context.Context, p core.Picture) error {
	return s.submit(ctx, &job{key: string(p.ID), do: func(x *tx) error {
		n, err := x.exec("UPDATE pictures SET type = $1, bytes = $2, fetched = $3 WHERE id = $4 AND workspace_id = $5",
			p.Type, p.Bytes, stamp(p.Fetched), p.ID, p.Workspace)
		return found(n, err, "picture", string(p.ID))
	}})
}
