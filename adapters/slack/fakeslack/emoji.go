package fakeslack

import (
	"fmt"
	"strings"
)

// emoji are the few that the composer knows by their character. Any other :name: is kept as a name without a character, as custom ones are.
var emoji = map[string]string{
	"+1": "👍", "-1": "👎", "wave": "👋", "tada": "🎉", "smile": "😄", "slightly_smiling_face": "🙂", "joy": "😂", "heart": "❤️", "eyes": "👀",
	"pray": "🙏", "rocket": "🚀", "fire": "🔥", "white_check_mark": "✅", "warning": "⚠️", "thinking_face": "🤔", "cry": "😢", "clap": "👏",
	"ok_hand": "👌", "100": "💯", "sparkles": "✨", "bug": "🐛", "coffee": "☕", "package": "📦", "hourglass": "⌛", "x": "❌",
}

func emojiLeaf(name string) map[string]any {
	leaf := map[string]any{"type": "emoji", "name": name}
	if ch := emoji[name]; ch != "" {
		var points []string
		for _, r := range ch {
			points = append(points, fmt.Sprintf("%x", r))
		}
		leaf["unicode"] = strings.Join(points, "-")
	}
	return leaf
}

// emojiAt finds an emoji character at the start of t.
func emojiAt(t string) (name string, bytes int) {
	if t[0] < 0x80 {
		return "", 0
	}
	for name, ch := range emoji {
		if strings.HasPrefix(t, ch) {
			return name, len(ch)
		}
	}
	return "", 0
}
