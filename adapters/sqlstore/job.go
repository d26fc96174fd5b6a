package sqlstore

import (
	"context"
	"database/sql/driver"
	"fmt"
	"runtime/debug"
	"sync/atomic"

	"github.com/bellhop-chat/bellhop/core"
)

var errBadConn = driver.ErrBadConn

// job is one caller's write.
type job struct {
	// talk is the conversation whose row is locked, empty for none; its jobs go
	// through one writer. key spreads the others over the writers.
	talk core.ConversationID
	key  string
	do   func(*tx) error

	state atomic.Int32 // waiting, then begun or given up
	err   error
	done  chan struct{}
}

const (
	waiting int32 = iota
	begun
	givenUp
)

// submit hands a job to its writer and waits until it is committed.
func (s *Store) submit(ctx context.Context, j *job) error {
	j.done = make(chan struct{})
	if err := s.enqueue(ctx, j); err != nil {
		return err
	}
	select {
	case <-j.done:
		return j.err
	case <-ctx.Done():
	}
	if j.state.CompareAndSwap(waiting, givenUp) {
		return fmt.Errorf("%w: not begun in time: %w", core.ErrBusy, ctx.Err())
	}
	select {
	case <-j.done: // it was answered at the same moment
		return j.err
	default:
		return fmt.Errorf("%w: may still be stored: %w", core.ErrBusy, ctx.Err())
	}
}

func (s *Store) enqueue(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%w: %w", core.ErrBusy, err)
	}
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed {
		return errClosed
	}
	select {
	case s.writerOf(j).in <- j:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w: not begun in time: %w", core.ErrBusy, ctx.Err())
	}
}

var errClosed = fmt.Errorf("%w: the store is closed", core.ErrBusy)

// run lets a job act within a transaction. What panics answers an error.
func (j *job) run(x *tx) {
	defer func() {
		if p := recover(); p != nil {
			j.err = fmt.Errorf("a write panicked: %v\n%s", p, debug.Stack())
		}
	}()
	x.wrote = false
	j.err = j.do(x)
}

// spoilt tells whether the transaction cannot be used after this job: the
// database refused something, or the job gave up half-way.
func (j *job) spoilt(x *tx) bool {
	return x.err != nil || (j.err != nil && x.wrote)
}

func (j *job) answer(err error) {
	j.err = err
	close(j.done)
}
