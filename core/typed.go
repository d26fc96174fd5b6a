package core

import "strings"

// Typed is what a text that an agent wrote in a thread asks for.
type Typed struct {
	Action Action // ActClaim, ActClose, ActBot, ActWho, ActRetract, ActBlock, ActNote, or empty for a word to the visitor
	Text   string // for ActNote and for words: the text
	Asked  bool   // it begins like a note or a command and is none for certain: ask the agent
}

// The marks that may stand before what an agent typed.
const (
	blanks = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff"
	looks  = "*_~"     // bold, italic, struck
	frames = ">-+`\\#" // quoted, listed, as code, escaped, as a heading
)

// ReadTyped reads a text by the marks that all platforms share: "!claim",
// "!close", "!bot", "!who", "!retract" and "!block" alone in the text, "//" or
// "!note" before a note.
// A text that starts with "!" and is none of these is not sent. How a text
// starts is judged after white space, zero-width characters and what makes it
// bold, italic or struck, so that a slip does not reach the visitor. What is
// quoted, listed or code may be meant as it stands: the agent is asked.
func ReadTyped(text string) Typed {
	bare := strings.TrimLeft(text, blanks+looks+frames)
	lead := text[:len(text)-len(bare)]
	word, isNote := bare, false
	for _, mark := range []string{"//", "／／"} {
		if rest, ok := strings.CutPrefix(bare, mark); ok {
			word, isNote = rest, true
		}
	}
	switch {
	case !isNote && !strings.HasPrefix(bare, "!") && !strings.HasPrefix(bare, "！"), isNote && strings.Contains(lead, "```"):
		return Typed{Text: text}
	case strings.ContainsAny(lead, frames):
		return Typed{Text: text, Asked: true}
	case isNote:
		return noteOf(lead, word)
	}
	return commandOf(text, lead, bare)
}

// commandOf reads a text that starts with "!".
func commandOf(text, lead, bare string) Typed {
	word, rest := bare, ""
	if i := strings.IndexAny(bare, " \t\r\n:\u00a0"); i >= 0 {
		word, rest = bare[:i], strings.TrimLeft(bare[i:], ": \t\r\n\u00a0")
	}
	plain := strings.TrimRight(word, looks)
	name := strings.ToLower(strings.TrimRight(plain, ".!,"))
	if name == "!note" {
		return noteOf(lead, word[len(plain):]+rest)
	}
	words := map[string]Action{"!claim": ActClaim, "!close": ActClose, "!bot": ActBot, "!who": ActWho, "!retract": ActRetract, "!block": ActBlock}
	if a, ok := words[name]; ok && strings.Trim(rest, blanks+looks) == "" {
		return Typed{Action: a}
	}
	return Typed{Text: text, Asked: true}
}

// noteOf is a note without its mark. The looks before the mark are the note's
// own, unless they end with the mark.
func noteOf(lead, text string) Typed {
	lead = strings.Trim(lead, blanks)
	if after := strings.TrimLeft(text, looks); lead != "" && after != text {
		lead, text = "", after
	}
	return Typed{Action: ActNote, Text: lead + strings.TrimSpace(text)}
}
