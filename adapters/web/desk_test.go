package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// desk is a chat platform in memory: it takes every delivery, remembers the
// threads its cards opened, and reads events that are happenings in JSON.
type desk struct {
	mu      sync.Mutex
	posts   int
	threads []string
	picture []byte // of everybody
	files   map[string][]byte
	got     chan string // files that were given to us, by name, with their bytes
}

func (d *desk) Surface() core.Surface { return core.Slack }

func (d *desk) Deliver(ctx context.Context, _ core.Connection, x core.Delivery) ([]core.Receipt, error) {
	if err := d.take(ctx, x); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.posts++
	remote := fmt.Sprintf("post-%d", d.posts)
	if x.Kind == core.EffectCard && x.Thread.Remote == "" {
		d.threads = append(d.threads, remote)
	}
	r := core.Receipt{Thread: x.Thread.ID, Kind: x.Kind, Remote: remote}
	if len(x.Entries) > 0 && x.Kind == core.EffectWord {
		r.Seq = x.Entries[0].Seq
	}
	return []core.Receipt{r}, nil
}

// take takes the files of a word.
func (d *desk) take(ctx context.Context, x core.Delivery) error {
	if x.Kind != core.EffectWord && x.Kind != core.EffectFiles {
		return nil
	}
	for _, e := range x.Entries {
		for _, f := range core.Carried(e.Files) {
			in, err := x.Open(ctx, f.ID)
			if err != nil {
				return err
			}
			data, err := io.ReadAll(in)
			if err = errors.Join(err, in.Close()); err != nil {
				return err
			}
			d.got <- f.Name + "=" + string(data)
		}
	}
	return nil
}

func (d *desk) Find(context.Context, core.Connection, core.Delivery) ([]core.Receipt, error) {
	return nil, nil
}

func (d *desk) Interpret(_ context.Context, _ core.Connection, e core.RawEvent) ([]core.Happening, error) {
	var h core.Happening
	if err := json.Unmarshal(e.Body, &h); err != nil {
		return nil, fmt.Errorf("%w: %w", core.ErrUnreadable, err)
	}
	for i := range h.Files {
		h.Files[i].Origin = h.Files[i].Name
	}
	return []core.Happening{h}, nil
}

func (d *desk) Introduce(_ context.Context, c core.Connection) (core.Connection, error) {
	c.Remote, c.Name, c.Bot = "T1", "Team", "UBOT"
	return c, nil
}

func (d *desk) Picture(context.Context, core.Connection, string, int64) ([]byte, error) {
	return d.picture, nil
}

// Fetch is core.FileSource.Fetch.
func (d *desk) Fetch(_ context.Context, _ core.Connection, origin string, _ int64) (io.ReadCloser, int64, error) {
	data, ok := d.files[origin]
	if !ok {
		return nil, 0, &core.NoFileError{Lack: core.LackGone}
	}
	return io.NopCloser(bytes.NewReader(data)), int64(len(data)), nil
}

// thread is the last thread that was opened.
func (d *desk) thread() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.threads) == 0 {
		return ""
	}
	return d.threads[len(d.threads)-1]
}
