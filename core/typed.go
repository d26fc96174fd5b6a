package core

import "strings"

// Typed is what a text that an agent wrote in a thread asks for.
type Typed struct {
	Action Action // ActClaim, ActClose, ActBot, ActWho, ActRetract, ActBlock, ActNote, or empty for a word to the visitor
	Text   string // for ActNote and for words: the text
	Asked  bool   // it starts with "!" and is no word we know: ask the agent
}

// ReadTyped reads a text by the marks that all platforms share: "!claim",
// "!close", "!bot", "!who", "!retract" and "!block" alone in the text, "//" or "!note" before a note.
// A text that starts with "!" and is none of these is not sent. Whether "!" is
// the first character is judged after leading white space and zero-width
// characters, so that a slip does not reach the visitor.
func ReadTyped(text string) Typed {
	t := strings.TrimLeft(text, " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff")
	if rest, ok := strings.CutPrefix(t, "//"); ok {
		return Typed{Action: ActNote, Text: strings.TrimSpace(rest)}
	}
	bare := strings.TrimPrefix(t, `\`)
	if !strings.HasPrefix(bare, "!") && !strings.HasPrefix(bare, "！") {
		return Typed{Text: text}
	}
	word, rest := bare, ""
	if i := strings.IndexAny(bare, " \t\r\n:\u00a0"); i >= 0 {
		word, rest = bare[:i], strings.TrimSpace(strings.TrimLeft(bare[i:], ": \t\r\n\u00a0"))
	}
	word = strings.ToLower(strings.TrimRight(word, ".!,"))
	if word == "!note" {
		return Typed{Action: ActNote, Text: rest}
	}
	words := map[string]Action{"!claim": ActClaim, "!close": ActClose, "!bot": ActBot, "!who": ActWho, "!retract": ActRetract, "!block": ActBlock}
	if a, ok := words[word]; ok && rest == "" {
		return Typed{Action: a}
	}
	return Typed{Text: text, Asked: true}
}
