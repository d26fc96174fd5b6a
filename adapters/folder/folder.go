package folder

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	drafts   = "tmp"          // what is being written
	tooOld   = 24 * time.Hour // after that nobody writes it any more
	onlyOurs = 0o700
)

// Folder is a folder that is open.
type Folder struct{ root *os.Root }

var _ core.Blobs = (*Folder)(nil)

// Open opens a folder, and makes it where there is none.
func Open(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, onlyOurs); err != nil {
		return nil, fmt.Errorf("folder for files: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("folder for files: %w", err)
	}
	f := &Folder{root}
	if err := errors.Join(root.MkdirAll(drafts, onlyOurs), f.clear()); err != nil {
		return nil, errors.Join(fmt.Errorf("folder for files: %w", err), root.Close())
	}
	return f, nil
}

// Close lets go of the folder.
func (f *Folder) Close() error { return f.root.Close() }

// clear takes away what writes that broke off left.
func (f *Folder) clear() error {
	left, err := fs.ReadDir(f.root.FS(), drafts)
	for _, e := range left {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > tooOld {
			_ = f.root.Remove(path.Join(drafts, e.Name())) // another process may have
		}
	}
	return err
}

// place is where a file stands: 4,096 subfolders or less.
func place(id core.FileID) (dir, file string) {
	dir = path.Join(string(id[0]), string(id[1]))
	return dir, path.Join(dir, string(id))
}

// Put is core.Blobs.Put.
func (f *Folder) Put(ctx context.Context, id core.FileID, r io.Reader, size int64) (n int64, err error) {
	if !id.Plain() {
		return 0, fmt.Errorf("%q is no address of a file", id)
	}
	draft := path.Join(drafts, rand.Text())
	out, err := f.root.OpenFile(draft, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, fmt.Errorf("keeping a file: %w", err)
	}
	n, err = io.Copy(out, patient{ctx, r})
	if err == nil && size >= 0 && n != size {
		err = fmt.Errorf("%d bytes came of %d: %w", n, size, io.ErrUnexpectedEOF)
	}
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err == nil {
		err = f.settle(draft, id)
	}
	if err != nil {
		_ = f.root.Remove(draft) // or it is cleared later
		return n, fmt.Errorf("keeping a file: %w", err)
	}
	return n, nil
}

// settle puts a file that is all there in its place.
func (f *Folder) settle(draft string, id core.FileID) error {
	dir, file := place(id)
	if err := f.root.MkdirAll(dir, onlyOurs); err != nil {
		return err
	}
	if err := f.root.Rename(draft, file); err != nil {
		return err
	}
	for _, d := range []string{dir, path.Dir(dir), "."} {
		if err := f.sync(d); err != nil {
			return err
		}
	}
	return nil
}

// sync makes a folder's entries outlive a power cut.
func (f *Folder) sync(dir string) error {
	d, err := f.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Open is core.Blobs.Open.
func (f *Folder) Open(_ context.Context, id core.FileID) (io.ReadSeekCloser, error) {
	if !id.Plain() {
		return nil, fmt.Errorf("file: %w", core.ErrNotFound)
	}
	_, file := place(id)
	in, err := f.root.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("file: %w", core.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("opening a file: %w", err)
	}
	return in, nil
}

// Delete is core.Blobs.Delete.
func (f *Folder) Delete(_ context.Context, id core.FileID) error {
	if !id.Plain() {
		return nil
	}
	_, file := place(id)
	if err := f.root.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("deleting a file: %w", err)
	}
	return nil
}

// patient is a reader that ends with ctx.
type patient struct {
	ctx context.Context
	r   io.Reader
}

func (p patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}
