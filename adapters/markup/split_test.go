package markup

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestALongTextIsCutAtSensiblePlaces(t *testing.T) {
	long := strings.Repeat("word ", 11)
	cases := []struct{ name, text, first string }{
		{"paragraph", strings.Repeat("a", 50) + "\n\n" + strings.Repeat("b", 50), strings.Repeat("a", 50)},
		{"line", strings.Repeat("a", 40) + "\n" + strings.Repeat("b", 50), strings.Repeat("a", 40)},
		{"sentence", "This is the first sentence, and it is long. Then there is another that is too.", "This is the first sentence, and it is long."},
		{"word", long + "tail tail tail", strings.TrimSpace(long) + " tail tail"},
		{"characters", strings.Repeat("👍🏽", 50), strings.Repeat("👍🏽", 32)},
		{"link", strings.Repeat("a", 20) + " [words of a link](https://example.com/a/long/address/that/is/long)", strings.Repeat("a", 20)},
		{"code", "```go\n" + strings.Repeat("x := 1\n", 20) + "```", "```go\n" + strings.Repeat("x := 1\n", 7) + "```"},
		{"list", "1. " + strings.Repeat("a", 25) + "\n2. " + strings.Repeat("b", 25) + "\n3. c\n4. d", "1. " + strings.Repeat("a", 25) + "\n2. " + strings.Repeat("b", 25) + "\n3. c"},
		{"bold", "**" + strings.Repeat("bold ", 20) + "end**", "**" + strings.TrimSpace(strings.Repeat("bold ", 12)) + "**"},
	}
	for _, c := range cases {
		parts := Split(c.text, 64)
		if diff := cmp.Diff(c.first, parts[0]); diff != "" {
			t.Errorf("%s: %s\n%q", c.name, diff, parts)
		}
	}
}

func TestAListCutInTwoKeepsItsNumbers(t *testing.T) {
	var text strings.Builder
	for i := range 30 {
		fmt.Fprintf(&text, "%d. item number %d\n", i+1, i+1)
	}
	var shown []string
	for _, part := range Split(text.String(), 100) {
		shown = append(shown, strings.Split(Plain(Parse(part)), "\n")...)
	}
	var want []string
	for i := range 30 {
		want = append(want, fmt.Sprintf("%d. item number %d", i+1, i+1))
	}
	if diff := cmp.Diff(want, shown); diff != "" {
		t.Error(diff)
	}
}

func TestATextThatFitsIsLeftAsItIs(t *testing.T) {
	if got := Split("**a**  b", 64); !slices.Equal(got, []string{"**a**  b"}) {
		t.Errorf("%q", got)
	}
	if got := Split("", 64); got != nil {
		t.Errorf("%q", got)
	}
}

func TestALinkLongerThanAPartIsCutAsWords(t *testing.T) {
	url := "https://example.com/" + strings.Repeat("long", 40)
	parts := Split("see [the "+strings.Repeat("words ", 20)+"]("+url+") and go", 100)
	var all string
	for _, part := range parts {
		if n := utf8.RuneCountInString(part); n > 100 {
			t.Errorf("%d runes: %q", n, part)
		}
		all += Plain(unlinked(Parse(part)))
	}
	if !strings.Contains(all, url) || !strings.HasSuffix(all, "and go") {
		t.Errorf("%q", parts)
	}
}

// said is every word of a document in order, without space, marks and numbers.
func said(d Doc) string {
	var b strings.Builder
	for _, block := range d {
		b.WriteString(block.Text)
		for _, s := range block.Spans {
			b.WriteString(s.Text)
		}
		b.WriteString(said(block.Blocks))
		for _, item := range block.Items {
			b.WriteString(said(item))
		}
	}
	return strings.Join(strings.Fields(b.String()), "")
}

func TestPartsLoseNoWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			text.WriteString(anyText().Draw(t, "text"))
			text.WriteString(rapid.SampledFrom([]string{" ", "\n\n", "", "\n- "}).Draw(t, "between"))
		}
		doc := Parse(text.String())
		limit := rapid.IntRange(MinLimit, 300).Draw(t, "limit")
		size := func(d Doc) int { return utf8.RuneCountInString(Write(d)) }
		var parts strings.Builder
		for _, part := range SplitDoc(doc, limit, size) {
			if n := size(part); n > limit {
				t.Fatalf("a part of %d runes for %d: %q", n, limit, Write(part))
			}
			if again := Parse(Write(part)); packed(again) != packed(part) {
				t.Fatalf("the part %q reads %q", Write(part), Plain(again))
			}
			parts.WriteString(said(part))
		}
		shown := regexp.MustCompile(`\((https?:|mailto:)[^()]*\)`) // where links led that had to become words
		if got, want := shown.ReplaceAllString(parts.String(), ""), shown.ReplaceAllString(said(doc), ""); got != want {
			t.Fatalf("parts say\n%q\nwant\n%q", got, want)
		}
	})
}
