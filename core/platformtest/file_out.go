package platformtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// shelf is bytes by address, for deliveries.
type shelf map[core.FileID]string

type onShelf struct{ *bytes.Reader }

func (onShelf) Close() error { return nil }

func (s shelf) open(_ context.Context, id core.FileID) (io.ReadSeekCloser, error) {
	data, ok := s[id]
	if !ok {
		return nil, core.ErrNotFound
	}
	return onShelf{bytes.NewReader([]byte(data))}, nil
}

// bytesOf are the files of these sentences.
var bytesOf = shelf{"f1": "%PDF-1.7 a letter", "f2": "GIF89a and so on"}

// withFiles is a word of the visitor with files that crossed.
func (p *play) withFiles(text string, ids ...core.FileID) core.Delivery {
	e := p.entry(core.KindVisitor, text)
	names := map[core.FileID]string{"f1": "letter.pdf", "f2": "look.gif"}
	for _, id := range ids {
		e.Files = append(e.Files, core.File{ID: id, Name: names[id], Size: int64(len(bytesOf[id])), Crossed: true})
	}
	p.log[len(p.log)-1] = e
	d := p.delivery(core.EffectWord, e)
	d.Open = bytesOf.open
	return d
}

// tells delivers until all is told, as the relay does: what comes with an error
// is done, and Retry means again. It answers all receipts.
func (p *play) tells(d core.Delivery) []core.Receipt {
	p.Helper()
	for range 20 {
		rs, err := p.p.Deliver(p.soon(), p.c, d)
		d.Done = append(d.Done, rs...)
		var se *core.SendError
		if err == nil {
			return d.Done
		}
		if !errors.As(err, &se) || se.How != core.Retry {
			p.Fatalf("deliver %s: %v", d.Kind, err)
		}
	}
	p.Fatal("it is never told")
	return nil
}

// until delivers until it fails otherwise than by Retry.
func (p *play) until(d *core.Delivery, how core.How) {
	p.Helper()
	for range 20 {
		rs, err := p.p.Deliver(p.soon(), p.c, *d)
		d.Done = append(d.Done, rs...)
		var se *core.SendError
		switch {
		case errors.As(err, &se) && se.How == core.Retry:
			continue
		case errors.As(err, &se) && se.How == how:
			return
		}
		p.Fatalf("want %s, got %v", how, err)
	}
}

// shown are the names of the files that the thread shows, each with its bytes.
func (p *play) shown() (names []string) {
	p.Helper()
	for _, s := range p.inThread() {
		for _, f := range s.Files {
			names = append(names, f.Name)
			if id := map[string]core.FileID{"letter.pdf": "f1", "look.gif": "f2"}[f.Name]; string(f.Data) != bytesOf[id] {
				p.Errorf("%s holds %q", f.Name, f.Data)
			}
		}
	}
	return names
}

func (p *play) shows(names ...string) {
	p.Helper()
	if got := p.shown(); !slices.Equal(got, names) {
		p.Errorf("the thread shows the files %q, want %q", got, names)
	}
}

