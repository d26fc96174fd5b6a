package bridge

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/bellhop-chat/bellhop/core"
)

// maxPicture is the most bytes a picture of a person may have.
const maxPicture = 1 << 20

// pictureFetch lets many ask for a picture while one fetches it.
type pictureFetch struct{ singleflight.Group }

// Picture answers a person's picture by its random address. The first who asks
// has it copied from the platform; its address there never leaves us.
func (b *Bridge) Picture(ctx context.Context, id core.PictureID) (core.Picture, error) {
	p, err := b.Store.Picture(ctx, id)
	if err != nil || len(p.Bytes) > 0 {
		return p, err
	}
	v, err, _ := b.pictures.Do(string(id), func() (any, error) { return b.copyPicture(ctx, p) })
	if err != nil {
		return core.Picture{}, fmt.Errorf("%w: %w", core.ErrNotFound, err)
	}
	got, ok := v.(core.Picture)
	if !ok {
		return core.Picture{}, core.ErrNotFound
	}
	return got, nil
}

func (b *Bridge) copyPicture(ctx context.Context, p core.Picture) (core.Picture, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	conn, err := b.Store.Connection(ctx, p.Workspace, p.Connection)
	if err != nil {
		return p, err
	}
	platform := b.platforms[conn.Surface]
	if platform == nil {
		return p, fmt.Errorf("no adapter for %s", conn.Surface)
	}
	if p.Bytes, err = platform.Picture(ctx, conn, p.Origin, maxPicture); err != nil {
		return p, err
	}
	switch p.Type = http.DetectContentType(p.Bytes); p.Type { // sniffed, not believed
	case "image/png", "image/jpeg", "image/gif", "image/webp":
	default:
		return p, fmt.Errorf("%s is no picture", p.Type)
	}
	p.Fetched = time.Now()
	return p, b.Store.SavePicture(ctx, p)
}
