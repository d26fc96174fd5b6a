package slack_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack"
	"github.com/bellhop-chat/bellhop/core"
)

func TestAPictureIsAPictureFromWhereSlackKeepsThem(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n and so on"
	mux := http.NewServeMux()
	var token string
	mux.HandleFunc("/good.png", func(w http.ResponseWriter, r *http.Request) {
		token = r.Header.Get("Authorization")
		_, _ = w.Write([]byte(png))
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>sign in</html>")) })
	mux.HandleFunc("/drawing", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		_, _ = w.Write([]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`))
	})
	mux.Handle("/away", http.RedirectHandler("http://169.254.169.254/latest", http.StatusFound))
	mux.Handle("/near", http.RedirectHandler("/good.png", http.StatusFound))
	mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusFound))
	srv := httptest.NewServer(mux)
	defer srv.Close()
	bell, err := slack.New(slack.Config{APIURL: srv.URL + "/api/", SigningSecret: "s"})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{
		"/good.png": true, "/near": true, "/page": false, "/drawing": false, "/away": false, "/loop": false, "/missing": false,
	} {
		data, err := bell.Picture(t.Context(), core.Connection{Token: "xoxb"}, srv.URL+path, 1000)
		if got := err == nil && string(data) == png; got != want {
			t.Errorf("%s: %q, %v", path, data, err)
		}
	}
	if token != "" {
		t.Error("the token was sent along")
	}
}
