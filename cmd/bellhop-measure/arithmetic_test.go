package main

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestAQuantileIsOneOfTheTimesThatThatManyDoNotExceed(t *testing.T) {
	var hundred []time.Duration
	for i := 100; i > 0; i-- {
		hundred = append(hundred, time.Duration(i))
	}
	for q, want := range map[float64]time.Duration{0: 1, 0.5: 50, 0.95: 95, 0.99: 99, 1: 100} {
		if got := quantile(hundred, q); got != want {
			t.Errorf("quantile %v of 1 to 100 is %d, want %d", q, got, want)
		}
	}
	if got := quantile([]time.Duration{3, 1, 2}, 0.5); got != 2 {
		t.Errorf("the median of 3, 1, 2 is %d", got)
	}
	if got := quantile([]time.Duration{7}, 0.99); got != 7 {
		t.Errorf("p99 of one 7 is %d", got)
	}
	if got := quantile(nil, 0.5); got != 0 {
		t.Errorf("the median of nothing is %d", got)
	}
	if hundred[0] != 100 {
		t.Error("the times were sorted in place")
	}
}

func TestGrowthIsSharedByAll(t *testing.T) {
	if got := perOne(10<<20, 60<<20, 5000); got != 10485 {
		t.Errorf("50 MB among 5000 are %d", got)
	}
	if got := perOne(1, 2, 0); got != 0 {
		t.Errorf("shared by none: %d", got)
	}
}

func TestResidentMemoryIsReadFromTheProcessTable(t *testing.T) {
	got, err := residentIn([]byte("Name:\tbellhop\nVmHWM:\t  90000 kB\nVmRSS:\t   41234 kB\nThreads:\t9\n"))
	if err != nil || got != 41234<<10 {
		t.Errorf("%d, %v", got, err)
	}
	for _, bad := range []string{"", "VmRSS:\tmuch kB\n"} {
		if _, err := residentIn([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestAMetricIsFoundByItsWholeName(t *testing.T) {
	text := []byte("# HELP bellhop_open_streams x\nbellhop_open_streams_total 9\nbellhop_open_streams 5000\ngo_memstats_heap_inuse_bytes 1.5e+06\n")
	if got := metric(text, "bellhop_open_streams"); got != 5000 {
		t.Errorf("streams: %v", got)
	}
	if got := metric(text, "go_memstats_heap_inuse_bytes"); got != 1.5e6 {
		t.Errorf("heap: %v", got)
	}
	if got := metric(text, "absent"); got != 0 {
		t.Errorf("absent: %v", got)
	}
}

func TestAnAimMustBeStayedUnder(t *testing.T) {
	if got := verdict(29, 30, "30"); !strings.HasPrefix(got, "meets") {
		t.Error(got)
	}
	for _, figure := range []int64{30, 31} {
		if got := verdict(figure, 30, "30"); !strings.HasPrefix(got, "MISSES") {
			t.Error(got)
		}
	}
}

func TestEachIsDoneOnceAndErrorsAreTold(t *testing.T) {
	var sum atomic.Int64
	if err := each(100, func(i int) error { sum.Add(int64(i)); return nil }); err != nil || sum.Load() != 4950 {
		t.Errorf("sum %d, %v", sum.Load(), err)
	}
	bad := errors.New("bad")
	if err := each(100, func(i int) error {
		if i == 41 {
			return bad
		}
		return nil
	}); !errors.Is(err, bad) {
		t.Errorf("the error is %v", err)
	}
}
