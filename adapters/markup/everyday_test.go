package markup

import "testing"

func TestWhatVisitorsTypeEveryDayKeepsItsMeaning(t *testing.T) {
	same := []string{
		"2*3*4", "2 * 3 * 4 = 24", "2**3**4", "snake_case_name", "__init__.py", "#123 is my order", "# not a heading", "1986. A great year",
		"a < b & c > d", "*** wow ***", ":)", ">:(", ">_<", "^_^ hello ^_^", "-_- zzz -_-", "*_*", "(*_*)", "*.*", "*.jpg,*.png", "rm *.txt *.md",
		`C:\dir\file`, `C:\my_dir\_old`, `\\server\share\x`, `¯\_(ツ)_/¯`, `a\b`, `\`, `\\`, `back\slash\`, "can`t and don`t", "`", "``", "```", "lone ` tick",
		"+49 30 1234567", "+ shipping costs", "(030) 123-456", "~5 minutes ~10 minutes", "~~~", "====", "----", "- - -", "* * *", "-", "*", "1.", "1)",
		"&amp; &lt; &copy; &#39; &nbsp;", "<b>bold</b>", "<script>alert(1)</script>", "<!channel>", "<@U123>", "[1]", "[see below](here)",
		"[x](javascript:alert(1))", "f(*args, **kwargs)", "5 > 3", "3 < 5", ">5 items", ">quoted?", "a\n===", "a\n---", "[id]: http", "~strike~", "o_O", "T_T",
		"x = a[0]*b[1] + c[2]*d", "<3", "|a|b|", "50% & more", "@here", "@channel", "###", "$5 * 2", "5*", "price* and more*", "'quoted'", "50 000 – 60 000",
		"1986. A great year\n1987. A better one", "2. second", "0. zero", "foo\n5. bar", "**", "****", "**!**", ">", "> ", "a>b",
	}
	for _, s := range same {
		if got := Plain(Parse(s)); got != trimmed(s) {
			t.Errorf("%q reads %q", s, got)
		}
		for _, b := range Parse(s) {
			for _, span := range b.Spans {
				if span.Style != 0 || b.Kind != Paragraph {
					t.Errorf("%q has markup: %+v", s, b)
				}
			}
		}
	}
}

func trimmed(s string) string {
	for s != "" && blank(rune(s[len(s)-1])) {
		s = s[:len(s)-1]
	}
	return s
}

func TestMarksAreRead(t *testing.T) {
	cases := []struct{ text, html string }{
		{"**bold** and *it* or _it_", "<p><strong>bold</strong> and <em>it</em> or <em>it</em></p>"},
		{"***both*** ~~gone~~", "<p><strong><em>both</em></strong> <del>gone</del></p>"},
		{"**a *b***", "<p><strong>a </strong><strong><em>b</em></strong></p>"},
		{"line one\nline two", "<p>line one<br>line two</p>"},
		{"one\n\n\n  two", "<p>one</p><p>two</p>"},
		{"    indented\n    still words", "<p>indented<br>still words</p>"},
		{"这是**重点**内容", "<p>这是<strong>重点</strong>内容</p>"},
		{"`a*b*` and ``x`y``", "<p><code>a*b*</code> and <code>x`y</code></p>"},
		{"```go\nx := 1 < 2\n\n  y\n```", "<pre><code>x := 1 &lt; 2\n\n  y</code></pre>"},
		{"```hello\nworld```\nafter", "<pre><code>hello\nworld</code></pre><p>after</p>"},
		{"```\nnever closed", "<p>```<br>never closed</p>"},
		{"> quoted\nmy reply", "<blockquote><p>quoted</p></blockquote><p>my reply</p>"},
		{"> a\n> > b", "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>"},
		{"- a\n- b\nThanks!", "<ul><li>a</li><li>b</li></ul><p>Thanks!</p>"},
		{"- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"},
		{"1. a\n2. b\n   - c\n3. d", "<ol><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ol>"},
		{"1. a\n\n2. b", "<ol><li>a</li><li>b</li></ol>"},
		{"1. a\n5. b", "<ol><li>a</li></ol><p>5. b</p>"},
		{"1. a\n1. b", "<ol><li>a</li></ol><ol><li>b</li></ol>"},
		{"1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"},
		{"- a\n\n  more\n\n  ```\n  code\n  ```", "<ul><li>a<p>more</p><pre><code>code</code></pre></li></ul>"},
		{"\\*no\\* \\_no\\_", "<p>*no* _no_</p>"},
		{"- \\- x", "<ul><li>- x</li></ul>"},
	}
	for _, c := range cases {
		if got := HTML(Parse(c.text)); got != c.html {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.html)
		}
	}
}
