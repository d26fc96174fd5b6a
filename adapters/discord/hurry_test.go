package discord

import (
	"context"
	"net/url"
	"time"

	"golang.org/x/time/rate"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// Hurry makes the line's waits short, for tests.
func (d *Discord) Hurry() {
	d.line.pace = pace{open: 2 * time.Second, silence: 3 * time.Second, look: 20 * time.Millisecond, steady: 50 * time.Millisecond,
		backoff: 5 * time.Millisecond, longest: 50 * time.Millisecond, refused: 100 * time.Millisecond, lease: 300 * time.Millisecond}
	d.gates.all.SetLimit(rate.Inf) // tests are faster than people
}

// Shown is what Discord shows of a text, for tests: its words, what stands out
// and where its links lead.
func Shown(content string) (text string, bold, code, links []string) {
	doc := markup.Parse(fromDiscord(content, unnamed{}))
	var walk func(markup.Doc)
	walk = func(d markup.Doc) {
		for _, b := range d {
			for _, s := range b.Spans {
				switch {
				case s.Style.Has(markup.Strong):
					bold = append(bold, s.Text)
				case s.Style.Has(markup.Mono):
					code = append(code, s.Text)
				}
				if s.URL != "" {
					links = append(links, s.URL)
				}
			}
			walk(b.Blocks)
			for _, item := range b.Items {
				walk(item)
			}
		}
	}
	walk(doc)
	return markup.Plain(doc), bold, code, links
}

type unnamed struct{}

func (unnamed) User(string) string    { return "" }
func (unnamed) Channel(string) string { return "" }
func (unnamed) Role(string) string    { return "" }

// Patient makes the line wait long after it was refused, for tests.
func (d *Discord) Patient() { d.line.pace.refused = time.Hour }

// Teach sets our commands up, for tests.
func (d *Discord) Teach(ctx context.Context, c core.Connection) error { return d.teach(ctx, c) }

// Sealed is a key as it stands behind words, for tests.
func Sealed(key string, part int) string { return sealed(key, part) }

// Dialled is the gateway's address as the library is told it, for tests.
func Dialled(u url.URL) string { return dialled(u) }

// Take takes in an event as the gateway would, for tests.
func (d *Discord) Take(ctx context.Context, r core.Receiver, name string, body []byte) {
	(&intake{d: d, r: r}).take(ctx, name, body)
}
