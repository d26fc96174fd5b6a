package fakeslack_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// interaction parses what was heard with the real client's parser.
func interaction(t *testing.T, h heard) slack.InteractionCallback {
	t.Helper()
	if h.signed != nil {
		t.Errorf("the real verifier says %v", h.signed)
	}
	r, err := http.NewRequest(http.MethodPost, "/", strings.NewReader(h.body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = h.header
	return must[slack.InteractionCallback](t)(slack.InteractionCallbackParse(r))
}

func (w *world) card() slack.Message {
	return w.post(slack.MsgOptionText("card", true), slack.MsgOptionBlocks(slack.NewActionBlock("row",
		slack.NewButtonBlockElement("claim", "conv-7", slack.NewTextBlockObject("plain_text", "Claim", false, false)))))
}

func TestAPressedButtonReachesTheAppAndItsAnswerThePerson(t *testing.T) {
	w := open(t)
	card := w.card()
	w.settled()
	if err := w.Press("U1", "C1", card.Timestamp, "claim"); err != nil {
		t.Fatal(err)
	}
	got := w.app.heard()
	cb := interaction(t, got[len(got)-1])
	a := cb.ActionCallback.BlockActions[0]
	if a.ActionID != "claim" || a.Value != "conv-7" || a.BlockID != "row" || cb.User.ID != "U1" || cb.Container.MessageTs != card.Timestamp ||
		cb.Message.Timestamp != card.Timestamp || cb.Channel.ID != "C1" || cb.TriggerID == "" || cb.Team.ID != "T0FAKE" {
		t.Errorf("the app heard %+v", cb)
	}
	for i := range 6 {
		res, err := http.Post(cb.ResponseURL, "application/json", strings.NewReader(`{"text":"yours"}`))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if (res.StatusCode == 200) != (i < 5) {
			t.Errorf("use %d of the response_url answered %d", i+1, res.StatusCode)
		}
	}
	if e := w.Ephemerals("U1"); len(e) != 5 || e[0].Text != "yours" {
		t.Errorf("Anna was shown %+v", e)
	}
	view := slack.ModalViewRequest{Type: "modal", Title: slack.NewTextBlockObject("plain_text", "Note", false, false),
		Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewDividerBlock()}}}
	if _, err := w.api.OpenViewContext(t.Context(), cb.TriggerID, view); err != nil || len(w.Views()) != 1 || w.Views()[0].User != "U1" {
		t.Errorf("the modal: %v, %+v", err, w.Views())
	}
	if _, err := w.api.OpenViewContext(t.Context(), cb.TriggerID, view); err == nil || err.Error() != "exchanged_trigger_id" {
		t.Errorf("the trigger twice: %v", err)
	}
}

func TestAButtonOnlyAPersonCanSeeCanBePressed(t *testing.T) {
	w := open(t)
	ts, err := w.api.PostEphemeral("C1", "U1", slack.MsgOptionText("send?", true), slack.MsgOptionBlocks(slack.NewActionBlock("row",
		slack.NewButtonBlockElement("send", "1", slack.NewTextBlockObject("plain_text", "Send", false, false)))))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Press("U2", "C1", ts, "send"); err == nil {
		t.Error("somebody else pressed it")
	}
	if err := w.Press("U1", "C1", ts, "send"); err != nil {
		t.Fatal(err)
	}
	cb := interaction(t, w.app.heard()[0])
	if !cb.Container.IsEphemeral || cb.Message.Timestamp != "" {
		t.Errorf("the app heard %+v", cb)
	}
	res, err := http.Post(cb.ResponseURL, "application/json", strings.NewReader(`{"delete_original":true}`))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if e := w.Ephemerals("U1"); len(e) != 0 {
		t.Errorf("Anna still sees %+v", e)
	}
}

func TestAPressThatTheAppDoesNotAnswerIsAnErrorToThePerson(t *testing.T) {
	w := open(t)
	card := w.card()
	w.settled()
	w.app.status = []int{500}
	if err := w.Press("U1", "C1", card.Timestamp, "claim"); err == nil {
		t.Error("a 500 went unnoticed")
	}
	if err := w.Press("U1", "C1", card.Timestamp, "no such"); err == nil {
		t.Error("a button that is not there was pressed")
	}
	if n := len(w.app.heard()); n != 2 {
		t.Errorf("the app heard %d calls, want the post and one press", n)
	}
}

func TestASlashCommandIsHeardAndAnswered(t *testing.T) {
	w := open(t)
	w.app.answer = `{"response_type":"ephemeral","text":"You are on duty."}`
	if err := w.Slash("U1", "C1", "/bellhop", "on & off"); err != nil {
		t.Fatal(err)
	}
	h := w.app.heard()[0]
	form, err := url.ParseQuery(h.body)
	if err != nil || h.path != "/commands" || h.signed != nil {
		t.Fatalf("heard %+v, %v", h, err)
	}
	if form.Get("command") != "/bellhop" || form.Get("text") != "on &amp; off" || form.Get("user_id") != "U1" || form.Get("channel_id") != "C1" {
		t.Errorf("the app heard %v", form)
	}
	if e := w.Ephemerals("U1"); len(e) != 1 || e[0].Text != "You are on duty." {
		t.Errorf("Anna was shown %+v", e)
	}
}
