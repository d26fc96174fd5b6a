package slack

import (
	"context"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"

	slackgo "github.com/slack-go/slack"
)

// Every post carries the key of its delivery and its part twice: in the
// metadata, which reading a thread shows, and in the id of its first block,
// which the event about it shows.

const (
	eventType = "bellhop"
	keyPrefix = "bellhop:"
)

// keyOf is the id of a post's first block. Slack allows 255 characters; ours
// have about 60.
func keyOf(key string, part int) string { return keyPrefix + key + ":" + strconv.Itoa(part) }

func metadata(key string, part int) slackgo.SlackMetadata {
	return slackgo.SlackMetadata{EventType: eventType, EventPayload: map[string]any{"key": key, "part": part}}
}

// sign puts the id on the first block.
func sign(blocks []slackgo.Block, id string) {
	if len(blocks) == 0 {
		return
	}
	switch b := blocks[0].(type) {
	case *slackgo.HeaderBlock:
		b.BlockID = id
	case *slackgo.SectionBlock:
		b.BlockID = id
	case *slackgo.ContextBlock:
		b.BlockID = id
	case *slackgo.RichTextBlock:
		b.BlockID = id
	case *slackgo.MarkdownBlock:
		b.BlockID = id
	case *slackgo.ActionBlock:
		b.BlockID = id
	}
}

// keyIn reads key and part back from a message, from its metadata or else from
// the block that has them, wherever it stands now.
func keyIn(m slackgo.Msg) (key string, part int, ok bool) {
	if m.Metadata.EventType == eventType {
		key, _ = m.Metadata.EventPayload["key"].(string)
		n, _ := m.Metadata.EventPayload["part"].(float64)
		return key, int(n), key != ""
	}
	for _, b := range m.Blocks.BlockSet {
		rest, found := strings.CutPrefix(b.ID(), keyPrefix)
		i := strings.LastIndexByte(rest, ':')
		if !found || i < 1 {
			continue
		}
		part, err := strconv.Atoi(rest[i+1:])
		return rest[:i], part, err == nil
	}
	return "", 0, false
}

// watch tells afterwards whether a request may have left us: its headers were
// written to a connection.
func watch(ctx context.Context) (context.Context, func() bool) {
	var left atomic.Bool
	trace := &httptrace.ClientTrace{WroteHeaders: func() { left.Store(true) }}
	return httptrace.WithClientTrace(ctx, trace), left.Load
}
