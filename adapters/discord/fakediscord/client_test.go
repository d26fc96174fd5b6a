package fakediscord_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord/discordspec"
)

// toFake sends what is meant for Discord to the fake.
type toFake struct{ to *url.URL }

func (f toFake) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = f.to.Scheme, f.to.Host
	return http.DefaultTransport.RoundTrip(r)
}

// real is the real client, connected to the fake.
func (w *world) real() *discordgo.Session {
	w.t.Helper()
	s := must[*discordgo.Session](w.t)(discordgo.New(w.token))
	s.Client = &http.Client{Transport: toFake{must[*url.URL](w.t)(url.Parse(w.base))}, Timeout: 10 * time.Second}
	s.SyncEvents, s.StateEnabled = true, false
	s.ShouldRetryOnRateLimit, s.MaxRestRetries = false, 0
	s.Identify.Intents = discordgo.Intent(allIntents)
	return s
}

// asked holds what the real client asks to the vendor's schemas, where they are at hand.
func asked(t *testing.T) func(*fakediscord.Config) {
	return func(cfg *fakediscord.Config) {
		if discordspec.Available() {
			cfg.Inspect = func(method, route string, query url.Values, body any) {
				discordspec.Request(t, method, route, query, body)
			}
		}
	}
}

func TestTheRealClientListensAndAnswers(t *testing.T) {
	w := open(t, asked(t))
	s := w.real()
	got := make(chan *discordgo.MessageCreate, 10)
	s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { got <- m })
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		_ = s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: "yours", Flags: discordgo.MessageFlagsEphemeral},
		}) // what the person gets is looked at
	})
	if err := s.Open(); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w.await("it listens", func(fakediscord.Snapshot) bool { return w.Listening() == 1 })
	must[string](t)(w.Say(anna, support, "hello"))
	if msg := <-got; msg.Content != "hello" || msg.Member.Nick != "Anna B" || msg.GuildID != w.Config().Guild.ID {
		t.Errorf("heard %+v", msg.Message)
	}
	card := must[*discordgo.Message](t)(s.ChannelMessageSendComplex(support, &discordgo.MessageSend{
		Content: "a visitor", AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
		Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "Claim", CustomID: "claim", Style: discordgo.PrimaryButton},
		}}},
	}))
	if a, err := w.Press(anna, support, card.ID, "claim"); err != nil || a.Message.Content != "yours" || a.Message.For != anna {
		t.Errorf("pressed: %+v, %v", a, err)
	}
}

func TestTheRealClientOpensThreadsAndSpeaksAsVisitors(t *testing.T) {
	w := open(t, asked(t))
	s := w.real()
	thread := must[*discordgo.Channel](t)(s.MessageThreadStartComplex(support, w.post(support, "card"), &discordgo.ThreadStart{Name: "a visitor", AutoArchiveDuration: 1440}))
	hook := must[*discordgo.Webhook](t)(s.WebhookCreate(support, "Visitors", ""))
	said := must[*discordgo.Message](t)(s.WebhookThreadExecute(hook.ID, hook.Token, true, thread.ID, &discordgo.WebhookParams{
		Content: "hello", Username: "Visitor", AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}))
	if said.Author.Username != "Visitor" || said.WebhookID != hook.ID {
		t.Errorf("it reads %+v", said)
	}
	if got := must[[]*discordgo.Message](t)(s.ChannelMessages(thread.ID, 100, "", thread.ID, "")); len(got) != 2 {
		t.Errorf("%d messages", len(got))
	}
	post := must[*discordgo.Channel](t)(s.ForumThreadStartComplex(posts, &discordgo.ThreadStart{Name: "x", AppliedTags: []string{urgent}}, &discordgo.MessageSend{Content: "x"}))
	must[[]*discordgo.ApplicationCommand](t)(s.ApplicationCommandBulkOverwrite(w.Config().App.ID, w.Config().Guild.ID, []*discordgo.ApplicationCommand{
		{Name: "bellhop", Description: "Bellhop", Options: []*discordgo.ApplicationCommandOption{{Type: 3, Name: "what", Description: "What"}}},
	}))
	archived := true
	must[*discordgo.Channel](t)(s.ChannelEditComplex(post.ID, &discordgo.ChannelEdit{Archived: &archived}))
	if list := must[*discordgo.ThreadsList](t)(s.GuildThreadsActive(w.Config().Guild.ID)); len(list.Threads) != 1 {
		t.Errorf("%d threads are open", len(list.Threads))
	}
	_, err := s.ChannelMessageSend("5", "x")
	var rest *discordgo.RESTError
	if !errors.As(err, &rest) || rest.Message.Code != discordgo.ErrCodeUnknownChannel {
		t.Errorf("an unknown channel gave %v", err)
	}
}

