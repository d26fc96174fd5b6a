package discord

import (
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// Resolver gives the names that people see, without "@" or "#"; empty when not
// known. It must not block long: it is asked once per mention.
type Resolver interface {
	User(id string) string
	Channel(id string) string
	Role(id string) string
}

// fromDiscord reads what somebody wrote as canonical text: what its author saw
// is what the visitor will see.
func fromDiscord(content string, resolve Resolver) string {
	in := &reader{rest: unsealed(strings.ReplaceAll(content, "\r\n", "\n")), resolve: resolve}
	in.read()
	return markup.Write(markup.Parse(in.out.String()))
}

// reader rewrites Discord's Markdown into ours. The two differ in few things:
// what is the same is copied.
type reader struct {
	rest    string
	out     strings.Builder
	resolve Resolver
	quoting bool // ">>> " was there: all that follows is quoted
}

func (r *reader) read() {
	fresh := true // at the start of a line
	for r.rest != "" {
		if fresh {
			r.line()
			fresh = false
			continue
		}
		switch c := r.rest[0]; {
		case c == '\n':
			r.take(1)
			if r.quoting {
				r.out.WriteString("> ")
			}
			fresh = true
		case c == '`':
			r.code()
		case c == '\\':
			r.escape()
		case c == '<':
			r.token()
		case strings.HasPrefix(r.rest, "__") || strings.HasPrefix(r.rest, "||"):
			r.hollow(r.rest[:2])
		default:
			n := 1 + strings.IndexAny(r.rest[1:], "\n`\\<_|")
			if n == 0 {
				n = len(r.rest)
			}
			r.take(n)
		}
	}
}

// take copies n bytes.
func (r *reader) take(n int) {
	r.out.WriteString(r.rest[:n])
	r.rest = r.rest[n:]
}

func (r *reader) skip(n int) { r.rest = r.rest[n:] }

// line reads what only counts at the start of a line.
func (r *reader) line() {
	if rest, ok := strings.CutPrefix(r.rest, ">>> "); ok && !r.quoting {
		r.quoting, r.rest = true, rest
		r.out.WriteString("> ")
	}
	if rest, ok := strings.CutPrefix(r.rest, "-# "); ok {
		r.rest = rest
		return
	}
	for _, mark := range []string{"# ", "## ", "### "} {
		title, ok := strings.CutPrefix(r.rest, mark)
		if !ok {
			continue
		}
		title, rest, _ := strings.Cut(title, "\n")
		if title = strings.TrimSpace(title); title == "" || strings.ContainsAny(title, "*_`<\\|") {
			r.skip(len(mark)) // it has looks of its own
			return
		}
		r.out.WriteString("**" + title + "**")
		r.rest = strings.TrimSuffix("\n"+rest, "\n")
		return
	}
}

// code copies code; in a line of its own, or within one.
func (r *reader) code() {
	n := len(r.rest) - len(strings.TrimLeft(r.rest, "`"))
	ticks := r.rest[:n]
	if n >= 3 {
		if end := strings.Index(r.rest[3:], "```"); end > 0 {
			r.fence(r.rest[3 : 3+end])
			r.skip(3 + end + 3)
			return
		}
	}
	end := strings.Index(r.rest[n:], ticks)
	if end < 1 {
		r.take(n)
		return
	}
	body := strings.ReplaceAll(r.rest[n:n+end], "\n", " ")
	r.out.WriteString(ticks + body + ticks)
	r.skip(n + end + n)
}

// fence writes a block of code. Its first line is the language when it is one
// word and others follow.
func (r *reader) fence(body string) {
	lang := ""
	if word, code, ok := strings.Cut(body, "\n"); ok && !strings.ContainsAny(word, " \t") {
		lang, body = word, code
	}
	doc := markup.Doc{{Kind: markup.Code, Text: strings.TrimSuffix(body, "\n"), Lang: lang}}
	if written := r.out.String(); written != "" && !strings.HasSuffix(written, "\n") && !strings.HasSuffix(written, "> ") {
		r.out.WriteByte('\n')
	}
	text := markup.Write(doc)
	if lines := strings.Split(r.out.String(), "\n"); r.quoting || strings.HasPrefix(lines[len(lines)-1], "> ") {
		text = strings.ReplaceAll(text, "\n", "\n> ")
	}
	r.out.WriteString(text + "\n")
	if r.quoting {
		r.out.WriteString("> ")
	}
}

// escape reads a backslash: before anything that is no letter, digit or space
// it is none, and what follows is itself.
func (r *reader) escape() {
	if len(r.rest) < 2 {
		r.out.WriteString("&#92;")
		r.skip(1)
		return
	}
	switch c := r.rest[1]; {
	case c == '\\':
		r.out.WriteString("&#92;")
	case strings.IndexByte("*_~`[]<>", c) >= 0:
		r.out.WriteString(r.rest[:2])
	case strings.IndexByte("-+#.)", c) >= 0 && r.startsLine():
		r.out.WriteString(r.rest[:2])
	case c < 0x80 && (c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z') && c != ' ' && c != '\n':
		r.out.WriteByte(c)
	default:
		r.take(1)
		return
	}
	r.skip(2)
}

// startsLine tells whether nothing but a number stands before in this line.
func (r *reader) startsLine() bool {
	s := r.out.String()
	s = s[strings.LastIndexByte(s, '\n')+1:]
	return strings.Trim(s, " >0123456789") == ""
}

// hollow drops marks that have no counterpart: underlines and spoilers.
func (r *reader) hollow(mark string) {
	end := strings.Index(r.rest[2:], mark)
	if end < 1 || strings.Contains(r.rest[2:2+end], "\n\n") {
		r.take(2)
		return
	}
	r.rest = r.rest[2:2+end] + r.rest[2+end+2:]
}
