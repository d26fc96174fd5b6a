package fakeslack_test

import (
	"fmt"

	"github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

func Example() {
	ws := fakeslack.New(fakeslack.Config{
		Users:    []fakeslack.User{{ID: "U1", Name: "anna", DisplayName: "Anna"}},
		Channels: []fakeslack.Channel{{ID: "C1", Name: "support", Members: []string{"U1"}}},
	})
	if _, err := ws.Start(); err != nil {
		fmt.Println(err)
		return
	}
	defer ws.Close()

	api := slack.New(ws.Config().Token, slack.OptionAPIURL(ws.APIURL()))
	_, card, err := api.PostMessage("C1", slack.MsgOptionText("Somebody needs help", true))
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := ws.Reply("U1", "C1", card, "On my way :wave:"); err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range ws.Thread("C1", card) {
		fmt.Println(m.Shown())
	}
	// Output:
	// Somebody needs help
	// On my way :wave:
}
