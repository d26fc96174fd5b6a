package fakeslack_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatPeopleTypeIsComposedAsSlackDoes(t *testing.T) {
	txt := func(s string, style ...string) m {
		leaf := m{"type": "text", "text": s}
		if len(style) > 0 {
			st := m{}
			for _, k := range style {
				st[k] = true
			}
			leaf["style"] = st
		}
		return leaf
	}
	list := func(style string, indent float64, items ...any) m {
		return m{"type": "rich_text_list", "style": style, "indent": indent, "border": 0.0, "elements": items}
	}
	for _, c := range []struct {
		typed, text string
		parts       []any
	}{
		{"a & b <c>", "a &amp; b &lt;c&gt;", []any{words(txt("a & b <c>"))}},
		{"<!channel> hi", "&lt;!channel&gt; hi", []any{words(txt("<!channel> hi"))}},
		{"*bold* and _it_ ~no~ `a<b`", "*bold* and _it_ ~no~ `a&lt;b`", []any{words(txt("bold", "bold"), txt(" and "), txt("it", "italic"), txt(" "),
			txt("no", "strike"), txt(" "), txt("a<b", "code"))}},
		{"*_both_*", "*_both_*", []any{words(txt("both", "bold", "italic"))}},
		{"2*3*4 snake_case_name * x *", "2*3*4 snake_case_name * x *", []any{words(txt("2*3*4 snake_case_name * x *"))}},
		{"one\ntwo", "one\ntwo", []any{words(txt("one\ntwo"))}},
		{"> q1\n> q2\nafter", "&gt; q1\n&gt; q2\nafter", []any{m{"type": "rich_text_quote", "elements": []any{txt("q1\nq2")}}, words(txt("after"))}},
		{"- a\n- b\n  - c", "• a\n• b\n    • c", []any{list("bullet", 0, words(txt("a")), words(txt("b"))), list("bullet", 1, words(txt("c")))}},
		{"1. a\n2. b", "1. a\n2. b", []any{list("ordered", 0, words(txt("a")), words(txt("b")))}},
		{"see\n```x < y\nz```\nok", "see\n```x &lt; y\nz```\nok", []any{words(txt("see")),
			m{"type": "rich_text_preformatted", "border": 0.0, "elements": []any{txt("x < y\nz")}}, words(txt("ok"))}},
		{"go https://a.example/x?y=1&z. now", "go <https://a.example/x?y=1&amp;z>. now", []any{words(txt("go "),
			m{"type": "link", "url": "https://a.example/x?y=1&z"}, txt(". now"))}},
		{"[docs](https://a.example)", "<https://a.example|docs>", []any{words(m{"type": "link", "url": "https://a.example", "text": "docs"})}},
		{"hi :wave: 👋 :custom_one:", "hi :wave: :wave: :custom_one:", []any{words(txt("hi "), m{"type": "emoji", "name": "wave", "unicode": "1f44b"},
			txt(" "), m{"type": "emoji", "name": "wave", "unicode": "1f44b"}, txt(" "), m{"type": "emoji", "name": "custom_one"})}},
		{"@ben and @nobody in #support, a@ben.example", "<@U2> and @nobody in <#C1|support>, a@ben.example", []any{words(
			m{"type": "user", "user_id": "U2"}, txt(" and @nobody in "), m{"type": "channel", "channel_id": "C1"}, txt(", a@ben.example"))}},
		{"@here", "<!here>", []any{words(m{"type": "broadcast", "range": "here"})}},
	} {
		t.Run(c.typed, func(t *testing.T) {
			w := open(t)
			ts := must[string](t)(w.Say("U1", "C1", c.typed))
			got, _ := w.Message("C1", ts)
			if got.Text != c.text {
				t.Errorf("text %q, want %q", got.Text, c.text)
			}
			var block m
			if err := json.Unmarshal([]byte(blocks(got.Blocks...)), &[]any{&block}); err != nil {
				t.Fatal(err)
			}
			var want any
			if err := json.Unmarshal([]byte(blocks(c.parts...)), &want); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, block["elements"]); d != "" {
				t.Errorf("blocks (-want +got):\n%s", d)
			}
		})
	}
}
