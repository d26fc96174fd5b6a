package fakediscord_test

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

func Example() {
	d := fakediscord.New(fakediscord.Config{
		Users:    []fakediscord.User{{ID: "101", Username: "anna", GlobalName: "Anna"}},
		Channels: []fakediscord.Channel{{ID: "301", Name: "support"}},
	})
	base, err := d.Start()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer d.Close()

	req, err := http.NewRequest(http.MethodPost, base+"/api/v10/channels/301/messages", strings.NewReader(`{"content":"Somebody needs help"}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	req.Header.Set("Authorization", "Bot "+d.Config().Token)
	req.Header.Set("User-Agent", "DiscordBot (https://bellhop.example, 1)")
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	res.Body.Close()
	if _, err := d.Say("101", "301", "On my way :wave:"); err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range d.Messages("301") {
		fmt.Println(m.Content)
	}
	// Output:
	// Somebody needs help
	// On my way :wave:
}
