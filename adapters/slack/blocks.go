package slack

import (
	"fmt"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// Slack's limits on what stands in a block, in characters.
const (
	maxHeader  = 150
	maxSection = 3000
	maxField   = 2000
	maxButton  = 75
	maxConfirm = 300
)

// plainText shows s as it stands: Slack reads no markup, no mention and no
// emoji name in it. Empty becomes a dash, for Slack takes no empty text.
func plainText(s string, most int) *slackgo.TextBlockObject {
	s = strings.Map(func(r rune) rune {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 { // would turn around what stands beside it
			return -1
		}
		return r
	}, s)
	if s = strings.TrimSpace(s); s == "" {
		s = "–"
	}
	return slackgo.NewTextBlockObject(slackgo.PlainTextType, markup.Cut(s, most), false, false)
}

// mrkdwn is text of our own, with everything foreign in it escaped.
func mrkdwn(s string) *slackgo.TextBlockObject {
	return slackgo.NewTextBlockObject(slackgo.MarkdownType, s, false, true)
}

func header(s string) *slackgo.HeaderBlock { return slackgo.NewHeaderBlock(plainText(s, maxHeader)) }

func contextLine(elements ...slackgo.MixedElement) *slackgo.ContextBlock {
	return slackgo.NewContextBlock("", elements...)
}

func button(a core.Action, label, value string, style slackgo.Style) *slackgo.ButtonBlockElement {
	b := slackgo.NewButtonBlockElement(actionPrefix+string(a), value, plainText(label, maxButton))
	b.Style = style
	return b
}

func buttons(elements ...slackgo.BlockElement) *slackgo.ActionBlock {
	return slackgo.NewActionBlock("", elements...)
}

// escaper makes the three characters that mean something to Slack harmless.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escape is for the text beside the blocks, where Slack may show looks but
// notifies nobody.
func escape(s string) string { return escaper.Replace(s) }

// literal is for mrkdwn: escaped, and with the characters that make looks kept
// from doing so.
func literal(s string) string {
	var b strings.Builder
	for _, r := range escape(s) {
		if strings.ContainsRune("*_~`:", r) {
			b.WriteRune('\u2060')
		}
		if r == '\n' || r == '\r' {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

// clock is a moment that Slack shows in each reader's own time zone; kind is
// one of Slack's format tokens. The fallback is UTC.
func clock(t time.Time, format string) string {
	if t.IsZero() {
		return "–"
	}
	return fmt.Sprintf("<!date^%d^%s|%s UTC>", t.Unix(), format, t.UTC().Format("2 Jan 15:04"))
}

// The formats of clocks.
const (
	timeOnly = "{time}"
	dayTime  = "{date_short_pretty} at {time}" // stays true for days
)

// at is the time alone when t is near now, the day with it otherwise.
func at(t, now time.Time) string {
	if now.Sub(t).Abs() < 12*time.Hour {
		return clock(t, timeOnly)
	}
	return clock(t, dayTime)
}
