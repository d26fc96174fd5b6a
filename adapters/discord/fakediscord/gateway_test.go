package fakediscord_test

import (
	"slices"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

func TestASessionIsGreetedWithTheGuildAndHearsWhatIsSaid(t *testing.T) {
	w := open(t)
	c := w.dial()
	if every, _ := c.op(10).field("heartbeat_interval").(float64); every != 10000 {
		t.Errorf("asked for a heartbeat every %v", every)
	}
	c.identify("Bot fake-token", allIntents)
	ready := c.event("READY")
	if ready.field("application").(m)["id"] != w.Config().App.ID || ready.field("guilds").([]any)[0].(m)["unavailable"] != true {
		t.Errorf("READY is %v", ready.Data)
	}
	guild := c.event("GUILD_CREATE")
	if n := len(guild.field("members").([]any)); n != 4 {
		t.Errorf("%d members", n)
	}
	if p := guild.field("presences").([]any); len(p) != 2 {
		t.Errorf("presences %v", p)
	}
	id := must[string](t)(w.Say(anna, support, "hello"))
	said := c.event("MESSAGE_CREATE")
	if said.field("id") != id || said.field("content") != "hello" || said.field("member").(m)["nick"] != "Anna B" {
		t.Errorf("heard %v", said.Data)
	}
	c.says(1, 3)
	c.op(11)
}

func TestWithoutTheContentIntentOnlyWhatIsMeantForUsHasWords(t *testing.T) {
	w := open(t)
	c := w.connect(noContent)
	ours := w.post(support, "ours")
	must[string](t)(w.Say(anna, support, "plain"))
	must[string](t)(w.Say(anna, support, "<@"+w.Config().App.BotUserID+"> named"))
	must[string](t)(w.Reply(anna, support, ours, "answered"))
	var got []string
	for range 4 {
		content, _ := c.event("MESSAGE_CREATE").field("content").(string)
		got = append(got, content)
	}
	if want := []string{"ours", "", "<@" + w.Config().App.BotUserID + "> named", "answered"}; !slices.Equal(got, want) {
		t.Errorf("heard %q, want %q", got, want)
	}
}

func TestIdentifyIsRefusedAsDiscordRefusesIt(t *testing.T) {
	for name, c := range map[string]struct {
		token   string
		intents int
		code    int
	}{
		"a wrong token":         {"wrong", allIntents, 4004},
		"an unknown intent":     {"fake-token", 1 << 30, 4013},
		"an intent not granted": {"fake-token", allIntents, 4014},
	} {
		w := open(t, func(cfg *fakediscord.Config) { cfg.Portal = &fakediscord.Portal{Presences: true, Members: true} })
		d := w.dial()
		d.op(10)
		d.identify(c.token, c.intents)
		if d.closed(c.code); t.Failed() {
			t.Fatal(name)
		}
	}
}

func TestFramesAreRefusedAsDiscordRefusesThem(t *testing.T) {
	for name, c := range map[string]struct {
		say  func(*client)
		code int
	}{
		"not JSON":           {func(c *client) { _ = c.ws.WriteMessage(websocket.TextMessage, []byte("{")) }, 4002},
		"too long":           {func(c *client) { c.says(3, m{"status": long(3000)}) }, 4002},
		"an unknown op":      {func(c *client) { c.says(77, nil) }, 4001},
		"before an identify": {func(c *client) { c.says(3, m{"status": "online", "afk": false, "activities": []any{}, "since": nil}) }, 4003},
		"a shard that is not": {func(c *client) {
			c.says(2, m{"token": "fake-token", "intents": 1, "properties": m{}, "shard": []int{2, 2}})
		}, 4010},
	} {
		w := open(t)
		d := w.dial()
		d.op(10)
		c.say(d)
		if d.closed(c.code); t.Failed() {
			t.Fatal(name)
		}
	}
	w := open(t, func(cfg *fakediscord.Config) { cfg.Limits.Outbound = fakediscord.Rate{N: 5, Per: time.Hour} })
	c := w.connect(1)
	c.identify("fake-token", 1)
	c.closed(4005)
	c = w.connect(1)
	for range 5 {
		c.says(1, nil)
	}
	c.closed(4008)
}

func TestAResumeTellsWhatWasMissed(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	must[string](t)(w.Say(anna, support, "before"))
	c.event("MESSAGE_CREATE")
	w.CutSockets()
	missed := must[string](t)(w.Say(anna, support, "meanwhile"))
	again := w.dial()
	again.op(10)
	again.resume(c.session, c.seq)
	if h := again.event("MESSAGE_CREATE"); h.field("id") != missed || *h.Seq != c.seq+1 {
		t.Errorf("heard %+v", h)
	}
	again.event("RESUMED")
	must[string](t)(w.Say(anna, support, "after"))
	again.event("MESSAGE_CREATE")
}

func TestASessionThatIsGoneCannotBeResumed(t *testing.T) {
	now := newClock()
	for name, end := range map[string]func(*world, *client){
		"closed by us with 1000": func(_ *world, c *client) {
			_ = c.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""))
		},
		"closed by Discord with 1001": func(w *world, _ *client) { w.CloseSockets(1001) },
		"too long ago": func(w *world, _ *client) {
			w.CloseSockets(4000)
			w.await("it is gone", func(fakediscord.Snapshot) bool { return w.Sockets() == 0 })
			now.pass(time.Hour)
		},
		"forgotten": func(w *world, _ *client) {
			w.CutSockets()
			w.await("it is gone", func(fakediscord.Snapshot) bool { return w.Sockets() == 0 })
			w.ForgetSessions()
		},
	} {
		w := open(t, func(cfg *fakediscord.Config) { cfg.Now = now.now })
		c := w.connect(allIntents)
		end(w, c)
		w.await("it is gone", func(fakediscord.Snapshot) bool { return w.Sockets() == 0 })
		again := w.dial()
		again.op(10)
		again.resume(c.session, c.seq)
		if h := again.op(9); h.Data != false {
			t.Errorf("%s: op 9 with %v", name, h.Data)
		}
		again.identify("fake-token", allIntents)
		again.event("READY")
	}
}

