package slack

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	slackgo "github.com/slack-go/slack"
	"pgregory.net/rapid"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// anyText draws texts full of markup, ours and Slack's.
func anyText() *rapid.Generator[string] {
	pieces := slices.Concat(attacks, []string{"a", "word", "1", " ", " ", "\n", "\n\n", "**", "*", "~~", "`", "```\n", "\n```\n", "> ", "\n> ", "- ", "\n- ", "\n  - ", "1. ", "\n2. ",
		"**b**", "*i*", "~~s~~", "`c`", "[x](https://x.com)", "https://y.com/a_b", "<", ">", "&", "&amp;", "\\", ":tada:", "👍🏽", "中", "é", ".", "!"})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 20).Draw(t, "pieces"), "")
	})
}

// shown is what a reader sees of a document, character by character with its looks, without space.
func shown(d markup.Doc) (out []string) {
	add := func(s markup.Span) {
		for _, r := range s.Text {
			if !unicode.IsSpace(r) {
				out = append(out, string(r)+" "+string(rune('0'+s.Style))+" "+s.URL)
			}
		}
	}
	for _, b := range d {
		add(markup.Span{Text: b.Text, Style: markup.Mono})
		for _, s := range b.Spans {
			add(s)
		}
		out = append(out, shown(b.Blocks)...)
		for _, item := range b.Items {
			out = append(out, shown(item)...)
		}
	}
	return out
}

func TestAMarkdownTextComesBackFromSlackAsItWent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := markup.Parse(anyText().Draw(t, "text"))
		var blocks slackgo.Blocks
		if err := json.Unmarshal([]byte(encoded(t, toRichText(doc, richOptions{}))), &blocks); err != nil {
			t.Fatal(err)
		}
		back := fromMessage(blocks, "", names{})
		if diff := cmp.Diff(shown(doc), shown(markup.Parse(back))); diff != "" {
			t.Fatalf("came back as %q: %s", back, diff)
		}
	})
}

func TestNoTextOfAVisitorPings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		for _, p := range renderParts(text, visitorSpeaks) {
			checkHarmless(t, text, p)
		}
	})
}

func TestALongTextTakesSeveralPosts(t *testing.T) {
	text := strings.Repeat("Some words of a **long** story <!channel>, told & told again.\n\n", 200)
	for _, who := range []speaker{visitorSpeaks, agentSpeaks, botSpeaks} {
		parts := renderParts(text, who)
		if len(parts) < 4 || len(parts) > 6 {
			t.Errorf("%d parts", len(parts))
		}
		sentences := 0
		for _, p := range parts {
			if n := utf8.RuneCountInString(p.Fallback); n > maxBeside {
				t.Errorf("a fallback of %d characters", n)
			}
			sentences += strings.Count(encoded(t, p.Blocks), "told again.")
		}
		if sentences != 200 {
			t.Errorf("%d sentences of 200", sentences)
		}
	}
	if got := renderParts("", visitorSpeaks); got != nil {
		t.Errorf("%v", got)
	}
}

func TestFallbacksOfEscapesFit(t *testing.T) {
	for _, p := range renderParts(strings.Repeat("<&>", 3000), visitorSpeaks) {
		if n := utf8.RuneCountInString(p.Fallback); n > maxBeside || n < maxBeside-600 {
			t.Errorf("%d characters", n)
		}
		if i := strings.LastIndexByte(p.Fallback, '&'); i >= 0 && !strings.Contains(p.Fallback[i:], ";") {
			t.Errorf("an escape is cut: %q", p.Fallback[i:])
		}
	}
}

func TestBlocksAreWhatSlackPublishes(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "specs", "slack", "req_chat_postMessage.schema.json")
	file, err := os.Open(path)
	if err != nil {
		t.Skipf("no shared/specs beside the checkout: %v", err)
	}
	defer file.Close()
	published, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	// Slack documents a list's offset; the package that the schema is made from leaves it out.
	list := published.(map[string]any)["definitions"].(map[string]any)["RichTextList"].(map[string]any)
	list["properties"].(map[string]any)["offset"] = map[string]any{"type": "number"}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("post.json", published); err != nil {
		t.Fatal(err)
	}
	known, err := c.Compile("post.json#/definitions/KnownBlock")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		for _, who := range []speaker{visitorSpeaks, agentSpeaks, botSpeaks} {
			for _, p := range renderParts(text, who) {
				for _, b := range p.Blocks {
					block, err := jsonschema.UnmarshalJSON(strings.NewReader(encoded(t, b)))
					if err != nil {
						t.Fatal(err)
					}
					if err := known.Validate(block); err != nil {
						t.Fatalf("%q: %s: %v", text, encoded(t, b), err)
					}
				}
			}
		}
	})
}
