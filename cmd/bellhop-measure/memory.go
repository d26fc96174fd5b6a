package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// memory is what the program takes, in bytes, and how many streams it counts.
type memory struct {
	resident int64 // VmRSS
	live     int64 // of Go: heap in use and stacks
	streams  int
}

// memoryOf looks at the process from outside and asks it for its own numbers.
func memoryOf(ctx context.Context, r *running) (memory, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", r.cmd.Process.Pid))
	if err != nil {
		return memory{}, fmt.Errorf("reading the memory of the program: %w", err)
	}
	m := memory{}
	if m.resident, err = residentIn(status); err != nil {
		return m, err
	}
	_, metrics, err := fetch(ctx, r.url+"/metrics", "")
	if err != nil {
		return m, err
	}
	m.live = int64(metric(metrics, "go_memstats_heap_inuse_bytes") + metric(metrics, "go_memstats_stack_inuse_bytes"))
	m.streams = int(metric(metrics, "bellhop_open_streams"))
	return m, nil
}

// residentIn reads VmRSS of a /proc/PID/status, which is in kB.
func residentIn(status []byte) (int64, error) {
	for lines := bufio.NewScanner(bytes.NewReader(status)); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "VmRSS:"); ok {
			kb, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			if err != nil {
				return 0, fmt.Errorf("VmRSS: %w", err)
			}
			return kb << 10, nil
		}
	}
	return 0, fmt.Errorf("no VmRSS in %q", status)
}

// metric is the value of a metric without labels; 0 when there is none.
func metric(text []byte, name string) float64 {
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), name+" "); ok {
			v, err := strconv.ParseFloat(rest, 64)
			if err == nil {
				return v
			}
		}
	}
	return 0
}

// perOne is what each of n takes of the growth from before to after.
func perOne(before, after int64, n int) int64 {
	if n == 0 {
		return 0
	}
	return (after - before) / int64(n)
}
