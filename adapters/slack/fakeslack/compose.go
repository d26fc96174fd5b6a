package fakeslack

import (
	"regexp"
	"strings"
)

// The composer: what a person types becomes rich_text blocks, and mrkdwn text that says the same.

var (
	bulletLine  = regexp.MustCompile(`^(\s*)[-*•] (.+)$`)
	orderedLine = regexp.MustCompile(`^(\s*)\d{1,3}[.)] (.+)$`)
)

// compose returns mrkdwn text and one rich_text block; both are empty if nothing but space was typed. The caller holds s.mu.
func (s *Server) compose(typed string) (string, []any) {
	typed = strings.TrimSpace(strings.ReplaceAll(typed, "\r\n", "\n"))
	if typed == "" {
		return "", nil
	}
	c := &composer{s: s}
	for rest := typed; rest != ""; {
		if body, after, ok := fenced(rest); ok {
			c.pre(body)
			rest = strings.TrimPrefix(after, "\n")
			continue
		}
		line, after, _ := strings.Cut(rest, "\n")
		c.line(line)
		rest = after
	}
	c.flush()
	return strings.Join(c.text, "\n"), []any{map[string]any{"type": "rich_text", "elements": c.parts}}
}

// fenced cuts a ``` block off the start.
func fenced(t string) (body, after string, ok bool) {
	t, ok = strings.CutPrefix(t, "```")
	if !ok {
		return "", "", false
	}
	body, after, ok = strings.Cut(t, "```")
	return strings.Trim(body, "\n"), after, ok && strings.TrimSpace(body) != ""
}

// composer gathers lines into parts: neighbours of one kind share a part.
type composer struct {
	s     *Server
	parts []any
	text  []string

	kind   string // of the open part: section, quote, bullet, ordered
	indent int
	leaves []any // of the open section or quote
	items  []any // of the open list
}

func (c *composer) line(line string) {
	if quoted, ok := strings.CutPrefix(line, ">"); ok {
		c.words("quote", "&gt; ", strings.TrimPrefix(quoted, " "))
		return
	}
	if m := bulletLine.FindStringSubmatch(line); m != nil {
		c.item("bullet", m[1], "• ", m[2])
		return
	}
	if m := orderedLine.FindStringSubmatch(line); m != nil {
		c.item("ordered", m[1], strings.TrimSuffix(strings.TrimSpace(line), m[2]), m[2])
		return
	}
	c.words("section", "", line)
}

// words adds a line to a section or quote.
func (c *composer) words(kind, mark, line string) {
	if c.kind != kind {
		c.flush()
		c.kind = kind
	} else {
		c.leaves = append(c.leaves, textLeaf("\n", nil))
	}
	leaves, text := c.s.inline(line)
	c.leaves = append(c.leaves, leaves...)
	c.text = append(c.text, mark+text)
}

func (c *composer) item(style, space, mark, words string) {
	indent := min(len(space)/2, 8)
	if c.kind != style || c.indent != indent {
		c.flush()
		c.kind, c.indent = style, indent
	}
	leaves, text := c.s.inline(words)
	c.items = append(c.items, map[string]any{"type": "rich_text_section", "elements": merge(leaves)})
	c.text = append(c.text, strings.Repeat("    ", indent)+mark+text)
}

func (c *composer) pre(body string) {
	c.flush()
	c.parts = append(c.parts, map[string]any{"type": "rich_text_preformatted", "elements": []any{textLeaf(body, nil)}, "border": 0.0})
	c.text = append(c.text, "```"+escape(body)+"```")
}

// flush closes the open part.
func (c *composer) flush() {
	switch c.kind {
	case "section", "quote":
		c.parts = append(c.parts, map[string]any{"type": "rich_text_" + c.kind, "elements": merge(c.leaves)})
	case "bullet", "ordered":
		c.parts = append(c.parts, map[string]any{
			"type": "rich_text_list", "style": c.kind, "indent": float64(c.indent), "elements": c.items, "border": 0.0,
		})
	}
	c.kind, c.leaves, c.items, c.indent = "", nil, nil, 0
}

func textLeaf(t string, style map[string]any) map[string]any {
	leaf := map[string]any{"type": "text", "text": t}
	if len(style) > 0 {
		leaf["style"] = style
	}
	return leaf
}

// merge joins neighbouring texts of no style and drops empty ones.
func merge(leaves []any) []any {
	out := []any{}
	for _, l := range leaves {
		m := l.(map[string]any)
		if m["type"] == "text" && m["text"] == "" {
			continue
		}
		if n := len(out); n > 0 && m["type"] == "text" && m["style"] == nil {
			if last := out[n-1].(map[string]any); last["type"] == "text" && last["style"] == nil {
				out[n-1] = textLeaf(last["text"].(string)+m["text"].(string), nil)
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

// escape makes the three entities, as Slack does with what people type.
func escape(t string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(t)
}
