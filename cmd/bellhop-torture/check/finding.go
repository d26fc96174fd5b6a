package check

import (
	"cmp"
	"fmt"
	"slices"
)

// Defect is a kind of finding.
type Defect string

// The kinds of findings.
const (
	Lost     Defect = "lost"
	Doubled  Defect = "doubled"
	Order    Defect = "out of order"
	Streamed Defect = "stream"
	Leaked   Defect = "leaked"
	Crossed  Defect = "crossed"
	State    Defect = "wrong state"
	AskTwice Defect = "answered and missed"
	Leads    Defect = "lead"
	Lane     Defect = "stuck"
	Cards    Defect = "card"
	Ping     Defect = "ping"
	Altered  Defect = "altered"
	Broken   Defect = "trouble"
)

// Defects lists them all.
func Defects() []Defect {
	return []Defect{Lost, Doubled, Order, Streamed, Leaked, Crossed, State, AskTwice, Leads, Lane, Cards, Ping, Altered, Broken}
}

// Finding is one thing that must not be.
type Finding struct {
	Defect       Defect
	Conversation string // empty when it is about none
	Text         string
}

// String is the finding in one line.
func (f Finding) String() string {
	if f.Conversation == "" {
		return fmt.Sprintf("%s: %s", f.Defect, f.Text)
	}
	return fmt.Sprintf("%s in %s: %s", f.Defect, f.Conversation, f.Text)
}

// Row is a line of the table.
type Row struct {
	What       string
	Said, Seen int
	Apart      int // said and rightly not seen, or seen twice and counted apart
	Why        string
}

// Report is what the check found.
type Report struct {
	Rows     []Row
	Findings []Finding
	Apart    []string // what could not be once, each with its proof
}

// report gathers.
type report struct{ Report }

func (r *report) find(d Defect, conversation, format string, v ...any) {
	r.Findings = append(r.Findings, Finding{d, conversation, fmt.Sprintf(format, v...)})
}

// count adds to a row.
func (r *report) count(what string, said, seen int) *Row {
	for i := range r.Rows {
		if r.Rows[i].What == what {
			r.Rows[i].Said += said
			r.Rows[i].Seen += seen
			return &r.Rows[i]
		}
	}
	r.Rows = append(r.Rows, Row{What: what, Said: said, Seen: seen})
	return &r.Rows[len(r.Rows)-1]
}

// Check compares.
func Check(h History) Report {
	r := &report{}
	h.Visitors = slices.Clone(h.Visitors) // byRev changes them
	c := newCase(h)
	for i := range h.Visitors {
		v := &h.Visitors[i]
		r.byRev(v)
		r.ownWords(v)
		r.numbers(v)
		r.streams(v)
		r.leaks(c, v)
		r.replay(v)
		r.threads(c, v)
		r.team(c, v)
		r.cards(c, v)
		r.files(c, v)
	}
	r.doubles(c)
	r.rest(c)
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Defect, b.Defect), cmp.Compare(a.Conversation, b.Conversation))
	})
	return r.Report
}

// rest is what belongs to no conversation.
func (r *report) rest(c *known) {
	for _, p := range c.h.Pings {
		r.find(Ping, "", "%s", p)
	}
	for _, s := range c.h.Stuck {
		r.find(Lane, s.Conversation, "%s", s.What)
	}
	for _, t := range c.h.Trouble {
		r.find(Broken, "", "%s", t)
	}
}
