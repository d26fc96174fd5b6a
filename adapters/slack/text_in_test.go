package slack

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	slackgo "github.com/slack-go/slack"
)

// names knows a few people, places and groups.
type names map[string]string

func (n names) User(id string) string      { return n[id] }
func (n names) Channel(id string) string   { return n[id] }
func (n names) UserGroup(id string) string { return n[id] }

var team = names{"U1": "Anna", "W1": "@Bo", "C1": "support", "S1": "@oncall", "U9": "U9"}

// message is a message as Slack sends it.
func message(t *testing.T, elements, text string) string {
	t.Helper()
	var blocks slackgo.Blocks
	if elements != "" {
		if err := json.Unmarshal([]byte(`[{"type":"rich_text","block_id":"x","elements":[`+elements+`]}]`), &blocks); err != nil {
			t.Fatal(err)
		}
	}
	return fromMessage(blocks, text, team)
}

func TestEveryLeafOfRichTextBecomesWords(t *testing.T) {
	cases := []struct{ name, leaf, want string }{
		{"text", `{"type":"text","text":"2*3 <b> & #1"}`, "2*3 \\<b> & #1"},
		{"literal marks", `{"type":"text","text":"**no** _no_ ` + "`no`" + `"}`, "\\*\\*no\\*\\* \\_no\\_ \\`no\\`"},
		{"literal emoji name", `{"type":"text","text":":tada:"}`, ":tada:"},
		{"bold", `{"type":"text","text":"hi","style":{"bold":true}}`, "**hi**"},
		{"all looks", `{"type":"text","text":"hi","style":{"bold":true,"italic":true,"strike":true,"code":true}}`, "***~~`hi`~~***"},
		{"underline", `{"type":"text","text":"hi","style":{"underline":true}}`, "hi"},
		{"link", `{"type":"link","url":"https://x.com/a"}`, "<https://x.com/a>"},
		{"link with words", `{"type":"link","url":"https://x.com","text":"shop"}`, "[shop](https://x.com)"},
		{"mail", `{"type":"link","url":"mailto:a@b.de","text":"a@b.de"}`, "<a@b.de>"},
		{"telephone", `{"type":"link","url":"tel:+4930","text":"call us"}`, "call us (+4930)"},
		{"deep link", `{"type":"link","url":"slack://user?id=U1","text":"me"}`, "me"},
		{"user", `{"type":"user","user_id":"U1"}`, "@Anna"},
		{"user named with @", `{"type":"user","user_id":"W1"}`, "@Bo"},
		{"unknown user", `{"type":"user","user_id":"U404"}`, "@someone"},
		{"user named by id", `{"type":"user","user_id":"U9"}`, "@someone"},
		{"channel", `{"type":"channel","channel_id":"C1"}`, "#support"},
		{"unknown channel", `{"type":"channel","channel_id":"C404"}`, "#channel"},
		{"group", `{"type":"usergroup","usergroup_id":"S1"}`, "@oncall"},
		{"unknown group", `{"type":"usergroup","usergroup_id":"S404"}`, "@someone"},
		{"here", `{"type":"broadcast","range":"here"}`, "@here"},
		{"channel broadcast", `{"type":"broadcast","range":"channel"}`, "@channel"},
		{"emoji", `{"type":"emoji","name":"tada","unicode":"1f389"}`, "🎉"},
		{"emoji without unicode", `{"type":"emoji","name":"tada"}`, "🎉"},
		{"skin tone in name", `{"type":"emoji","name":"+1::skin-tone-3"}`, "👍🏼"},
		{"skin tone field", `{"type":"emoji","name":"+1","unicode":"1f44d","skin_tone":6}`, "👍🏿"},
		{"skin tone in both", `{"type":"emoji","name":"+1","unicode":"1f44d-1f3fc","skin_tone":3}`, "👍🏼"},
		{"custom emoji", `{"type":"emoji","name":"party_parrot"}`, ":party_parrot:"},
		{"date", `{"type":"date","timestamp":1720710212,"format":"{date}","fallback":"July 11"}`, "July 11"},
		{"date without fallback", `{"type":"date","timestamp":1720710212,"format":"{date}"}`, "2024-07-11 15:03 UTC"},
		{"color", `{"type":"color","value":"#ff0000"}`, "#ff0000"},
		{"team", `{"type":"team","team_id":"T1"}`, "@team"},
		{"tag", `{"type":"tag","text":"urgent"}`, "urgent"},
		{"message mention", `{"type":"message_mention","channel_id":"C1","message_ts":"1.2","text":"a message"}`, "a message"},
		{"file", `{"type":"file","file_id":"F1"}`, "\\[…\\]"},
		{"unknown with words", `{"type":"hologram","text":"hello"}`, "hello"},
		{"unknown without", `{"type":"hologram","id":"U1"}`, "\\[…\\]"},
	}
	for _, c := range cases {
		got := message(t, `{"type":"rich_text_section","elements":[`+c.leaf+`]}`, "unused")
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func section(words string) string {
	return fmt.Sprintf(`{"type":"rich_text_section","elements":[{"type":"text","text":%q}]}`, words)
}

func TestBlocksOfRichTextBecomeMarkdown(t *testing.T) {
	list := func(style string, indent, offset int, items ...string) string {
		s := ""
		for i, item := range items {
			if i > 0 {
				s += ","
			}
			s += section(item)
		}
		return fmt.Sprintf(`{"type":"rich_text_list","style":%q,"indent":%d,"offset":%d,"border":0,"elements":[%s]}`, style, indent, offset, s)
	}
	cases := []struct{ name, elements, want string }{
		{"two lines", section("one\ntwo\n\nthree"), "one\ntwo\n\nthree"},
		{"list", section("Do:\n") + "," + list("ordered", 0, 0, "a", "b"), "Do:\n\n1. a\n2. b"},
		{"nested", list("bullet", 0, 0, "a") + "," + list("bullet", 1, 0, "b", "c") + "," + list("bullet", 0, 0, "d"), "- a\n\n  - b\n  - c\n- d"},
		{"numbers go on", list("ordered", 0, 0, "a") + "," + list("bullet", 1, 0, "b") + "," + list("ordered", 0, 1, "c"), "1. a\n\n   - b\n2. c"},
		{"offset", list("ordered", 0, 3, "d", "e"), "4. d\n5. e"},
		{"quote", `{"type":"rich_text_quote","elements":[{"type":"text","text":"said\nso"}]},` + section("yes"), "> said\n> so\n\nyes"},
		{"code", `{"type":"rich_text_preformatted","language":"go","border":0,"elements":[{"type":"text","text":"x := 1\n<y> *z*"}]}`, "```go\nx := 1\n<y> *z*\n```"},
		{"code with a link", `{"type":"rich_text_preformatted","elements":[{"type":"text","text":"get "},{"type":"link","url":"https://x.com"}]}`, "```\nget https://x.com\n```"},
		{"looks like a list", section("1. no list\n- none"), "1\\. no list\n\\- none"},
		{"unknown element", `{"type":"rich_text_hologram","text":"boo"},` + section("x"), "boo\n\nx"},
		{"in a quoted list", `{"type":"rich_text_list","style":"bullet","indent":0,"border":1,"elements":[` + section("a") + `]}`, "> - a"},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, message(t, c.elements, "")); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestTokensOfMrkdwnBecomeWordsWithAndWithoutLabel(t *testing.T) {
	cases := []struct{ text, want string }{
		{"<@U1>", "@Anna"}, {"<@U1|anna.b>", "@Anna"}, {"<@U404>", "@someone"}, {"<@U404|carl>", "@carl"}, {"<@W1>", "@Bo"}, {"<@U404|U404>", "@someone"},
		{"<#C1>", "#support"}, {"<#C1|old-name>", "#support"}, {"<#C404>", "#channel"}, {"<#C404|sales>", "#sales"}, {"<#C404|>", "#channel"},
		{"<!subteam^S1>", "@oncall"}, {"<!subteam^S1|@x>", "@oncall"}, {"<!subteam^S404>", "@someone"}, {"<!subteam^S404|@ops>", "@ops"},
		{"<!here>", "@here"}, {"<!here|here>", "@here"}, {"<!channel>", "@channel"}, {"<!everyone>", "@everyone"},
		{"<!date^1720710212^{date}|July 11>", "July 11"}, {"<!date^1720710212^{date}>", "2024-07-11 15:03 UTC"},
		{"<!date^1720710212^{date}^https://x.com|July 11>", "[July 11](https://x.com)"}, {"<!new|label>", "label"}, {"<!new>", "\\[…\\]"},
		{"<https://x.com>", "<https://x.com>"}, {"<https://x.com|shop>", "[shop](https://x.com)"}, {"<https://x.com/?a=1&amp;b=2>", "<https://x.com/?a=1&b=2>"},
		{"<mailto:a@b.de|a@b.de>", "<a@b.de>"}, {"<mailto:a@b.de>", "<a@b.de>"}, {"<tel:+4930|call>", "call (+4930)"}, {"<javascript:x|y>", "y"},
		{"a &lt; b &amp; c &gt; d", "a < b & c > d"}, {"&amp;lt; &amp;amp; &copy; &#39;", "&lt; &amp; &copy; &#39;"}, {"&lt;@U1&gt;", "<@U1>"},
		{"*bold* _it_ ~no~ `code`", "**bold** *it* ~~no~~ `code`"}, {"2*3*4 snake_case_x", "2*3*4 snake_case_x"}, {"*<@U1>*", "**@Anna**"},
		{":tada: :+1::skin-tone-3: :our_own: 10:30:45", "🎉 👍🏼 :our_own: 10:30:45"}, {"`:tada: &lt;`", "`:tada: <`"},
		{"&gt; said\nreply", "> said\n\nreply"}, {"&gt;_&lt;", ">\\_\\<"}, {"a ```x &lt; 1``` b", "a\n\n```\nx < 1\n```\n\nb"}, {"lone ``` fence", "lone \\`\\`\\` fence"},
		{"<>", "<>"}, {"<foo bar>", "\\<foo bar>"}, {"a <", "a \\<"}, {"", ""},
	}
	for _, c := range cases {
		if got := message(t, "", c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRichTextIsTheTruthAndTextTheLastResort(t *testing.T) {
	if got := message(t, section("from the blocks"), "from the text"); got != "from the blocks" {
		t.Errorf("%q", got)
	}
	if got := message(t, `{"type":"rich_text_section","elements":[]}`, "from the text"); got != "from the text" {
		t.Errorf("%q", got)
	}
}
