package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// shownFindings is how many findings are printed; all are kept in the folder.
const shownFindings = 40

// printReport prints the table, what went wrong on purpose, and the findings.
func printReport(w io.Writer, o options, r check.Report, used map[string]int, errors map[string]int, took time.Duration) {
	fmt.Fprintf(w, "\nseed %d, %v of faults on %s, %d programs, %d visitors at a time, %d agents; %v in all\n\n",
		o.seed, o.duration, o.store(), max(o.processes, 1), o.visitors, o.agents, took.Round(time.Second))
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintln(t, "what\tsaid\tseen\tapart\t")
	for _, row := range r.Rows {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%s\n", row.What, row.Said, row.Seen, row.Apart, row.Why)
	}
	_ = t.Flush() // as with the lines around: who does not read needs no word
	fmt.Fprintln(w)
	t = tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintln(t, "fault\tmet")
	for _, name := range slices.Sorted(maps.Keys(used)) {
		fmt.Fprintf(t, "%s\t%d\n", name, used[name])
	}
	_ = t.Flush()
	if len(errors) > 0 {
		fmt.Fprintln(w, "\nthe program logged as errors")
		for _, message := range slices.Sorted(maps.Keys(errors)) {
			fmt.Fprintf(w, "  %4d  %s\n", errors[message], message)
		}
	}
	for _, a := range r.Apart {
		fmt.Fprintln(w, "apart:", a)
	}
	if len(r.Findings) == 0 {
		fmt.Fprintf(w, "\nno finding (seed %d)\n", o.seed)
		return
	}
	fmt.Fprintf(w, "\n%d findings (seed %d)\n", len(r.Findings), o.seed)
	for i, f := range r.Findings {
		if i == shownFindings {
			fmt.Fprintf(w, "  … and %d more\n", len(r.Findings)-i)
			break
		}
		fmt.Fprintln(w, "  "+f.String())
	}
}

func (o options) store() string {
	if o.database == "sqlite" {
		return "sqlite"
	}
	return "postgres"
}
