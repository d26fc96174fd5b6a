package fakeslack

import "slices"

var leafFields = map[string][]string{
	"text":      {"text"},
	"link":      {"url", "text", "unsafe"},
	"user":      {"user_id"},
	"channel":   {"channel_id"},
	"usergroup": {"usergroup_id"},
	"broadcast": {"range"},
	"emoji":     {"name", "unicode", "skin_tone", "url", "display_team_id", "display_url"},
	"date":      {"timestamp", "format", "fallback", "url"},
	"color":     {"value"},
	"team":      {"team_id"},
}

var leafStyles = []string{"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}

// richText checks one of the four parts of a rich_text block.
func (c *blockCheck) richText(at string, e map[string]any) {
	switch e["type"] {
	case "rich_text_section":
		c.only(at, e, "type", "elements")
		c.elements(at, e, 0, 10_000, c.leaf)
	case "rich_text_quote":
		c.only(at, e, "type", "elements", "border")
		c.elements(at, e, 0, 10_000, c.leaf)
	case "rich_text_preformatted":
		c.only(at, e, "type", "elements", "border", "language")
		c.elements(at, e, 0, 10_000, func(p string, l map[string]any) {
			if l["type"] != "text" && l["type"] != "link" {
				c.bad(p+"/type", "unsupported type: %v", l["type"])
				return
			}
			c.leaf(p, l)
		})
	case "rich_text_list":
		c.list(at, e)
	default:
		c.bad(at+"/type", "unsupported type: %v", e["type"])
	}
}

func (c *blockCheck) list(at string, e map[string]any) {
	c.only(at, e, "type", "elements", "style", "indent", "border", "offset")
	if e["style"] != "bullet" && e["style"] != "ordered" {
		c.bad(at+"/style", "must be one of bullet, ordered")
	}
	if n, ok := e["indent"].(float64); ok && (n < 0 || n > 8) {
		c.bad(at+"/indent", "must be between 0 and 8")
	}
	c.elements(at, e, 1, 1000, func(p string, item map[string]any) {
		if item["type"] != "rich_text_section" {
			c.bad(p+"/type", "unsupported type: %v", item["type"])
			return
		}
		c.richText(p, item)
	})
}

func (c *blockCheck) leaf(at string, e map[string]any) {
	kind, _ := e["type"].(string)
	fields, known := leafFields[kind]
	if !known {
		c.bad(at+"/type", "unsupported type: %s", kind)
		return
	}
	c.only(at, e, append([]string{"type", "style"}, fields...)...)
	if kind == "date" {
		if _, ok := e["timestamp"].(float64); !ok {
			c.bad(at+"/timestamp", "must be an integer")
		}
		c.words(at+"/format", e["format"], 1, 1000)
	} else {
		c.words(at+"/"+fields[0], e[fields[0]], 1, maxText)
	}
	if kind == "broadcast" && !slices.Contains([]any{"here", "channel", "everyone"}, e["range"]) {
		c.bad(at+"/range", "must be one of here, channel, everyone")
	}
	style, ok := e["style"].(map[string]any)
	if !ok {
		return
	}
	for k, v := range style {
		if _, isBool := v.(bool); !isBool || !slices.Contains(leafStyles, k) {
			c.bad(at+"/style", "invalid additional property: %s", k)
		}
	}
}