func TestTheRealClientIdentifiesAnewWhenItsResumeIsRefused(t *testing.T) {
	w := open(t)
	s := w.real()
	ready := make(chan string, 5)
	s.AddHandler(func(_ *discordgo.Session, r *discordgo.Ready) { ready <- r.SessionID })
	if err := s.Open(); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	first := <-ready
	w.Fault(fakediscord.Fault{Method: "gateway", Kind: fakediscord.RefuseResume})
	w.CloseSockets(4000)
	if second := <-ready; second == first {
		t.Error("the session is the same")
	}
}

func TestWhatElseTheRealClientAsksIsUnderstood(t *testing.T) {
	w := open(t, asked(t))
	s := w.real()
	thread := must[*discordgo.Channel](t)(s.ThreadStartComplex(support, &discordgo.ThreadStart{Name: "x", Type: discordgo.ChannelTypeGuildPublicThread}))
	said := must[*discordgo.Message](t)(s.ChannelMessageSendComplex(thread.ID, &discordgo.MessageSend{
		Content: "a", Files: []*discordgo.File{{Name: "a.txt", Reader: strings.NewReader("hello")}}, Embeds: []*discordgo.MessageEmbed{{Title: "t", Color: 5}},
	}))
	text := "b"
	edit := &discordgo.MessageEdit{ID: said.ID, Channel: thread.ID, Content: &text, AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}}
	if m := must[*discordgo.Message](t)(s.ChannelMessageEditComplex(edit)); m.Content != "b" || len(m.Attachments) != 1 {
		t.Errorf("it reads %+v", m)
	}
	must[*discordgo.Message](t)(s.ChannelMessageSendReply(thread.ID, "c", said.Reference()))
	hook := must[*discordgo.Webhook](t)(s.WebhookCreate(support, "Visitors", ""))
	must[*discordgo.Webhook](t)(s.WebhookEdit(hook.ID, "Guests", "", ""))
	word := must[*discordgo.Message](t)(s.WebhookExecute(hook.ID, hook.Token, true, &discordgo.WebhookParams{Content: "x"}))
	must[*discordgo.Message](t)(s.WebhookMessageEdit(hook.ID, hook.Token, word.ID, &discordgo.WebhookEdit{Content: &text}))
	must[*discordgo.Application](t)(s.Application("@me"))
	must[*discordgo.Member](t)(s.GuildMember(w.Config().Guild.ID, anna))
	must[*discordgo.Guild](t)(s.Guild(w.Config().Guild.ID))
	must[[]*discordgo.Channel](t)(s.GuildChannels(w.Config().Guild.ID))
	must[*discordgo.ThreadsList](t)(s.ThreadsArchived(support, nil, 10))
	must[*discordgo.ThreadMember](t)(s.ThreadMember(thread.ID, w.Config().App.BotUserID, false))
	for name, err := range map[string]error{
		"react":  s.MessageReactionAdd(thread.ID, said.ID, "👀"),
		"type":   s.ChannelTyping(thread.ID),
		"join":   s.ThreadJoin(thread.ID),
		"add":    s.ThreadMemberAdd(thread.ID, anna),
		"delete": s.ChannelMessageDelete(thread.ID, said.ID),
		"unsay":  s.WebhookMessageDelete(hook.ID, hook.Token, word.ID),
		"unhook": s.WebhookDelete(hook.ID),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheRealClientAnswersInManyWays(t *testing.T) {
	w := open(t, asked(t))
	s := w.real()
	said := make(chan error, 10)
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		said <- s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource})
		text := "done"
		_, err := s.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &text})
		said <- err
		_, err = s.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Content: "more", Flags: discordgo.MessageFlagsEphemeral})
		said <- err
	})
	if err := s.Open(); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w.await("it listens", func(fakediscord.Snapshot) bool { return w.Listening() == 1 })
	if a, err := w.Press(anna, support, w.card(), "more"); err != nil || a.Kind != fakediscord.AnswerLater {
		t.Errorf("pressed: %+v, %v", a, err)
	}
	for range 3 {
		if err := <-said; err != nil {
			t.Error(err)
		}
	}
	if got := w.View(anna, support); len(got) != 3 || got[1].Content != "done" || got[2].For != anna {
		t.Errorf("anna sees %+v", got)
	}
}
