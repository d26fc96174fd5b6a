package core

import "testing"

func TestTypedWords(t *testing.T) {
	for text, want := range map[string]Typed{
		"hello":              {Text: "hello"},
		"!claim":             {Action: ActClaim},
		" !Close ":           {Action: ActClose},
		"!bot":               {Action: ActBot},
		"!who":               {Action: ActWho},
		"!note he is angry":  {Action: ActNote, Text: "he is angry"},
		"!note: he is angry": {Action: ActNote, Text: "he is angry"},
		"// between us":      {Action: ActNote, Text: "between us"},
		"//between us":       {Action: ActNote, Text: "between us"},
		"\u200b// hidden":    {Action: ActNote, Text: "hidden"},
		"!clame":             {Text: "!clame", Asked: true},
		"!claim it please":   {Text: "!claim it please", Asked: true},
		"！claim":             {Text: "！claim", Asked: true},
		"!":                  {Text: "!", Asked: true},
		"wow! great":         {Text: "wow! great"},
		"see http://a.b//c":  {Text: "see http://a.b//c"},
		// What only looks different is the same.
		"**!close**":        {Action: ActClose},
		"*!Who!*":           {Action: ActWho},
		"**!close** please": {Text: "**!close** please", Asked: true},
		"**// secret**":     {Action: ActNote, Text: "**secret**"},
		"**//** secret":     {Action: ActNote, Text: "secret"},
		"~~//secret~~ x":    {Action: ActNote, Text: "~~secret~~ x"},
		"**!note** secret":  {Action: ActNote, Text: "secret"},
		"*!note secret*":    {Action: ActNote, Text: "*secret*"},
		"／／ secret":         {Action: ActNote, Text: "secret"},
		"//**secret**":      {Action: ActNote, Text: "**secret**"},
		// What is framed may be meant as it stands.
		"> // secret":           {Text: "> // secret", Asked: true},
		"- !close":              {Text: "- !close", Asked: true},
		"`// secret`":           {Text: "`// secret`", Asked: true},
		"`!important` is CSS":   {Text: "`!important` is CSS", Asked: true},
		`\- // secret`:          {Text: `\- // secret`, Asked: true},
		"```\n// code\n```":     {Text: "```\n// code\n```"},
		"```js\n// code\n```":   {Text: "```js\n// code\n```"},
		"**bold** // not first": {Text: "**bold** // not first"},
		`\!important`:           {Text: `\!important`, Asked: true},
	} {
		if got := ReadTyped(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}
