package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// The most jobs that share a commit, and that wait for a writer before callers
// have to.
const (
	maxBatch = 256
	maxQueue = 1024
)

// writer is one goroutine that commits what has gathered.
type writer struct {
	store *Store
	desk  desk
	in    chan *job
}

func (s *Store) writerOf(j *job) *writer {
	key := string(j.talk)
	if key == "" {
		key = j.key
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(key))
	return s.writers[int(h.Sum32()%uint32(len(s.writers)))]
}

// loop takes what waits, without delay, until the queue is closed and empty.
func (w *writer) loop(done *sync.WaitGroup) {
	defer done.Done()
	defer w.desk.drop()
	for j := range w.in {
		w.batch(w.gather(j))
	}
}

func (w *writer) gather(first *job) []*job {
	var jobs []*job
	for j, ok := first, true; ok; {
		if j.state.CompareAndSwap(waiting, begun) {
			jobs = append(jobs, j)
		}
		if len(jobs) == maxBatch {
			return jobs
		}
		select {
		case j, ok = <-w.in:
		default:
			ok = false
		}
	}
	return jobs
}

// batch commits jobs together, and each alone if that fails.
func (w *writer) batch(jobs []*job) {
	if len(jobs) == 0 {
		return
	}
	if len(jobs) > 1 {
		final, err := w.try(jobs)
		if err == nil || final {
			return
		}
	}
	for _, j := range jobs {
		w.alone(j)
	}
}

// alone commits one job, again after a deadlock or a broken connection.
func (w *writer) alone(j *job) {
	for range 4 {
		if final, err := w.try([]*job{j}); err == nil || final {
			return
		} else if !errors.As(err, new(failure)) || (!w.desk.d.Again(err) && !w.desk.d.Lost(err)) {
			j.answer(w.desk.d.busy(err))
			return
		}
	}
	j.answer(fmt.Errorf("%w: the database had no room for this write", core.ErrBusy))
}

// try runs jobs in one transaction. Final tells that all of them are answered;
// otherwise nothing was stored.
func (w *writer) try(jobs []*job) (final bool, err error) {
	ctx, cancel := w.context()
	defer cancel()
	x, err := w.desk.begin(ctx)
	if err != nil {
		return answerAll(jobs, err), err
	}
	if err := w.members(x, jobs); err != nil {
		w.desk.rollback()
		return false, err
	}
	unsure, err := w.desk.commit(x)
	if unsure {
		err = fmt.Errorf("%w: may still be stored: committing: %w", core.ErrBusy, err)
		return answerAll(jobs, err), err
	}
	if err != nil {
		return false, failure{err}
	}
	if fn := w.store.committed; fn != nil && len(x.changed) > 0 {
		slices.Sort(x.changed)
		fn(slices.Compact(x.changed))
	}
	for _, j := range jobs {
		j.answer(j.err)
	}
	return true, nil
}

// members lets each job act. An error means that the transaction is spoilt.
func (w *writer) members(x *tx, jobs []*job) error {
	if err := x.prepare(jobs); err != nil {
		return failure{err}
	}
	for _, j := range jobs {
		if j.run(x); j.spoilt(x) {
			if x.err == nil {
				return j.err
			}
			if j.err == nil {
				j.err = x.err
			}
			return failure{j.err}
		}
	}
	return nil
}

// failure is an error of the database, not of a job.
type failure struct{ error }

func (f failure) Unwrap() error { return f.error }

func (w *writer) context() (context.Context, context.CancelFunc) {
	if w.desk.d.Timeout == 0 {
		return context.Background(), func() {}
	}
	return context.WithTimeout(context.Background(), w.desk.d.Timeout)
}

func answerAll(jobs []*job, err error) bool {
	for _, j := range jobs {
		j.answer(err)
	}
	return true
}
