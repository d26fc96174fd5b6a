package fakeslack

import (
	"strings"
	"unicode/utf8"
)

const maxText = 40_000

// content is what a message says: text, blocks, attachments, checked and normalised.
type content struct {
	text        string
	blocks      []any
	hasBlocks   bool
	attachments []any
	metadata    map[string]any
}

// readContent checks the words of chat.postMessage, chat.update and chat.postEphemeral. The caller holds s.mu.
func (s *Server) readContent(a args) (content, error) {
	var c content
	var err error
	c.text = cleanText(a.str("text"))
	if c.blocks, c.hasBlocks, err = a.list("blocks", "invalid_blocks_format"); err != nil {
		return c, err
	}
	if c.attachments, _, err = a.list("attachments", "invalid_attachments"); err != nil {
		return c, err
	}
	if md := a.str("markdown_text"); md != "" {
		if c.text != "" || c.hasBlocks {
			return c, fail("markdown_text_conflict")
		}
		c.blocks, c.hasBlocks = []any{map[string]any{"type": "markdown", "text": md}}, true
		c.text = md
	}
	if c.text == "" && len(c.blocks) == 0 && len(c.attachments) == 0 && a["files"] == nil {
		return c, fail("no_text")
	}
	if utf8.RuneCountInString(c.text) > maxText {
		return c, fail("msg_too_long")
	}
	if len(c.attachments) > 100 {
		return c, fail("too_many_attachments")
	}
	if c.metadata, err = readMetadata(a["metadata"]); err != nil {
		return c, err
	}
	if c.blocks, err = checkBlocks(c.blocks, 50); err != nil {
		return c, err
	}
	s.nameBlocks(c.blocks)
	return c, nil
}

func readMetadata(v any) (map[string]any, error) {
	if v == nil || v == "" {
		return nil, nil
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, fail("invalid_metadata_format")
	}
	if len(m) == 0 {
		return nil, nil
	}
	if kind, _ := m["event_type"].(string); kind == "" {
		return nil, fail("metadata_must_be_sent_from_app")
	}
	if _, ok := m["event_payload"].(map[string]any); !ok {
		return nil, fail("invalid_metadata_schema")
	}
	return m, nil
}

// cleanText is text as Slack keeps it: no NULs, unix line ends, no space around, and stray & < > made into entities, while
// entities and <…> tokens stay.
func cleanText(t string) string {
	t = strings.ReplaceAll(strings.ReplaceAll(t, "\x00", ""), "\r\n", "\n")
	t = strings.TrimSpace(t)
	var b strings.Builder
	for i := 0; i < len(t); i++ {
		switch t[i] {
		case '&':
			if e := entityAt(t[i:]); e == "" {
				b.WriteString("&amp;")
				continue
			}
		case '<':
			if end := tokenEnd(t[i:]); end > 0 {
				b.WriteString(t[i : i+end])
				i += end - 1
				continue
			}
			b.WriteString("&lt;")
			continue
		case '>':
			b.WriteString("&gt;")
			continue
		}
		b.WriteByte(t[i])
	}
	return b.String()
}

func entityAt(t string) string {
	for _, e := range []string{"&amp;", "&lt;", "&gt;"} {
		if strings.HasPrefix(t, e) {
			return e
		}
	}
	return ""
}

// tokenEnd is the length of the <…> token at the start of t, 0 if there is none.
func tokenEnd(t string) int {
	end := strings.IndexAny(t[1:], "<>\n")
	if end < 1 || t[1+end] != '>' {
		return 0
	}
	inner := t[1 : 1+end]
	if strings.ContainsAny(inner[:1], "@#!") || strings.Contains(inner, "://") || strings.HasPrefix(inner, "mailto:") ||
		strings.HasPrefix(inner, "tel:") {
		return end + 2
	}
	return 0
}
