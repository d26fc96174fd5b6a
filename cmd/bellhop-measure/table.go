package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"
)

// table prints figures as they come, with the aim where there is one.
type table struct{ out io.Writer }

func newTable(out io.Writer) *table { return &table{out: out} }

func (t *table) row(what, figure, verdict string) {
	fmt.Fprintf(t.out, "%-34s %-64s %s\n", what, figure, verdict)
}

// machine says on what and how busy a machine this ran.
func (t *table) machine(o options) {
	load, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		load = []byte("unknown")
	}
	database := "sqlite"
	if strings.HasPrefix(o.database, "postgres") {
		database = "postgres"
	}
	t.row("machine", fmt.Sprintf("%d cores, %s/%s, %s, load average %s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH,
		runtime.Version(), strings.Join(strings.Fields(string(load))[:min(3, len(strings.Fields(string(load))))], " ")), "")
	t.row("database", database, "")
}

func (t *table) starts(first time.Duration, later []time.Duration) {
	t.row("start until /readyz", fmt.Sprintf("median of %d: %s, slowest %s; the first, which makes the database: %s",
		len(later), ms(quantile(later, 0.5)), ms(quantile(later, 1)), ms(first)), "")
}

func (t *table) sizes(binary int64, raw, small int) {
	t.row("program, CGO off, stripped", fmt.Sprintf("%.1f MB", float64(binary)/1e6), "")
	t.row("widget.js", fmt.Sprintf("%.1f KB, %.2f KB compressed", float64(raw)/1024, float64(small)/1024),
		verdict(int64(small), aimWidget, "15 KB"))
}

func (t *table) words(what string, r round, aim time.Duration) {
	figure := fmt.Sprintf("p50 %s  p95 %s  p99 %s  of %d words", ms(quantile(r.there, 0.5)), ms(quantile(r.there, 0.95)),
		ms(quantile(r.there, 0.99)), len(r.there))
	if r.span > 0 {
		figure += fmt.Sprintf(", %.0f a second", float64(len(r.there))/r.span.Seconds())
	}
	judged := ""
	if aim > 0 {
		judged = verdict(int64(quantile(r.there, 0.5)), int64(aim), "p50 "+ms(aim))
	}
	t.row(what, figure, judged)
	t.row("  of that, until 202", fmt.Sprintf("p50 %s  p95 %s  p99 %s", ms(quantile(r.accepted, 0.5)), ms(quantile(r.accepted, 0.95)),
		ms(quantile(r.accepted, 0.99))), "")
}

func (t *table) channel(o options, lags []time.Duration, posts, refused int) {
	t.row(fmt.Sprintf("%d talks in one channel, post a second", o.talks), fmt.Sprintf("p50 %s  p95 %s  max %s behind", seconds(quantile(lags, 0.5)),
		seconds(quantile(lags, 0.95)), seconds(quantile(lags, 1))), verdict(int64(quantile(lags, 1)), int64(aimBehind), "max 10 s"))
	t.row("  of that", fmt.Sprintf("%d words in %d posts during %s; Slack refused %d", len(lags), posts, o.channel, refused), "")
}

func (t *table) streams(cold, before, after memory, took time.Duration) {
	n := after.streams
	each := perOne(before.resident, after.resident, n)
	t.row(fmt.Sprintf("memory per idle stream at %d", n), fmt.Sprintf("%.1f KB resident (%.1f MB before, %.1f MB after)",
		float64(each)/1024, float64(before.resident)/(1<<20), float64(after.resident)/(1<<20)), verdict(each, aimStream, "12 KB"))
	t.row("  with the caches it warmed", fmt.Sprintf("%.1f KB resident (%.1f MB just after the start)",
		float64(perOne(cold.resident, after.resident, n))/1024, float64(cold.resident)/(1<<20)), "")
	t.row("  of the first, Go heap and stacks", fmt.Sprintf("%.1f KB", float64(perOne(before.live, after.live, n))/1024), "")
	t.row("  opening them", fmt.Sprintf("%s, %.0f a second", took.Round(10*time.Millisecond), float64(n)/took.Seconds()), "")
}

// verdict compares a figure with its aim, which it must stay under.
func verdict(figure, aim int64, words string) string {
	if figure < aim {
		return "meets the aim: under " + words
	}
	return "MISSES the aim: under " + words
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond)) }

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }
