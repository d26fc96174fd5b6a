package sqlstore

import (
	"context"
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

const visitorColumns = `v.id, v.workspace_id, v.site_id, v.external, v.name, v.email, v.phone, v.note, v.page, v.title, v.referrer,
	v.language, v.timezone, v.attrs, v.created, v.seen, v.blocked`

func scanVisitor(v *core.Visitor) []any {
	return []any{&v.ID, &v.Workspace, &v.Site, &v.External, &v.Name, &v.Email, &v.Phone, &v.Note, &v.Page, &v.Title, &v.Referrer,
		&v.Language, &v.Timezone, toDoc{&v.Attrs}, toTime{&v.Created}, toTime{&v.Seen}, toTime{&v.Blocked}}
}

func visitorArgs(v core.Visitor) []any {
	return []any{v.ID, v.Workspace, v.External, v.Name, v.Email, v.Phone, v.Note, v.Page, v.Title, v.Referrer,
		v.Language, v.Timezone, doc(v.Attrs), stamp(v.Seen)}
}

const updateVisitor = `UPDATE visitors SET external = $3, name = $4, email = $5, phone = $6, note = $7, page = $8, title = $9,
	referrer = $10, language = $11, timezone = $12, attrs = $13, seen = $14, blocked = $15 WHERE id = $1 AND workspace_id = $2`

// The browser knows less than we do: what it leaves empty stays, so that it
// does not undo details left at the same moment.
const mergeVisitor = `UPDATE visitors SET external = COALESCE(NULLIF($3, ''), external), name = COALESCE(NULLIF($4, ''), name),
	email = COALESCE(NULLIF($5, ''), email), phone = COALESCE(NULLIF($6, ''), phone), note = COALESCE(NULLIF($7, ''), note),
	page = COALESCE(NULLIF($8, ''), page), title = COALESCE(NULLIF($9, ''), title), referrer = COALESCE(NULLIF($10, ''), referrer),
	language = COALESCE(NULLIF($11, ''), language), timezone = COALESCE(NULLIF($12, ''), timezone),
	attrs = COALESCE(NULLIF($13, ''), attrs), seen = CASE WHEN $14 > seen THEN $14 ELSE seen END
	WHERE id = $1 AND workspace_id = $2`

const insertVisitor = `INSERT INTO visitors (id, workspace_id, external, name, email, phone, note, page, title, referrer,
	language, timezone, attrs, seen, site_id, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`

const upsertToken = `INSERT INTO visitor_tokens (hash, workspace_id, site_id, visitor_id, expires) VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (hash) DO UPDATE SET expires = excluded.expires
	WHERE visitor_tokens.visitor_id = excluded.visitor_id AND visitor_tokens.expires < excluded.expires`

func tokenArgs(t core.Token) []any {
	return []any{t.Hash, t.Workspace, t.Site, t.Visitor, stamp(t.Expires)}
}

// Arrive is core.Visitors.Arrive.
func (s *Store) Arrive(ctx context.Context, v core.Visitor, t core.Token, c core.Conversation) error {
	return s.submit(ctx, &job{key: string(c.ID), do: func(x *tx) error {
		if c.NextEffect == 0 {
			c.NextEffect = 1
		}
		if err := x.put(insertVisitor, append(visitorArgs(v), v.Site, stamp(v.Created))...); err != nil {
			return err
		}
		if err := x.put(upsertToken, tokenArgs(t)...); err != nil {
			return err
		}
		return x.put(insertConversation, conversationArgs(c)...)
	}})
}

// VisitorByToken is core.Visitors.VisitorByToken.
func (s *Store) VisitorByToken(ctx context.Context, hash string, now time.Time) (core.Visitor, core.Ref, core.Token, error) {
	var v core.Visitor
	t := core.Token{Hash: hash}
	dest := append(scanVisitor(&v), &t.Workspace, &t.Site, &t.Visitor, toTime{&t.Expires})
	ref, err := s.visitorWith(ctx, dest, ", k.workspace_id, k.site_id, k.visitor_id, k.expires",
		" JOIN visitor_tokens k ON k.visitor_id = v.id WHERE k.hash = $1 AND k.expires > $2", hash, stamp(now))
	if err != nil {
		return core.Visitor{}, core.Ref{}, core.Token{}, fmt.Errorf("token: %w", err)
	}
	ref.Workspace = v.Workspace
	return v, ref, t, nil
}

// VisitorByExternal is core.Visitors.VisitorByExternal. Where a race made two
// of one, it is always the elder.
func (s *Store) VisitorByExternal(ctx context.Context, ws core.WorkspaceID, site core.SiteID, external string) (core.Visitor, core.Ref, error) {
	var v core.Visitor
	ref, err := s.visitorWith(ctx, scanVisitor(&v), "", ` WHERE v.workspace_id = $1 AND v.site_id = $2 AND v.external = $3
		AND v.external <> '' ORDER BY v.created, v.id LIMIT 1`, ws, site, external)
	if err != nil {
		return core.Visitor{}, core.Ref{}, fmt.Errorf("visitor of site %s: %w", site, err)
	}
	ref.Workspace = v.Workspace
	return v, ref, nil
}

// visitorWith reads a visitor and the id of their latest conversation.
func (s *Store) visitorWith(ctx context.Context, dest []any, columns, rest string, args ...any) (core.Ref, error) {
	var ref core.Ref
	err := one(s.read(ctx), append(dest, &ref.ID), "SELECT "+visitorColumns+columns+`, COALESCE((SELECT c.id FROM conversations c
		WHERE c.visitor_id = v.id ORDER BY c.created DESC, c.id DESC LIMIT 1), '') FROM visitors v`+rest, args...)
	return ref, err
}

// Visitor is core.Visitors.Visitor.
func (s *Store) Visitor(ctx context.Context, ws core.WorkspaceID, id core.VisitorID) (core.Visitor, error) {
	var v core.Visitor
	err := one(s.read(ctx), scanVisitor(&v), "SELECT "+visitorColumns+" FROM visitors v WHERE v.id = $1 AND v.workspace_id = $2", id, ws)
	if err != nil {
		return core.Visitor{}, fmt.Errorf("visitor %s: %w", id, err)
	}
	return v, nil
}

// SaveVisitor is core.Visitors.SaveVisitor.
func (s *Store) SaveVisitor(ctx context.Context, v core.Visitor) error {
	return s.submit(ctx, &job{key: string(v.ID), do: func(x *tx) error {
		n, err := x.exec(mergeVisitor, visitorArgs(v)...)
		x.forget()
		return found(n, err, "visitor", string(v.ID))
	}})
}

// SaveToken is core.Visitors.SaveToken.
func (s *Store) SaveToken(ctx context.Context, t core.Token) error {
	return s.submit(ctx, &job{key: string(t.Visitor), do: func(x *tx) error { return x.put(upsertToken, tokenArgs(t)...) }})
}

// found makes a write that met no row ErrNotFound.
func found(n int64, err error, what, id string) error {
	if err == nil && n == 0 {
		return fmt.Errorf("%s %s: %w", what, id, core.ErrNotFound)
	}
	return err
}
