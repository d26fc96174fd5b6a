package fakeslack

import (
	"fmt"
	"maps"
	"unicode/utf8"
)

// Limits of blocks, in characters where not said otherwise.
const (
	maxHeader, maxSection, maxField, maxFields = 150, 3000, 2000, 10
	maxActions, maxContext                     = 25, 10
	maxButton, maxValue, maxID, maxURL         = 75, 2000, 255, 3000
	maxMarkdown                                = 12_000 // all markdown blocks of a message together
	maxBlocksText                              = 13_200 // all words of all blocks together; not documented, seen in the wild
)

// blockCheck walks the blocks of one message and collects what is wrong in the words and pointers that Slack uses.
type blockCheck struct {
	problems   []string
	ids        map[string]bool // block ids
	actions    map[string]bool // action ids
	markdown   int
	characters int
}

// checkBlocks holds blocks to the documented limits. It returns copies whose top level may be changed.
func checkBlocks(blocks []any, most int) ([]any, error) {
	c := &blockCheck{ids: map[string]bool{}, actions: map[string]bool{}}
	if len(blocks) > most {
		c.bad("/blocks", "no more than %d items allowed", most)
	}
	out := make([]any, 0, len(blocks))
	for i, b := range blocks {
		at := fmt.Sprintf("/blocks/%d", i)
		m, ok := b.(map[string]any)
		if !ok {
			c.bad(at, "must be an object")
			continue
		}
		c.block(at, m)
		out = append(out, maps.Clone(m))
	}
	if c.markdown > maxMarkdown {
		c.bad("/blocks", "markdown must be less than %d characters in total", maxMarkdown+1)
	}
	if len(c.problems) > 0 {
		return nil, failWith("invalid_blocks", c.problems...)
	}
	if c.characters > maxBlocksText {
		return nil, fail("msg_blocks_too_long")
	}
	return out, nil
}

func (c *blockCheck) bad(at, format string, v ...any) {
	c.problems = append(c.problems, fmt.Sprintf("[ERROR] "+format+" [json-pointer:%s]", append(v, at)...))
}

func (c *blockCheck) block(at string, b map[string]any) {
	kind, _ := b["type"].(string)
	if id, ok := b["block_id"]; ok {
		c.unique(at+"/block_id", "block_id", id, c.ids)
	}
	switch kind {
	case "section":
		c.section(at, b)
	case "header":
		c.only(at, b, "type", "block_id", "text", "level")
		c.textObject(at+"/text", b["text"], maxHeader, "plain_text")
	case "divider":
		c.only(at, b, "type", "block_id")
	case "image":
		c.only(at, b, "type", "block_id", "image_url", "slack_file", "alt_text", "title")
		c.image(at, b)
	case "context":
		c.only(at, b, "type", "block_id", "elements")
		c.context(at, b)
	case "actions":
		c.only(at, b, "type", "block_id", "elements")
		c.elements(at, b, 1, maxActions, func(p string, e map[string]any) { c.interactive(p, e, "actions") })
	case "markdown":
		c.only(at, b, "type", "block_id", "text")
		c.markdown += c.words(at+"/text", b["text"], 1, maxMarkdown)
	case "rich_text":
		c.only(at, b, "type", "block_id", "elements")
		c.elements(at, b, 0, 1000, c.richText)
	case "input", "video", "file", "call", "table", "context_actions", "alert", "card", "carousel", "container", "data_table", "plan", "task_card":
		// Known, and not used by us: only the id is looked at.
	default:
		c.bad(at+"/type", "unsupported type: %s", kind)
	}
}

func (c *blockCheck) section(at string, b map[string]any) {
	c.only(at, b, "type", "block_id", "text", "fields", "accessory", "expand")
	text, hasText := b["text"]
	fields, hasFields := b["fields"].([]any)
	if !hasText && !hasFields {
		c.bad(at, "must define either `fields` or `text`")
	}
	if hasText {
		c.textObject(at+"/text", text, maxSection, "plain_text", "mrkdwn")
	}
	if len(fields) > maxFields {
		c.bad(at+"/fields", "no more than %d items allowed", maxFields)
	}
	for i, f := range fields {
		c.textObject(fmt.Sprintf("%s/fields/%d", at, i), f, maxField, "plain_text", "mrkdwn")
	}
	if acc, ok := b["accessory"].(map[string]any); ok {
		if acc["type"] == "image" {
			c.image(at+"/accessory", acc)
			return
		}
		c.interactive(at+"/accessory", acc, "section")
	}
}

func (c *blockCheck) context(at string, b map[string]any) {
	c.elements(at, b, 1, maxContext, func(p string, e map[string]any) {
		if e["type"] == "image" {
			c.image(p, e)
			return
		}
		c.textObject(p, e, maxSection, "plain_text", "mrkdwn")
	})
}

func (c *blockCheck) image(at string, e map[string]any) {
	if _, file := e["slack_file"]; !file {
		c.words(at+"/image_url", e["image_url"], 1, maxURL)
	}
	c.words(at+"/alt_text", e["alt_text"], 1, 2000)
}

// elements walks the list under "elements" that must hold between least and most objects.
func (c *blockCheck) elements(at string, b map[string]any, least, most int, each func(string, map[string]any)) {
	list, ok := b["elements"].([]any)
	switch {
	case !ok:
		c.bad(at+"/elements", "missing required field: elements")
	case len(list) < least:
		c.bad(at+"/elements", "no fewer than %d items allowed", least)
	case len(list) > most:
		c.bad(at+"/elements", "no more than %d items allowed", most)
	}
	for i, v := range list {
		p := fmt.Sprintf("%s/elements/%d", at, i)
		e, ok := v.(map[string]any)
		if !ok {
			c.bad(p, "must be an object")
			continue
		}
		each(p, e)
	}
}

// words checks a plain string and returns its length.
func (c *blockCheck) words(at string, v any, least, most int) int {
	t, ok := v.(string)
	n := utf8.RuneCountInString(t)
	switch {
	case !ok:
		c.bad(at, "must be a string")
	case n < least:
		c.bad(at, "must be more than %d characters", least-1)
	case n > most:
		c.bad(at, "must be less than %d characters", most+1)
	}
	c.characters += n
	return n
}

// only refuses properties that the type does not have.
func (c *blockCheck) only(at string, b map[string]any, names ...string) {
	known := make(map[string]bool, len(names))
	for _, n := range names {
		known[n] = true
	}
	for k := range b {
		if !known[k] {
			c.bad(at, "invalid additional property: %s", k)
		}
	}
}

func (c *blockCheck) unique(at, what string, v any, seen map[string]bool) {
	id, ok := v.(string)
	switch {
	case !ok || utf8.RuneCountInString(id) > maxID:
		c.bad(at, "must be a string of at most %d characters", maxID)
	case id != "" && seen[id]:
		c.bad(at, "%s %q already exists in this message", what, id)
	}
	seen[id] = true
}

// nameBlocks gives an id to each block that came without. The caller holds s.mu.
func (s *Server) nameBlocks(blocks []any) {
	for _, b := range blocks {
		m := b.(map[string]any)
		if id, _ := m["block_id"].(string); id == "" {
			s.serial++
			m["block_id"] = "b" + base36(s.serial)
		}
	}
}
