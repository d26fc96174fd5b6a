package fakeslack

import (
	"maps"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	typedURL     = regexp.MustCompile(`^https?://[^\s<>|]*[^\s<>|.,;:!?)'"*_~]`)
	typedLink    = regexp.MustCompile(`^\[([^\]\n]+)\]\((https?://[^\s)]+)\)`)
	typedEmoji   = regexp.MustCompile(`^:([a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:`)
	typedMention = regexp.MustCompile(`^@([A-Za-z0-9._-]*[A-Za-z0-9_])`)
	typedChannel = regexp.MustCompile(`^#([a-z0-9_-]+)`)
)

var markStyles = map[byte]string{'*': "bold", '_': "italic", '~': "strike", '`': "code"}

// inline turns one line into leaves and mrkdwn.
func (s *Server) inline(line string) (leaves []any, text string) { return s.spans(line, nil) }

func (s *Server) spans(line string, style map[string]any) (leaves []any, text string) {
	var plainText, md strings.Builder
	flush := func() {
		if plainText.Len() > 0 {
			leaves = append(leaves, textLeaf(plainText.String(), style))
			plainText.Reset()
		}
	}
	before := ' '
	for i := 0; i < len(line); {
		rest := line[i:]
		if inner, ok := marked(rest, before); ok {
			flush()
			l, t := s.styled(rest[0], inner, style)
			leaves = append(leaves, l...)
			md.WriteString(rest[:1] + t + rest[:1])
			i, before = i+len(inner)+2, rune(rest[0])
			continue
		}
		if leaf, t, n := s.special(rest, before, style); n > 0 {
			flush()
			leaves = append(leaves, leaf)
			md.WriteString(t)
			i, before = i+n, 'x'
			continue
		}
		r, n := utf8.DecodeRuneInString(rest)
		plainText.WriteString(rest[:n])
		md.WriteString(escape(rest[:n]))
		i, before = i+n, r
	}
	flush()
	return leaves, md.String()
}

// marked finds *…*, _…_, ~…~ or `…` at the start: opened after a space or punctuation, closed before one, no space inside the marks.
func marked(t string, before rune) (inner string, ok bool) {
	mark := t[0]
	if markStyles[mark] == "" || unicode.IsLetter(before) || unicode.IsDigit(before) || rune(mark) == before {
		return "", false
	}
	for from := 1; ; {
		end := strings.IndexByte(t[from:], mark)
		if end < 0 {
			return "", false
		}
		end += from
		inner = t[1:end]
		next, _ := utf8.DecodeRuneInString(t[end+1:])
		closes := end+1 == len(t) || !unicode.IsLetter(next) && !unicode.IsDigit(next)
		if closes && inner != "" && (mark == '`' || strings.TrimSpace(inner) == inner) {
			return inner, true
		}
		from = end + 1
	}
}

func (s *Server) styled(mark byte, inner string, style map[string]any) ([]any, string) {
	more := maps.Clone(style)
	if more == nil {
		more = map[string]any{}
	}
	more[markStyles[mark]] = true
	if mark == '`' {
		return []any{textLeaf(inner, more)}, escape(inner)
	}
	return s.spans(inner, more)
}

// special finds a link, mention, channel or emoji at the start; n is how many bytes it takes, 0 for none.
func (s *Server) special(t string, before rune, style map[string]any) (leaf map[string]any, md string, n int) {
	defer func() {
		if n > 0 && len(style) > 0 {
			leaf["style"] = style
		}
	}()
	if m := typedLink.FindStringSubmatch(t); m != nil {
		return map[string]any{"type": "link", "url": m[2], "text": m[1]}, "<" + escape(m[2]) + "|" + escape(m[1]) + ">", len(m[0])
	}
	if m := typedEmoji.FindStringSubmatch(t); m != nil {
		return emojiLeaf(m[1]), m[0], len(m[0])
	}
	if name, n := emojiAt(t); n > 0 {
		return emojiLeaf(name), ":" + name + ":", n
	}
	if unicode.IsLetter(before) || unicode.IsDigit(before) {
		return nil, "", 0
	}
	if u := typedURL.FindString(t); u != "" {
		return map[string]any{"type": "link", "url": u}, "<" + escape(u) + ">", len(u)
	}
	return s.mention(t)
}

func (s *Server) mention(t string) (map[string]any, string, int) {
	if m := typedChannel.FindStringSubmatch(t); m != nil {
		for _, r := range s.rooms {
			if r.name == m[1] {
				return map[string]any{"type": "channel", "channel_id": r.id}, "<#" + r.id + "|" + r.name + ">", len(m[0])
			}
		}
	}
	m := typedMention.FindStringSubmatch(t)
	if m == nil {
		return nil, "", 0
	}
	switch m[1] {
	case "here", "channel", "everyone":
		return map[string]any{"type": "broadcast", "range": m[1]}, "<!" + m[1] + ">", len(m[0])
	}
	for _, id := range s.userIDs {
		if u := s.users[id]; strings.EqualFold(u.Name, m[1]) || strings.EqualFold(u.DisplayName, m[1]) {
			return map[string]any{"type": "user", "user_id": id}, "<@" + id + ">", len(m[0])
		}
	}
	return nil, "", 0
}
