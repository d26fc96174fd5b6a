package platformtest

import (
	"errors"
	"io"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// sent lets Anna put a file into a new thread; it answers what the adapter says
// of it.
func (p *play) sentFile(name, data string) core.File {
	p.Helper()
	root := p.ring()
	said := only(p.read(p.h.SendFile(Anna, root, name, []byte(data))), core.Said)
	if len(said) != 1 || len(said[0].Files) != 1 {
		p.Fatalf("said %+v", said)
	}
	return said[0].Files[0]
}

// fetched fetches a file, at most 1 MB of it.
func (p *play) fetched(f core.File) (string, error) {
	p.Helper()
	source, ok := p.p.(core.FileSource)
	if !ok {
		p.Fatal("the platform gives no files")
	}
	body, size, err := source.Fetch(p.soon(), p.c, f.Origin, 1<<20)
	if err != nil {
		return "", err
	}
	defer body.Close()
	data, err := io.ReadAll(body)
	if err == nil && size >= 0 && size != int64(len(data)) {
		p.Errorf("%d bytes came of %d", len(data), size)
	}
	return string(data), err
}

// lacks wants a file not to come, for good.
func (p *play) lacks(f core.File, why core.Lack) {
	p.Helper()
	data, err := p.fetched(f)
	var no *core.NoFileError
	if !errors.As(err, &no) || no.Lack != why {
		p.Errorf("%q came, %v; want it to be %s", data, err, why)
	}
}

// filesIn are about files that people of the team send.
func filesIn() []sentence {
	const letter = "%PDF-1.7 a letter"
	return []sentence{
		{"a file of the team is fetched whole, by its origin, as often as asked", func(p *play) {
			f := p.sentFile("offer.pdf", letter)
			for range 2 {
				if data, err := p.fetched(f); err != nil || data != letter {
					p.Errorf("fetched %q, %v", data, err)
				}
			}
			if strings.Contains(f.Origin, "://") {
				p.Errorf("its origin is an address: %s", f.Origin)
			}
		}},
		{"a file larger than is wanted is not fetched", func(p *play) {
			p.lacks(p.sentFile("big.bin", strings.Repeat("x", 1<<20+1)), core.LackSize)
		}},
		{"a web page in the place of a file is no file; it is asked for again", func(p *play) {
			f := p.sentFile("offer.pdf", letter)
			p.h.Break(PageOnce)
			data, err := p.fetched(f)
			var se *core.SendError
			if !errors.As(err, &se) || se.How != core.Retry || se.After < time.Second {
				p.Errorf("fetched %q, %v", data, err)
			}
			if data, err := p.fetched(f); err != nil || data != letter {
				p.Errorf("then fetched %q, %v", data, err)
			}
		}},
		{"a web page that is the file is one", func(p *play) {
			const page = "<!DOCTYPE html><html>an offer</html>"
			if data, err := p.fetched(p.sentFile("offer.html", page)); err != nil || data != page {
				p.Errorf("fetched %q, %v", data, err)
			}
		}},
		{"our token is shown to nobody else, wherever a file leads", func(p *play) {
			f := p.sentFile("offer.pdf", letter)
			p.h.Break(Detour)
			if data, err := p.fetched(f); err == nil {
				p.Errorf("fetched %q by the detour", data)
			}
			p.h.Spoil(FileOutside)
			p.lacks(f, core.LackOutside)
			if leaks := p.h.Leaks(); len(leaks) > 0 {
				p.Errorf("shown to others: %q", leaks)
			}
		}},
		{"a file that is deleted or hidden is gone for good", func(p *play) {
			for _, fault := range []FileFault{FileDeleted, FileHidden} {
				f := p.sentFile("offer.pdf", letter)
				p.h.Spoil(fault)
				p.lacks(f, core.LackGone)
			}
		}},
		{"a message that nothing is left of but a deleted file is taken away", func(p *play) {
			p.sentFile("offer.pdf", letter)
			if hs := only(p.read(p.h.Spoil(FileDeleted)), core.Removed); len(hs) != 1 {
				p.Errorf("that means %+v", hs)
			}
		}},
	}
}
