package discord

import (
	"net/url"
	"testing"
)

func TestOnlyDiscordsHostsAreAskedForFiles(t *testing.T) {
	d, err := New(Config{APIURL: "http://127.0.0.1:4000", BotToken: "t"})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]bool{
		"https://cdn.discordapp.com/attachments/1/2/a.png": true, "https://media.discordapp.net/attachments/1/2/a.png": true,
		"http://127.0.0.1:4000/attachments/1/2/a.png": true, "https://127.0.0.1:4000/a": false, "http://127.0.0.1:4001/a": false,
		"http://cdn.discordapp.com/a": false, "https://cdn.discordapp.com:8443/a": false, "https://me@cdn.discordapp.com/a": false,
		"https://evildiscordapp.com/a": false, "https://cdn.discordapp.com.example/a": false, "https://example.com/a": false, "/a": false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if d.keepsFiles(u) != want {
			t.Errorf("%s: %v", address, !want)
		}
	}
}
