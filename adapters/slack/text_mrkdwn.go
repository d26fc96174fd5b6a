package slack

import (
	"strconv"
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// fromMrkdwn reads the text of a message that has no rich_text: old clients, integrations, imports.
func fromMrkdwn(s string, resolve Resolver) markup.Doc {
	r := &mrkdwnReader{resolve: resolve}
	var doc markup.Doc
	for {
		before, rest, ok := strings.Cut(s, "```")
		code, after, closed := strings.Cut(rest, "```")
		if !ok || !closed || strings.Trim(code, "\n ") == "" {
			return append(doc, r.lines(s)...)
		}
		doc = append(doc, r.lines(before)...)
		doc = append(doc, markup.Block{Kind: markup.Code, Text: r.plain(code)})
		s = after
	}
}

type mrkdwnReader struct {
	resolve Resolver
}

// lines reads text without code blocks: quoted lines and others.
func (r *mrkdwnReader) lines(s string) markup.Doc {
	var doc markup.Doc
	var words []string
	quoting := false
	flush := func() {
		if len(words) == 0 {
			return
		}
		b := markup.Block{Kind: markup.Paragraph, Spans: r.spans(strings.Join(words, "\n"), 0)}
		if quoting {
			b = markup.Block{Kind: markup.Quote, Blocks: markup.Doc{b}}
		}
		doc = append(doc, b)
		words = nil
	}
	for line := range strings.SplitSeq(s, "\n") {
		text, quoted := strings.CutPrefix(line, "&gt;")
		if quoted && text != "" && text[0] != ' ' {
			text, quoted = line, false
		}
		if quoted != quoting {
			flush()
			quoting = quoted
		}
		words = append(words, text)
	}
	flush()
	return doc
}

// plain is text with its tokens, without looks.
func (r *mrkdwnReader) plain(s string) string {
	var b strings.Builder
	for s != "" {
		if token, n := tokenAt(s); n > 0 {
			b.WriteString(r.token(token).Text)
			s = s[n:]
			continue
		}
		next := strings.IndexByte(s[1:], '<') + 1
		if next == 0 {
			next = len(s)
		}
		b.WriteString(decode(s[:next]))
		s = s[next:]
	}
	return b.String()
}

// decode undoes Slack's three escapes, once.
func decode(s string) string { return decoder.Replace(s) }

var decoder = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")

// tokenAt finds a token "<…>" at the start of s: what is in it, and how long it is.
func tokenAt(s string) (body string, n int) {
	if !strings.HasPrefix(s, "<") {
		return "", 0
	}
	end := strings.IndexAny(s[1:], "<>\n")
	if end < 1 || s[1+end] != '>' {
		return "", 0
	}
	return s[1 : 1+end], end + 2
}

// token is what a token shows. A name that we know goes before the label in it; an id never shows.
func (r *mrkdwnReader) token(body string) markup.Span {
	id, label, _ := strings.Cut(body, "|")
	id, label = decode(id), decode(label)
	switch {
	case strings.HasPrefix(id, "#"):
		return markup.Span{Text: atChannel(first(r.resolve.Channel(id[1:]), label), id[1:])}
	case strings.HasPrefix(id, "@"):
		return markup.Span{Text: atUser(first(r.resolve.User(id[1:]), label), id[1:])}
	case strings.HasPrefix(id, "!subteam^"):
		id = id[len("!subteam^"):]
		return markup.Span{Text: atUser(first(r.resolve.UserGroup(id), label), id)}
	case strings.HasPrefix(id, "!date^"):
		return dateToken(id[len("!date^"):], label)
	case id == "!here" || id == "!channel" || id == "!everyone" || id == "!group":
		return markup.Span{Text: "@" + id[1:]}
	case strings.HasPrefix(id, "!"):
		return markup.Span{Text: first(label, unshown)}
	case strings.Contains(id, ":"):
		return linked(label, id, nil)
	}
	return markup.Span{Text: "<" + decode(body) + ">"}
}

// dateToken reads "ts^format^link|fallback".
func dateToken(id, label string) markup.Span {
	fields := strings.SplitN(id, "^", 3)
	if ts, err := strconv.ParseInt(fields[0], 10, 64); label == "" && err == nil {
		label = dayAndTime(ts)
	}
	link := ""
	if len(fields) == 3 {
		link = fields[2]
	}
	return linked(first(label, unshown), link, nil)
}
