package main

import (
	"math"
	"slices"
	"time"
)

// quantile is the smallest of the times that q of them (0 to 1) do not exceed.
// It is 0 when there are none.
func quantile(times []time.Duration, q float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	i := int(math.Ceil(q*float64(len(sorted)))) - 1
	return sorted[min(max(i, 0), len(sorted)-1)]
}
