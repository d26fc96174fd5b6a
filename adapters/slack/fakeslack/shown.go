package fakeslack

import (
	"fmt"
	"strings"
)

// Shown is what a person reads in a message, without styles: the blocks if it has any, else the text with entities decoded.
func (m Message) Shown() string { return shownText(m.Text, m.Blocks) }

// Shown is what the person reads.
func (e Ephemeral) Shown() string { return shownText(e.Text, e.Blocks) }

func shownText(text string, blocks []any) string {
	if len(blocks) == 0 {
		return unescape(text)
	}
	var lines []string
	for _, b := range blocks {
		if l := shownBlock(b); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

// shownBlock joins all words of a block: parts by line, leaves of a part in a row.
func shownBlock(v any) string {
	m, _ := v.(map[string]any)
	kind, _ := m["type"].(string)
	switch kind {
	case "rich_text", "rich_text_list":
		return join(m["elements"], "\n")
	case "rich_text_section", "rich_text_quote", "rich_text_preformatted":
		return join(m["elements"], "")
	case "actions", "context":
		return join(m["elements"], " ")
	case "button":
		return "[" + shownBlock(m["text"]) + "]"
	case "mrkdwn":
		return unescape(fmt.Sprint(m["text"]))
	case "plain_text", "text", "markdown":
		return fmt.Sprint(m["text"])
	case "header":
		return shownBlock(m["text"])
	case "section":
		return shownSection(m)
	}
	return shownLeaf(kind, m)
}

func shownSection(m map[string]any) string {
	var parts []string
	if m["text"] != nil {
		parts = append(parts, shownBlock(m["text"]))
	}
	if fields := join(m["fields"], "\n"); fields != "" {
		parts = append(parts, fields)
	}
	if m["accessory"] != nil {
		parts = append(parts, shownBlock(m["accessory"]))
	}
	return strings.Join(parts, "\n")
}

func shownLeaf(kind string, m map[string]any) string {
	str := func(k string) string { s, _ := m[k].(string); return s }
	switch kind {
	case "link":
		if t := str("text"); t != "" {
			return t
		}
		return str("url")
	case "emoji":
		return ":" + str("name") + ":"
	case "user":
		return "@" + str("user_id")
	case "channel":
		return "#" + str("channel_id")
	case "broadcast":
		return "@" + str("range")
	case "date":
		return str("fallback")
	case "image":
		return str("alt_text")
	}
	return ""
}

func join(v any, between string) string {
	list, _ := v.([]any)
	out := make([]string, len(list))
	for i, e := range list {
		out[i] = shownBlock(e)
	}
	return strings.Join(out, between)
}

func unescape(t string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(t)
}
