package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"
)

func TestAnArrivalIsAnsweredAsTheContractSays(t *testing.T) {
	h := build(t, nil)
	a := h.call("POST", "/v1/visitors", "", `{"site":"shop","page":"https://shop.example/`+strings.Repeat("p", 5000)+`","title":"Shoes","language":"pt-PT",
		"timezone":"Europe/Lisbon","name":"Ada","attributes":{"plan":"pro","seats":3,"trial":false,"note":null}}`)
	if a.Status != 201 || a.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v %s", a.Status, a.Header, a.Body)
	}
	var w struct {
		Token        string
		Expires      time.Time `json:"expires_at"`
		Conversation struct {
			ID, State string
			LastSeq   int64 `json:"last_seq"`
			Details   struct {
				Wanted bool
				Fields []string
				Known  map[string]string
			}
		}
		Site map[string]any
	}
	a.into(t, &w)
	if len(w.Token) < 40 || time.Until(w.Expires) < 24*time.Hour || w.Conversation.ID == "" || w.Conversation.State != "bot" || w.Conversation.LastSeq != 0 {
		t.Errorf("got %+v", w)
	}
	if d := w.Conversation.Details; d.Wanted || len(d.Fields) != 1 || d.Fields[0] != "email" || d.Known["name"] != "Ada" {
		t.Errorf("details %+v", d)
	}
	if w.Site["name"] != "The shop" || w.Site["greeting"] != "Hello!" || w.Site["color"] != "#336699" || len(w.Site) != 4 {
		t.Errorf("site %v", w.Site)
	}
	who, err := h.bridge.Authenticate(t.Context(), w.Token, "")
	if err != nil {
		t.Fatal(err)
	}
	if at := who.Visitor.Attrs; at["plan"] != "pro" || at["seats"] != "3" || at["trial"] != "false" || len(at) != 3 {
		t.Errorf("attributes %v", at)
	}
}

func TestAnEarlierTokenResumesOnItsOwnSiteOnly(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	type welcome struct {
		Token   string
		Expires time.Time `json:"expires_at"`
	}
	var first, again, elsewhere, unknown welcome
	h.call("POST", "/v1/visitors", "", `{"site":"shop","resume":"`+token+`"}`).into(t, &first)
	h.pass(time.Hour)
	h.call("POST", "/v1/visitors", "", `{"site":"shop","resume":"`+token+`"}`).into(t, &again)
	if again.Token != token || !again.Expires.After(first.Expires) {
		t.Errorf("first %+v, again %+v", first, again)
	}
	h.call("POST", "/v1/visitors", "", `{"site":"other","resume":"`+token+`"}`).into(t, &elsewhere)
	h.call("POST", "/v1/visitors", "", `{"site":"shop","resume":"rubbish"}`).into(t, &unknown)
	if elsewhere.Token == token || elsewhere.Token == "" || unknown.Token == "" {
		t.Errorf("elsewhere %+v, unknown %+v", elsewhere, unknown)
	}
}

func TestAProvenIdentityFindsTheSameConversation(t *testing.T) {
	h := build(t, nil)
	m := hmac.New(sha256.New, []byte("secret of shop"))
	m.Write([]byte("user-7"))
	body := `{"site":"shop","identity":{"user_id":"user-7","hash":"` + hex.EncodeToString(m.Sum(nil)) + `"}}`
	id := func() string {
		var w struct{ Conversation struct{ ID string } }
		h.call("POST", "/v1/visitors", "", body).into(t, &w)
		return w.Conversation.ID
	}
	if a, b := id(), id(); a == "" || a != b {
		t.Errorf("conversations %q and %q", a, b)
	}
}
