package sqlstore

import (
	"context"
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

const fileColumns = "id, workspace_id, conversation_id, idem, who, name, type, size, width, height, seq, stored, created, expires, gone"

func scanFile(f *core.StoredFile) []any {
	return []any{&f.ID, &f.Workspace, &f.Ref.ID, &f.Key, &f.By, &f.Name, &f.Type, &f.Size, &f.Width, &f.Height, &f.Seq,
		toBit{&f.Stored}, toTime{&f.Created}, toTime{&f.Expires}, toTime{&f.Gone}}
}

// NewFile is core.Files.NewFile. A row with the same key lives on: its sender
// was heard again.
func (s *Store) NewFile(ctx context.Context, f core.StoredFile) (core.StoredFile, error) {
	out := f
	err := s.submit(ctx, &job{key: string(f.Ref.ID), do: func(x *tx) error {
		if _, err := x.exec("INSERT INTO files ("+fileColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
			ON CONFLICT (conversation_id, idem) WHERE idem <> '' DO UPDATE SET expires = excluded.expires`,
			f.ID, f.Workspace, f.Ref.ID, f.Key, f.By, f.Name, f.Type, f.Size, f.Width, f.Height, f.Seq, bit(f.Stored), stamp(f.Created),
			stamp(f.Expires), stamp(f.Gone)); err != nil {
			return err
		}
		return one(x, scanFile(&out), "SELECT "+fileColumns+" FROM files WHERE conversation_id = $1 AND (id = $2 OR idem = $3 AND idem <> '')",
			f.Ref.ID, f.ID, f.Key)
	}})
	if err != nil {
		return core.StoredFile{}, fmt.Errorf("new file: %w", err)
	}
	return out, nil
}

// KeptFile is core.Files.KeptFile.
func (s *Store) KeptFile(ctx context.Context, f core.StoredFile) error {
	return s.submit(ctx, &job{key: string(f.Ref.ID), do: func(x *tx) error {
		n, err := x.exec("UPDATE files SET stored = 1, type = $1, size = $2, width = $3, height = $4 WHERE id = $5 AND workspace_id = $6",
			f.Type, f.Size, f.Width, f.Height, f.ID, f.Workspace)
		return found(n, err, "file", "of "+string(f.Ref.ID))
	}})
}

// File is core.Files.File.
func (s *Store) File(ctx context.Context, id core.FileID) (core.StoredFile, error) {
	var f core.StoredFile
	if err := one(s.read(ctx), scanFile(&f), "SELECT "+fileColumns+" FROM files WHERE id = $1", id); err != nil {
		return core.StoredFile{}, fmt.Errorf("file: %w", err)
	}
	return f, nil
}

// FileCounts is core.Files.FileCounts.
func (s *Store) FileCounts(ctx context.Context, ref core.Ref) (core.FileCounts, error) {
	var c core.FileCounts
	err := one(s.read(ctx), []any{&c.Open, &c.Files, &c.Bytes}, `SELECT COALESCE(SUM(CASE WHEN seq = 0 THEN 1 ELSE 0 END), 0), COUNT(*),
		CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM files WHERE conversation_id = $1 AND workspace_id = $2 AND who = 'visitor' AND gone = 0`, ref.ID, ref.Workspace)
	return c, err
}

// StaleFiles is core.Files.StaleFiles.
func (s *Store) StaleFiles(ctx context.Context, now, closed time.Time, limit int) ([]core.FileID, error) {
	return all(s.read(ctx), func(id *core.FileID) []any { return []any{id} }, `SELECT f.id FROM files f JOIN conversations c ON c.id = f.conversation_id
		WHERE f.gone > 0 OR f.seq = 0 AND f.expires <= $1 OR c.state = 'closed' AND c.closed > 0 AND c.closed <= $2 ORDER BY f.id LIMIT $3`,
		stamp(now), stamp(closed), limit)
}

// ForgetFile is core.Files.ForgetFile.
func (s *Store) ForgetFile(ctx context.Context, id core.FileID) error {
	return s.submit(ctx, &job{key: string(id), do: func(x *tx) error { return x.put("DELETE FROM files WHERE id = $1", id) }})
}

// File is core.Log.File.
func (l turnLog) File(id core.FileID) (core.StoredFile, error) {
	var f core.StoredFile
	err := one(l.x, scanFile(&f), "SELECT "+fileColumns+" FROM files WHERE conversation_id = $1 AND id = $2", l.k.c.ID, id)
	return f, err
}

// WithFiles is core.Log.WithFiles.
func (l turnLog) WithFiles(upTo int64) ([]int64, error) {
	return all(asker(l.x), func(n *int64) []any { return []any{n} },
		"SELECT DISTINCT seq FROM files WHERE conversation_id = $1 AND seq > 0 AND seq <= $2 AND gone = 0 ORDER BY seq", l.k.c.ID, upTo)
}

// saveFiles stores which entries name which files, and which are withdrawn.
func (x *tx) saveFiles(c core.Conversation, ch core.Changes, put func(string, ...any)) {
	for _, n := range ch.Named {
		put("UPDATE files SET seq = $1 WHERE id = $2 AND conversation_id = $3", n.Seq, n.ID, c.ID)
	}
	for _, id := range ch.Dropped {
		put("UPDATE files SET gone = $1 WHERE id = $2 AND conversation_id = $3 AND gone = 0", stamp(c.Updated), id, c.ID)
	}
}
