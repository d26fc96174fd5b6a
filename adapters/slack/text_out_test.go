package slack

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

func encoded(t interface{ Fatal(...any) }, v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestMarkdownBecomesRichText(t *testing.T) {
	section := func(leaves string) string { return `{"type":"rich_text_section","elements":[` + leaves + `]}` }
	cases := []struct{ name, text, want string }{
		{"words", "hi\nthere\n\nyou", section(`{"type":"text","text":"hi\nthere"},{"type":"text","text":"\n\n"},{"type":"text","text":"you"}`)},
		{"looks", "**b** *i*", section(`{"type":"text","text":"b","style":{"bold":true}},{"type":"text","text":" "},{"type":"text","text":"i","style":{"italic":true}}`)},
		{"code", "~~s~~ `c`", section(`{"type":"text","text":"s","style":{"strike":true}},{"type":"text","text":" "},{"type":"text","text":"c","style":{"code":true}}`)},
		{"fence", "```go\nx < 1\n```", `{"type":"rich_text_preformatted","elements":[{"type":"text","text":"x < 1"}],"border":0}`},
		{"quote", "> q", `{"type":"rich_text_quote","elements":[{"type":"text","text":"q"}]}`},
		{"list", "1. a\n   - b\n2. c", `{"type":"rich_text_list","elements":[` + section(`{"type":"text","text":"a"}`) + `],"style":"ordered"},` +
			`{"type":"rich_text_list","elements":[` + section(`{"type":"text","text":"b"}`) + `],"style":"bullet","indent":1},` +
			`{"type":"rich_text_list","elements":[` + section(`{"type":"text","text":"c"}`) + `],"style":"ordered","offset":1}`},
		{"quoted list", "> - a", `{"type":"rich_text_list","elements":[` + section(`{"type":"text","text":"a"}`) + `],"style":"bullet","border":1}`},
		{"address", "https://x.com", section(`{"type":"link","url":"https://x.com","text":"https://x.com"}`)},
		{"masked link", "[https://good.com](https://evil.com)", section(`{"type":"text","text":"https://good.com"},{"type":"text","text":" ("},{"type":"link","url":"https://evil.com"},{"type":"text","text":")"}`)},
		{"nowhere", "[x](javascript:alert(1))", section(`{"type":"text","text":"[x](javascript:alert(1))"}`)},
	}
	for _, c := range cases {
		want := strings.ReplaceAll(`[{"type":"rich_text","elements":[`+c.want+`]}]`, "\n", `\n`)
		var got strings.Builder
		e := json.NewEncoder(&got)
		e.SetEscapeHTML(false)
		if err := e.Encode(toRichText(markup.Parse(c.text), richOptions{Unmask: true})); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(plainJSON(t, want), plainJSON(t, got.String())); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	if got := toRichText(markup.Parse(" \n "), richOptions{}); got != nil {
		t.Errorf("nothing to show gives %s", encoded(t, got))
	}
}

func plainJSON(t *testing.T, s string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatal(err, s)
	}
	return v
}

func TestOnlyAVisitorsLinksAreUnmasked(t *testing.T) {
	text := "[shop](https://x.com)"
	if got := encoded(t, renderParts(text, agentSpeaks)[0].Blocks); !strings.Contains(got, `{"type":"link","url":"https://x.com","text":"shop"}`) {
		t.Error(got)
	}
	if got := encoded(t, renderParts(text, visitorSpeaks)[0].Blocks); !strings.Contains(got, `{"type":"link","url":"https://x.com"}`) {
		t.Error(got)
	}
}

// attacks are what a visitor may type to ping or fool the team.
var attacks = []string{
	"<!channel>", "<!here|here>", "<!everyone>", "<@U123>", "<@U123|bob>", "@here", "@channel @everyone", "<!subteam^S1>", "<#C123>", "<!date^1^{date}|x>",
	"&lt;!channel&gt;", "&#60;!channel>", "**<!channel>**", "`<!channel>`", "```\n<!channel>\n```", "- <!channel>", "> <@U123>", "[<!channel>](https://x.com)",
	"[x](https://x.com/<!channel>)", "<https://x.com|<!channel>>", "https://x.com/<@U123>", "\\<!channel>", "<\u200b!channel>",
	`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"broadcast","range":"channel"}]}]}`,
	`"},{"type":"user","user_id":"U1"},{"`, "<mailto:a@b.de|<!here>>", "<slack://user?id=U1>", "[a](slack://channel)",
}

func TestAVisitorPingsNobodyAndForgesNothing(t *testing.T) {
	for _, attack := range attacks {
		for _, who := range []speaker{visitorSpeaks, agentSpeaks} {
			for _, p := range renderParts(attack, who) {
				checkHarmless(t, attack, p)
				if want := escape(markup.Plain(markup.Parse(attack))); p.Fallback != want {
					t.Errorf("%q lost something: %q", attack, p.Fallback)
				}
			}
		}
		for _, p := range renderParts(attack, botSpeaks) {
			md := p.Blocks[0].(*slackgo.MarkdownBlock).Text
			for _, bad := range []string{"<!", "<@", "<#", "@here", "@channel", "@everyone", "&lt;", "&#60;"} {
				if strings.Contains(md, bad) {
					t.Errorf("%q as markdown: %q", attack, md)
				}
			}
		}
	}
}

// checkHarmless fails when a part holds a leaf that pings, a link that leads astray, or a token beside the blocks.
func checkHarmless(t interface{ Errorf(string, ...any) }, text string, p part) {
	if strings.ContainsAny(p.Fallback, "<>") || utf8.RuneCountInString(p.Fallback) > maxBeside {
		t.Errorf("%q: fallback %q", text, p.Fallback)
	}
	for _, b := range p.Blocks {
		raw, err := json.Marshal(b)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		var v any
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		walk(v, func(m map[string]any) {
			url, _ := m["url"].(string)
			switch m["type"] {
			case "rich_text", "rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted", "text":
			case "link":
				if !strings.HasPrefix(strings.ToLower(url), "http") && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
					t.Errorf("%q: link to %q", text, url)
				}
			default:
				t.Errorf("%q: leaf %v", text, m)
			}
		})
	}
}

// walk calls fn with every object that has a type.
func walk(v any, fn func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["type"]; ok {
			fn(v)
		}
		for _, inner := range v {
			walk(inner, fn)
		}
	case []any:
		for _, inner := range v {
			walk(inner, fn)
		}
	}
}