// filesOut are about files of visitors.
func filesOut() []sentence {
	return []sentence{
		{"a visitor's files stand in the thread, after their words, and say whose they are", func(p *play) {
			p.ring()
			p.tells(p.withFiles("my receipts", "f1", "f2"))
			p.shows("letter.pdf", "look.gif")
			seen := p.inThread()
			p.says(seen[0], "my receipts")
			if len(seen) < 2 || !strings.Contains(seen[len(seen)-1].Text+seen[len(seen)-1].Author, "Lena") {
				p.Errorf("whose file is it? %+v", seen[len(seen)-1])
			}
		}},
		{"a file without words is told as such", func(p *play) {
			p.ring()
			p.tells(p.withFiles("", "f1"))
			p.shows("letter.pdf")
		}},
		{"a file whose answer was lost is found, and not shown twice", func(p *play) {
			p.ring()
			d := p.withFiles("see", "f1", "f2")
			p.h.Break(LoseFile)
			p.until(&d, core.Unknown)
			found, err := p.p.Find(p.soon(), p.c, d)
			if err != nil || len(found) != 1 {
				p.Fatalf("found %v, %v", found, err)
			}
			d.Done = append(d.Done, found...)
			p.tells(d)
			p.shows("letter.pdf", "look.gif")
		}},
		{"a file of which only the receipt of its bytes was kept is shown once", func(p *play) {
			p.ring()
			d := p.withFiles("", "f1")
			whole := p.tells(d)
			d.Done = whole[:1]
			found, err := p.p.Find(p.soon(), p.c, d)
			if err != nil || len(found) != len(whole)-1 {
				p.Fatalf("found %v, %v; told %v", found, err, whole)
			}
			d.Done = append(d.Done, found...)
			p.tells(d)
			p.shows("letter.pdf")
		}},
		{"a file whose bytes break off is never in doubt, and is sent again", func(p *play) {
			p.ring()
			d := p.withFiles("", "f1")
			p.h.Break(CutFile)
			_, err := p.p.Deliver(p.soon(), p.c, d)
			var se *core.SendError
			if err == nil || errors.As(err, &se) && se.How != core.Retry {
				p.Errorf("broken off, it ended with %v", err)
			}
			p.tells(d)
			p.shows("letter.pdf")
		}},
		{"a file that is refused is told of in its place, and the next one comes", func(p *play) {
			p.ring()
			p.h.Break(RefuseFile)
			p.tells(p.withFiles("see", "f1", "f2"))
			p.shows("look.gif")
			if !slices.ContainsFunc(p.inThread(), func(s Seen) bool {
				return strings.Contains(s.Text, "letter.pdf") && strings.Contains(s.Text, "not be shown")
			}) {
				p.Errorf("nothing stands in its place: %+v", p.inThread())
			}
		}},
		{"a file that is kept no more is told of in its place", func(p *play) {
			p.ring()
			p.tells(p.withFiles("see", "f9", "f1"))
			p.shows("letter.pdf")
		}},
		{"files of what was said before the thread are given to it", func(p *play) {
			d := p.withFiles("before", "f1")
			p.ring()
			p.deliver(p.delivery(core.EffectHistory, p.log...))
			p.says(p.one("the thread", p.inThread()), "letter.pdf")
			d.Kind, d.Thread = core.EffectFiles, p.talk.Threads[0]
			p.tells(d)
			p.shows("letter.pdf")
		}},
		{"a withdrawn word takes its files along, twice is once", func(p *play) {
			p.ring()
			d := p.withFiles("see", "f1", "f2")
			told := p.tells(d)
			p.word(core.KindVisitor, "after it")
			r := p.revision(d.Entries[0], told, func(e *core.Entry) { e.Text, e.Files, e.Deleted = "", nil, p.now })
			p.tells(r)
			p.tells(r)
			p.says(p.one("the thread", p.inThread()), "after it")
			p.shows()
		}},
		{"an edit leaves the files, but for one that is withdrawn", func(p *play) {
			p.ring()
			d := p.withFiles("see", "f1", "f2")
			told := p.tells(d)
			p.revised(d.Entries[0], told, func(e *core.Entry) { e.Text = "see both" })
			p.shows("letter.pdf", "look.gif")
			p.revised(d.Entries[0], told, func(e *core.Entry) {
				e.Files = slices.Clone(e.Files)
				e.Files[0] = core.File{Name: "letter.pdf", Lack: core.LackWithdrawn}
			})
			p.shows("look.gif")
		}},
		{"names of files ping nobody", func(p *play) {
			p.ring()
			for _, n := range nasty {
				d := p.withFiles("", "f1")
				d.Entries[0].Files[0].Name = strings.ReplaceAll(n, "\n", " ") + ".pdf"
				p.tells(d)
			}
			if pings := p.h.Pings(); len(pings) != 0 {
				p.Errorf("these ping: %q", pings)
			}
		}},
		{"a thread that is gone gets no file, and the channel neither", func(p *play) {
			root := p.ring()
			d := p.withFiles("", "f1")
			p.h.DeleteCard(root)
			p.until(&d, core.Held)
			for _, s := range append(p.inChannel(), p.inThread()...) {
				if len(s.Files) > 0 {
					p.Errorf("shown in %+v", s)
				}
			}
		}},
	}
}
