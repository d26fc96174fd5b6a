package blobtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"github.com/bellhop-chat/bellhop/core"
)

// Run holds a keeper to its promises. open makes an empty one for each.
func Run(t *testing.T, open func(t *testing.T) core.Blobs) {
	for name, promise := range map[string]func(*keeper){
		"what was put is opened whole, and from anywhere in it": whole,
		"what was put again is the new one":                     replaced,
		"what is not there is not found":                        absent,
		"what is deleted is gone, and twice is once":            deleted,
		"what breaks off is never opened":                       brokenOff,
		"what is shorter or longer than was said is refused":    wrongSize,
		"nothing at all can be kept":                            empty,
		"large ones are kept, of a size nobody knows too":       large,
		"an address that is none leads nowhere":                 noAddress,
		"many at once do not disturb each other":                many,
		"who gives up keeps nothing":                            givenUp,
	} {
		t.Run(name, func(t *testing.T) { promise(&keeper{t, open(t)}) })
	}
}

// keeper is what is held to a promise.
type keeper struct {
	*testing.T
	b core.Blobs
}

const one = core.FileID("one-0123456789abcdef")

func (k *keeper) put(id core.FileID, data []byte, size int64) {
	k.Helper()
	n, err := k.b.Put(k.Context(), id, bytes.NewReader(data), size)
	if err != nil || n != int64(len(data)) {
		k.Fatalf("put %d of %d bytes: %v", n, len(data), err)
	}
}

// holds wants the bytes to be these.
func (k *keeper) holds(id core.FileID, want []byte) {
	k.Helper()
	f, err := k.b.Open(k.Context(), id)
	if err != nil {
		k.Fatal(err)
	}
	defer f.Close()
	got, err := io.ReadAll(f)
	if err != nil || !bytes.Equal(got, want) {
		k.Errorf("%s holds %d bytes, not the %d: %v", id, len(got), len(want), err)
	}
}

// lacks wants no bytes to be there.
func (k *keeper) lacks(id core.FileID) {
	k.Helper()
	f, err := k.b.Open(k.Context(), id)
	if err == nil {
		f.Close()
	}
	if !errors.Is(err, core.ErrNotFound) {
		k.Errorf("%s: %v", id, err)
	}
}

// breaking is a reader that fails after its bytes.
func breaking(data []byte) io.Reader {
	return io.MultiReader(bytes.NewReader(data), failing{})
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errBroke }

var errBroke = errors.New("it broke off")

func ended(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	return ctx
}