func TestDiscordCanAskForAReconnectAtEveryBadMoment(t *testing.T) {
	w := open(t)
	w.Fault(fakediscord.Fault{Method: "gateway", Kind: fakediscord.ReconnectBeforeHello})
	w.dial().op(7)
	for kind, follows := range map[fakediscord.Kind]string{fakediscord.ReconnectBeforeReady: "READY", fakediscord.ReconnectNoReady: ""} {
		w.Fault(fakediscord.Fault{Method: "gateway", Kind: kind})
		c := w.dial()
		c.op(10)
		c.identify("fake-token", 1)
		if c.op(7); follows != "" {
			c.event(follows)
		} else if c.says(1, nil); c.hears().Op != 11 {
			t.Error("after op 7 in place of READY came something else")
		}
	}
	c := w.connect(1)
	w.AskReconnect()
	c.op(7)
	w.InvalidateSessions(false)
	if h := c.op(9); h.Data != false {
		t.Errorf("op 9 with %v", h.Data)
	}
}

func TestGatewayFaults(t *testing.T) {
	w := open(t)
	w.Fault(fakediscord.Fault{Method: "gateway", Kind: fakediscord.RefuseConnection})
	if _, res, err := websocket.DefaultDialer.DialContext(t.Context(), w.GatewayURL()+"?v=9&encoding=json", nil); err == nil || res.StatusCode != 503 {
		t.Errorf("connected: %v", err)
	}
	w.Fault(fakediscord.Fault{Method: "gateway", Kind: fakediscord.Zombie})
	c := w.connect(allIntents)
	c.says(1, nil)
	must[string](t)(w.Say(anna, support, "no ack came first"))
	c.event("MESSAGE_CREATE")
	w.CutSockets()
	for kind, data := range map[fakediscord.Kind]bool{fakediscord.RefuseResume: false, fakediscord.RefuseResumeResumable: true} {
		w.Fault(fakediscord.Fault{Method: "gateway", Kind: kind})
		again := w.dial()
		again.op(10)
		again.resume(c.session, c.seq)
		if h := again.op(9); h.Data != data {
			t.Errorf("%s: op 9 with %v", kind, h.Data)
		}
	}
	w.Fault(fakediscord.Fault{Method: "gateway", Kind: fakediscord.CloseInstead, Code: 4009})
	d := w.dial()
	d.op(10)
	d.identify("fake-token", 1)
	d.closed(4009)
}

