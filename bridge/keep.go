package bridge

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// unnamedFor is how long a file is kept that no entry names.
const unnamedFor = time.Hour

// errTooLarge: a file has more bytes than are taken.
var errTooLarge = errors.New("the file is too large")

// errEmpty: a file has no bytes.
var errEmpty = errors.New("the file is empty")

// keep looks at the bytes of a file, keeps them, and notes what they are. size
// is how many are to come, -1 when nobody knows. fits may refuse what they are.
// On an error the row stays, and is swept with whatever is kept of it.
func (b *Bridge) keep(ctx context.Context, f core.StoredFile, r io.Reader, size, most int64, fits func(kind string) error) (core.StoredFile, error) {
	if size > most {
		return f, errTooLarge
	}
	limited := &bounded{r: r, left: most}
	in := bufio.NewReaderSize(limited, headSize)
	head, err := in.Peek(headSize)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return f, err
	case len(head) == 0:
		return f, errEmpty
	}
	f.Type = sniff(head, f.Name)
	f.Width, f.Height = pixels(head, f.Type)
	if err := fits(f.Type); err != nil {
		return f, err
	}
	if f.Size, err = b.Blobs.Put(ctx, f.ID, in, size); err != nil {
		return f, fmt.Errorf("%w: %w", core.ErrBusy, err)
	}
	f.Stored = true
	return f, b.Store.KeptFile(ctx, f)
}

// bounded is a reader that refuses more than it may have.
type bounded struct {
	r    io.Reader
	left int64
}

func (l *bounded) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// fileName makes a name one line without folders and without what turns text
// around, at most core.MaxFileName characters: its end, with what says the
// type, stays.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(oneLine(name, 4*core.MaxFileName), `\`, "/"))
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f {
			return -1
		}
		return r
	}, name))
	if strings.Trim(name, "./ ") == "" {
		return "file"
	}
	if all := []rune(name); len(all) > core.MaxFileName {
		end := []rune(path.Ext(name))
		if len(end) > 20 {
			end = nil
		}
		name = string(all[:core.MaxFileName-len(end)]) + string(end)
	}
	return name
}
