package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sort"
	"text/tabwriter"
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

type statusCommand struct {
	JSON bool `help:"Print JSON instead of text."`
}

// Run asks the connections and the store how things stand, beside a server that
// runs or without one.
func (c statusCommand) Run(ctx context.Context, p *program) error {
	st, err := p.status(ctx, options{})
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(p.out, st)
	}
	printStatus(p.out, st)
	return nil
}

// status looks at how things stand.
func (p *program) status(ctx context.Context, o options) (bridge.Status, error) {
	h, err := p.open(ctx, o)
	if err != nil {
		return bridge.Status{}, err
	}
	defer h.store.Close() // only read from
	return h.bridge.Status(ctx)
}

// open puts the house together to look at it, without serving.
func (p *program) open(ctx context.Context, o options) (*house, error) {
	if err := p.settings.check(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(p.settings.Database); errors.Is(err, fs.ErrNotExist) && !p.settings.postgres() {
		return nil, fmt.Errorf("there is no database at %s: name the one that bellhop serves from with BELLHOP_DATABASE, or start bellhop once", p.settings.Database)
	}
	return p.settings.build(ctx, p.settings.logger(io.Discard), o)
}

func printStatus(w io.Writer, st bridge.Status) {
	fmt.Fprintln(w, "Connections")
	if len(st.Connections) == 0 {
		fmt.Fprintln(w, "  none: nobody can be rung. "+curePlatforms)
	}
	for _, c := range st.Connections {
		if c.Works {
			fmt.Fprintf(w, "  %s  works, as %s in %s\n", c.ID, orUnknown(c.Bot), orUnknown(c.Name))
			if c.Remark != "" {
				fmt.Fprintf(w, "    %s\n", c.Remark)
			}
			continue
		}
		fmt.Fprintf(w, "  %s  DOES NOT WORK: %s\n", c.ID, c.Cause)
		if c.Cure != "" {
			fmt.Fprintf(w, "    cure: %s\n", c.Cure)
		}
	}
	printShut(w, st)
	printBacklog(w, st)
	if len(st.Kept) > 0 {
		fmt.Fprintln(w, "\nEvents nobody could read")
		for _, e := range st.Kept {
			fmt.Fprintf(w, "  %s  %s %s: %s\n", e.Received.Local().Format(time.DateTime), e.Surface, e.Kind, e.Why)
		}
	}
	fmt.Fprintln(w, "\nCounts")
	names := make([]string, 0, len(st.Counts))
	for name := range st.Counts {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(w, "  %-16s %d\n", name, st.Counts[name])
	}
}

// printShut prints the limits that keep sends waiting now.
func printShut(w io.Writer, st bridge.Status) {
	if len(st.Shut) > 0 {
		fmt.Fprintln(w, "\nThrottled")
	}
	for _, g := range st.Shut {
		why := "at our own pace, the next free turn"
		if g.Asked {
			why = "the platform asked us to wait; the next free turn"
		}
		fmt.Fprintf(w, "  %s  %s: %s is in %s, at %s\n", g.Connection, g.Gate, why,
			g.Until.Sub(st.Now).Round(100*time.Millisecond), g.Until.Local().Format(time.TimeOnly))
	}
}

// untold is the backlog without timers that are not due: those are none.
func untold(st bridge.Status) (late []core.Effect) {
	for _, e := range st.Backlog {
		if e.Pool != core.PoolTimers || e.Due.Before(st.Now) {
			late = append(late, e)
		}
	}
	return late
}

// printBacklog prints what is not told yet.
func printBacklog(w io.Writer, st bridge.Status) {
	late := untold(st)
	if len(late) == 0 {
		fmt.Fprintln(w, "\nBacklog\n  empty: everything that happened was told")
		return
	}
	oldest := st.Now
	for _, e := range late {
		if e.Created.Before(oldest) {
			oldest = e.Created
		}
	}
	fmt.Fprintf(w, "\nBacklog: %d, the oldest waits for %s\n", len(late), st.Now.Sub(oldest).Round(time.Second))
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	for _, e := range late {
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\t%d tries\t%s\n", e.Status, e.Kind, e.Key(), st.Now.Sub(e.Created).Round(time.Second), e.Attempts, e.Cause)
		if e.Cure != "" {
			fmt.Fprintf(t, "  \t\tcure: %s\n", e.Cure)
		}
	}
	_ = t.Flush() // as with the lines before: a broken pipe needs no word
}

func orUnknown(s string) string {
	if s == "" {
		return "(not told)"
	}
	return s
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
