package discord

import (
	"fmt"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// Discord's limits on what stands in an embed and under a message, in characters.
const (
	maxDescription = 4096
	maxFieldName   = 256
	maxField       = 1024
	maxFields      = 25
	maxFooter      = 2048
	maxButton      = 80
	maxRow         = 5
	maxThreadName  = 100
)

// embed is a frame beside the words of a post.
type embed struct {
	Description string  `json:"description,omitempty"`
	Color       int     `json:"color,omitempty"`
	Fields      []field `json:"fields,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
}

type field struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline,omitempty"`
}

type footer struct {
	Text string `json:"text"`
}

// fieldOf is a field; nothing can stand in one that is empty.
func fieldOf(name, value string, inline bool) field {
	return field{Name: markup.Cut(first(name, "–"), maxFieldName), Value: markup.Cut(first(value, "–"), maxField), Inline: inline}
}

// The colours of cards, by state.
var colors = map[core.State]int{
	core.StateBot: 0x8e9297, core.StateQueued: 0xf0b232, core.StateActive: 0x23a55a, core.StateMissed: 0xda373c, core.StateClosed: 0x4e5058,
}

// row is a row of buttons.
type row struct {
	Type       int      `json:"type"`
	Components []button `json:"components"`
}

type button struct {
	Type  int    `json:"type"`
	Style int    `json:"style"`
	Label string `json:"label"`
	ID    string `json:"custom_id"`
}

const (
	rowType    = 1
	buttonType = 2
)

// The styles of buttons.
const (
	strong = 1
	usual  = 2
	danger = 4
)

// buttonOf is a button that says what it does, with a value, and in which
// thread when what it stands under does not tell.
func buttonOf(a core.Action, label, value, thread string, style int) button {
	return button{Type: buttonType, Style: style, Label: markup.Cut(label, maxButton), ID: buttonID(string(a), value, thread)}
}

func buttonID(action, value, thread string) string {
	return fmt.Sprintf("%s%s:%s:%s", actionPrefix, action, value, thread)
}

// rowsOf puts buttons in rows.
func rowsOf(bs []button) []row {
	var rows []row
	for len(bs) > 0 {
		n := min(maxRow, len(bs))
		rows = append(rows, row{Type: rowType, Components: bs[:n]})
		bs = bs[n:]
	}
	return rows
}