func TestTooManyIdentifiesCostTheToken(t *testing.T) {
	w := open(t, func(cfg *fakediscord.Config) { cfg.SessionStarts = 1 })
	w.connect(1)
	if w.StartsLeft() != 0 {
		t.Errorf("%d are left", w.StartsLeft())
	}
	c := w.dial()
	c.op(10)
	c.identify("fake-token", 1)
	c.closed(4004)
	w.refused(401, 0, "GET", "/users/@me", nil)
}

func TestFaultsOfEvents(t *testing.T) {
	for kind, want := range map[fakediscord.Kind][]string{
		fakediscord.Drop: {"b", "c"}, fakediscord.Duplicate: {"a", "a", "b", "c"}, fakediscord.Reorder: {"b", "a", "c"},
	} {
		w := open(t)
		c := w.connect(allIntents)
		w.Fault(fakediscord.Fault{Method: "dispatch", Kind: kind, Match: func(h m) bool { return h["t"] == "MESSAGE_CREATE" }})
		for _, text := range []string{"a", "b", "c"} {
			must[string](t)(w.Say(anna, support, text))
		}
		var got []string
		for range want {
			content, _ := c.event("MESSAGE_CREATE").field("content").(string)
			got = append(got, content)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: heard %q, want %q", kind, got, want)
		}
	}
	w := open(t)
	c := w.connect(allIntents)
	w.Fault(fakediscord.Fault{Method: "dispatch", Kind: fakediscord.Late, D: 200 * time.Millisecond})
	must[string](t)(w.Say(anna, support, "a"))
	must[string](t)(w.Say(anna, support, "b"))
	if first, second := c.event("MESSAGE_CREATE"), c.event("MESSAGE_CREATE"); first.field("content") != "b" || second.field("content") != "a" {
		t.Errorf("heard %v before %v", first.field("content"), second.field("content"))
	}
}

func TestMembersAndTheirPresencesAreAskedFor(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	c.says(8, m{"guild_id": w.Config().Guild.ID, "user_ids": []string{anna, "999"}, "presences": true, "nonce": "n"})
	h := c.event("GUILD_MEMBERS_CHUNK")
	if len(h.field("members").([]any)) != 1 || h.field("not_found").([]any)[0] != "999" || h.field("presences").([]any)[0].(m)["status"] != "online" {
		t.Errorf("heard %v", h.Data)
	}
	c.says(8, m{"guild_id": []string{w.Config().Guild.ID}, "query": "", "limit": 0})
	if n := len(c.event("GUILD_MEMBERS_CHUNK").field("members").([]any)); n != 4 {
		t.Errorf("%d members", n)
	}
	c.says(3, m{"status": "idle", "afk": false, "activities": []any{}, "since": nil})
	if err := w.SetPresence(ben, "dnd"); err != nil {
		t.Fatal(err)
	}
	if h := c.event("PRESENCE_UPDATE"); h.field("status") != "dnd" || h.field("user").(m)["id"] != ben {
		t.Errorf("heard %v", h.Data)
	}
}
