package main

import (
	"strings"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

const (
	channel     = "C0MEASURE"
	slackToken  = "xoxb-measure-1"
	slackSecret = "measure-signing-secret"
)

// smallSlack is a small Slack that notes when a text arrived.
type smallSlack struct {
	*fakeslack.Server

	mu      sync.Mutex
	waiting map[string]chan time.Time
}

// newSlack starts a small Slack on a port of its own.
func newSlack() (*smallSlack, error) {
	s := &smallSlack{waiting: map[string]chan time.Time{}}
	s.Server = fakeslack.New(fakeslack.Config{
		Token: slackToken, SigningSecret: slackSecret, Keep: 100, Inspect: s.inspect,
		Users:    []fakeslack.User{{ID: "U1", Name: "anna", RealName: "Anna Oliveira"}},
		Channels: []fakeslack.Channel{{ID: channel, Name: "support", Members: []string{"U1", "U0BOT"}}},
	})
	_, err := s.Start()
	return s, err
}

// newBusySlack starts a small Slack whose channel takes a post a second. It notes
// a text when the post with it stands there, and remembers every call.
func newBusySlack() (*smallSlack, error) {
	s := &smallSlack{waiting: map[string]chan time.Time{}}
	s.Server = fakeslack.New(fakeslack.Config{
		Token: slackToken, SigningSecret: slackSecret, PostBurst: channelBurst, InspectAnswer: s.answered,
		Users:    []fakeslack.User{{ID: "U1", Name: "anna", RealName: "Anna Oliveira"}},
		Channels: []fakeslack.Channel{{ID: channel, Name: "support", Members: []string{"U1", "U0BOT"}}},
	})
	_, err := s.Start()
	return s, err
}

// answered notes a post by Slack's answer, which holds it.
func (s *smallSlack) answered(method string, answer map[string]any) {
	message, _ := answer["message"].(map[string]any)
	if message != nil {
		s.inspect(method, message)
	}
}

// expect answers a channel that gets the time at which a post that holds this
// text has been read: the first word of a conversation may be told with others.
func (s *smallSlack) expect(text string) <-chan time.Time {
	c := make(chan time.Time, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting[text] = c
	return c
}

func (s *smallSlack) inspect(method string, args map[string]any) {
	now := time.Now()
	text, _ := args["text"].(string)
	if method != "chat.postMessage" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for word, c := range s.waiting {
		if strings.Contains(text, word) {
			delete(s.waiting, word)
			c <- now
		}
	}
}
