package slack

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// unshown stands for what Slack shows its members and we have no words for.
const unshown = "[…]"

func (r *richReader) spans(leaves []slackgo.RichTextSectionElement) []markup.Span {
	var out []markup.Span
	for _, leaf := range leaves {
		if s := r.leaf(leaf); s.Text != "" {
			out = append(out, s)
		}
	}
	return out
}

// leaf is what one leaf shows. Ids never cross: who is not known is "@someone".
func (r *richReader) leaf(leaf slackgo.RichTextSectionElement) markup.Span {
	switch e := leaf.(type) {
	case *slackgo.RichTextSectionTextElement:
		return looked(e.Text, e.Style)
	case *slackgo.RichTextSectionLinkElement:
		return linked(e.Text, e.URL, e.Style)
	case *slackgo.RichTextSectionUserElement:
		return looked(atUser(r.resolve.User(e.UserID), e.UserID), e.Style)
	case *slackgo.RichTextSectionUserGroupElement:
		return looked(atUser(r.resolve.UserGroup(e.UsergroupID), e.UsergroupID), e.Style)
	case *slackgo.RichTextSectionChannelElement:
		return looked(atChannel(r.resolve.Channel(e.ChannelID), e.ChannelID), e.Style)
	case *slackgo.RichTextSectionBroadcastElement:
		return looked("@"+e.Range, e.Style)
	case *slackgo.RichTextSectionEmojiElement:
		return looked(emojiOf(e), e.Style)
	case *slackgo.RichTextSectionDateElement:
		return linked(dateOf(e), orEmpty(e.URL), e.Style)
	case *slackgo.RichTextSectionColorElement:
		return looked(e.Value, e.Style)
	case *slackgo.RichTextSectionTagElement:
		return looked(e.Text, e.Style)
	case *slackgo.RichTextSectionTeamElement:
		return looked("@team", e.Style)
	case *slackgo.RichTextSectionUnknownElement:
		return markup.Span{Text: sayOf(e.Raw)}
	}
	raw, err := json.Marshal(leaf)
	if err != nil {
		return markup.Span{Text: unshown}
	}
	return markup.Span{Text: sayOf(string(raw))}
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func looked(words string, style *slackgo.RichTextSectionTextStyle) markup.Span {
	s := markup.Span{Text: words}
	if style == nil {
		return s
	}
	for look, on := range map[markup.Style]bool{markup.Strong: style.Bold, markup.Em: style.Italic, markup.Strike: style.Strike, markup.Mono: style.Code} {
		if on {
			s.Style |= look
		}
	}
	return s
}

// linked is a link's words. One that leads where visitors' browsers should not go (tel:, slack:) stays words; when the words do
// not say the number or address, it stands beside them.
func linked(words, url string, style *slackgo.RichTextSectionTextStyle) markup.Span {
	bare := strings.TrimPrefix(strings.TrimPrefix(url, "mailto:"), "tel:")
	if words == "" {
		words = bare
	}
	s := looked(words, style)
	if low := strings.ToLower(url); strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "mailto:") {
		s.URL = url
	} else if strings.HasPrefix(low, "tel:") && words != bare {
		s.Text += " (" + bare + ")"
	}
	return s
}

// atUser is a mention by display name; no name, or the id itself for one, is someone.
func atUser(name, id string) string {
	name = strings.TrimLeft(strings.TrimSpace(name), "@")
	if name == "" || name == id {
		return "@someone"
	}
	return "@" + name
}

func atChannel(name, id string) string {
	name = strings.TrimLeft(strings.TrimSpace(name), "#")
	if name == "" || name == id {
		return "#channel"
	}
	return "#" + name
}

// emojiOf is the character itself where there is one; an emoji of that workspace alone stays ":name:".
func emojiOf(e *slackgo.RichTextSectionEmojiElement) string {
	var b strings.Builder
	for code := range strings.SplitSeq(e.Unicode, "-") {
		if r, err := strconv.ParseUint(code, 16, 21); err == nil && r > 0x1f {
			b.WriteRune(rune(r))
		}
	}
	s := b.String()
	if s == "" {
		var ok bool
		if s, ok = markup.Emoji(e.Name); !ok {
			return ":" + strings.Trim(e.Name, ":") + ":"
		}
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF }) {
		return s
	}
	return markup.Tone(s, e.SkinTone)
}

func dateOf(e *slackgo.RichTextSectionDateElement) string {
	if s := orEmpty(e.Fallback); s != "" {
		return s
	}
	return dayAndTime(int64(e.Timestamp))
}

func dayAndTime(unix int64) string { return time.Unix(unix, 0).UTC().Format("2006-01-02 15:04 UTC") }

// sayOf finds the words in something that we do not know.
func sayOf(raw string) string {
	var said struct{ Text, Fallback, Label string }
	if err := json.Unmarshal([]byte(raw), &said); err != nil {
		return unshown
	}
	return first(said.Text, said.Fallback, said.Label, unshown)
}
