package slack_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bellhop-chat/bellhop/core"
)

// day is what stands in a card for a moment that may be long ago when it is read.
func day(t time.Time) string {
	return fmt.Sprintf("<!date^%d^{date_short_pretty} at {time}|%s UTC>", t.Unix(), t.Format("2 Jan 15:04"))
}

// clock is what stands in a card for a moment of these tests.
func clock(t time.Time) string {
	return fmt.Sprintf("<!date^%d^{time}|%s UTC>", t.Unix(), t.Format("2 Jan 15:04"))
}

func TestTheCardOfEachState(t *testing.T) {
	later := noon.Add(5 * time.Minute)
	claimed := func(d *core.Delivery) {
		d.Talk.State, d.Talk.Owner, d.Talk.OwnerName, d.Talk.OwnedAt = core.StateActive, "a1", "Anna & Co", later
	}
	facts := "📄 Pricing <https://shop.example/pricing?a=1&b=2> 🌐 European Portuguese 🕑 Asked at 12:00 in Lisbon"
	for name, c := range map[string]struct {
		change func(*core.Delivery)
		want   []string
	}{
		"queued": {func(*core.Delivery) {}, []string{
			"🔔 Lena asks for a person", "“My card is refused”",
			"*State*", "Waiting since " + clock(noon), "Waits until " + clock(noon.Add(15*time.Minute)), "*Who has it*", "Nobody",
			facts, "[Claim] [Back to the bot] [Close] [Block]",
		}},
		"claimed": {claimed, []string{
			"💬 Lena", "“My card is refused”",
			"*State*", "No reply yet, waiting since " + clock(noon), "Waits until " + clock(noon.Add(15*time.Minute)),
			"*Who has it*", "Anna & Co, since " + day(later),
			facts, "[Take over] [Back to the bot] [Close] [Block]",
		}},
		"answered": {func(d *core.Delivery) {
			claimed(d)
			d.Talk.Ask.Ended, d.Talk.Ask.Outcome = later, core.Answered
		}, []string{
			"💬 Lena", "“My card is refused”", "*State*", "Talking with the team", "*Who has it*", "Anna & Co, since " + day(later),
			facts, "[Take over] [Back to the bot] [Close] [Block]",
		}},
		"handed back": {func(d *core.Delivery) {
			d.Talk.State = core.StateBot
			d.Talk.Ask.Ended, d.Talk.Ask.Outcome = later, core.Dismissed
		}, []string{
			"🤖 Lena", "“My card is refused”", "*State*", "The bot answers", "*Who has it*", "The bot", facts, "[Claim] [Close] [Block]",
		}},
		"missed": {func(d *core.Delivery) {
			d.Talk.State = core.StateMissed
			d.Talk.Ask.Ended, d.Talk.Ask.Outcome, d.Talk.Ask.Why = noon.Add(15*time.Minute), core.Missed, "wait"
		}, []string{
			"⏰ Nobody came for Lena", "“My card is refused”",
			"*State*", "Missed: nobody answered in time", "Waited " + clock(noon) + " – " + day(noon.Add(15*time.Minute)), "*Who has it*", "Nobody",
			facts, "[Claim] [Back to the bot] [Close] [Block]",
		}},
		"closed": {func(d *core.Delivery) {
			d.Talk.State, d.Talk.ClosedBy, d.Talk.ClosedAt = core.StateClosed, core.ByAgent, later
			d.Talk.Ask.Ended, d.Talk.Ask.Outcome = later, core.Answered
		}, []string{
			"✅ Lena", "“My card is refused”", "*State*", "Closed by the team " + day(later), "*Who has it*", "Nobody", facts,
		}},
		"gone": {func(d *core.Delivery) {
			claimed(d)
			d.Talk.Ask.Ended, d.Talk.Ask.Outcome, d.Talk.GoneAt = later, core.Answered, later
			d.Visitor.Email = "lena@example.com"
		}, []string{
			"💬 Lena", "“My card is refused”", "*State*", "Talking with the team",
			"💤 Visitor gone since " + day(later) + ", write to <mailto:lena@example.com|lena@example.com>", "*Who has it*", "Anna & Co, since " + day(later),
			"*E-mail*", "<mailto:lena@example.com|lena@example.com>", facts, "[Take over] [Back to the bot] [Close] [Block]",
		}},
		"blocked": {func(d *core.Delivery) {
			d.Talk.State, d.Talk.ClosedBy, d.Talk.ClosedAt, d.Visitor.Blocked = core.StateClosed, core.ByAgent, later, later
			d.Talk.Ask.Ended, d.Talk.Ask.Outcome = later, core.Dismissed
		}, []string{
			"🚫 Lena", "“My card is refused”", "*State*", "Closed by the team " + day(later), "Blocked since " + day(later), "*Who has it*", "Nobody", facts,
		}},
		"blocked and reopened": {func(d *core.Delivery) {
			claimed(d)
			d.Visitor.Blocked = later
			d.Talk.Ask.Ended, d.Talk.Ask.Outcome = later, core.Answered
		}, []string{
			"🚫 Lena", "“My card is refused”", "*State*", "Talking with the team", "Blocked since " + day(later), "*Who has it*", "Anna & Co, since " + day(later),
			facts, "[Take over] [Back to the bot] [Close]",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t)
			w.sent(card(c.change))
			got := strings.Split(w.ws.Messages(channel)[0].Shown(), "\n")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestACardOfAnUnknownVisitorSaysOnlyWhatIsKnown(t *testing.T) {
	w := open(t)
	w.sent(card(func(d *core.Delivery) {
		d.Visitor = core.Visitor{Language: "not a language", Timezone: "../../etc/passwd", Page: "javascript:alert(1)"}
		d.Entries = nil
	}))
	want := []string{
		"🔔 Visitor asks for a person", "*State*", "Waiting since " + clock(noon), "Waits until " + clock(noon.Add(15*time.Minute)),
		"*Who has it*", "Nobody", "[Claim] [Back to the bot] [Close] [Block]",
	}
	if diff := cmp.Diff(want, strings.Split(w.ws.Messages(channel)[0].Shown(), "\n")); diff != "" {
		t.Error(diff)
	}
}

func TestACardOfTheLongestFieldsIsTaken(t *testing.T) {
	w := open(t)
	long := func(n int) string { return strings.Repeat("é&<*", n)[:n] }
	w.sent(card(func(d *core.Delivery) {
		d.Visitor = core.Visitor{
			Name: long(core.MaxName), Title: long(core.MaxTitle), Page: "https://shop.example/" + strings.Repeat("p%20", 490), Email: strings.Repeat("e", 240) + "@example.com",
			Phone: long(core.MaxPhone), Note: strings.Repeat("n", core.MaxNote), Language: "pt", Timezone: "America/Argentina/Buenos_Aires",
		}
		d.Entries[0].Text = strings.Repeat("w ", core.MaxText/2)
		d.Talk.Owner, d.Talk.OwnerName = "a1", long(200)
	}))
}

func TestEveryPostSaysItsKeyTwiceAndUnfurlsNothing(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.sent(word(root, "see https://example.com"))
	for _, c := range w.ws.Calls("chat.postMessage") {
		if c.Args["unfurl_links"] != false || c.Args["unfurl_media"] != false || c.Args["link_names"] != nil || c.Args["text"] == "" {
			t.Errorf("sent with %v", c.Args)
		}
		meta := c.Args["metadata"].(map[string]any)["event_payload"].(map[string]any)
		block := c.Args["blocks"].([]any)[0].(map[string]any)
		if key := meta["key"].(string); block["block_id"] != "bellhop:"+key+":0" || !strings.HasPrefix(key, "conv.") {
			t.Errorf("key %v, block id %v", meta["key"], block["block_id"])
		}
	}
}
