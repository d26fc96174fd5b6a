package s3

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/bellhop-chat/bellhop/core"
)

// counting is a reader that remembers how far it came and how it ended. It is no
// seeker, so that nothing is read twice.
type counting struct {
	r    io.Reader
	n    int64
	left int64 // bytes that are expected
	err  error
}

// Read is io.Reader.Read.
func (c *counting) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n, c.left = c.n+int64(n), c.left-int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}

// ended wants the reader to have no more than was said; a longer one is taken
// away again.
func (c *counting) ended(ctx context.Context, s *S3, id core.FileID) error {
	var one [1]byte
	n, err := io.ReadFull(c.r, one[:])
	if n == 0 && errors.Is(err, io.EOF) && c.left == 0 {
		return nil
	}
	err = fmt.Errorf("there were more or less bytes than was said: %w", io.ErrUnexpectedEOF)
	return errors.Join(err, s.Delete(context.WithoutCancel(ctx), id))
}
