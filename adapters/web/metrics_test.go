package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestMetricsAreForThisMachineAndPrivateNetworksOnly(t *testing.T) {
	h := build(t, nil)
	for _, c := range []struct {
		name, proxies, peer, forwarded string
		shown                          bool
	}{
		{"this machine", "", "127.0.0.1:9", "", true},
		{"this machine over IPv6", "", "[::1]:9", "", true},
		{"this machine as mapped IPv4", "", "[::ffff:127.0.0.1]:9", "", true},
		{"a private network", "", "172.18.0.3:9", "", true},
		{"a private network of IPv6", "", "[fd12:3456::1]:9", "", true},
		{"the internet", "", "203.0.113.7:9", "", false},
		{"the internet over IPv6", "", "[2001:db8::1]:9", "", false},
		{"the internet as mapped IPv4", "", "[::ffff:203.0.113.7]:9", "", false},
		{"a shared network of a provider", "", "100.64.0.1:9", "", false},
		{"a forged header", "", "203.0.113.7:9", "127.0.0.1", false},
		{"the internet through a proxy", "10.0.0.0/8", "10.0.0.2:9", "203.0.113.7", false},
		{"a forged part before a proxy's", "10.0.0.0/8", "10.0.0.2:9", "127.0.0.1, 203.0.113.7", false},
		{"a private network through a proxy", "10.0.0.0/8", "10.0.0.2:9", "192.168.1.5", true},
		{"the proxies' network itself", "10.0.0.0/8", "10.0.0.9:9", "", true},
		{"through a proxy that nobody trusts", "", "10.0.0.2:9", "192.168.1.5", false},
		{"through a proxy that says rubbish", "10.0.0.0/8", "10.0.0.2:9", "203.0.113.7:1234", false},
		{"no address", "", "@", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			proxies, err := ParseProxies([]string{c.proxies})
			if err != nil {
				t.Fatal(err)
			}
			metrics := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("bellhop_up 1\n")) })
			s, err := New(Config{Bridge: h.bridge, TrustedProxies: proxies, Metrics: metrics})
			if err != nil {
				t.Fatal(err)
			}
			ask := func(method, path string) answer {
				r := httptest.NewRequest(method, path, nil)
				r.RemoteAddr = c.peer
				if c.forwarded != "" {
					r.Header.Set("X-Forwarded-For", c.forwarded)
				}
				w := httptest.NewRecorder()
				s.ServeHTTP(w, r)
				return answer{w.Code, w.Header(), w.Body.Bytes()}
			}
			if c.shown {
				if a := ask("GET", "/metrics"); a.Status != 200 || !strings.Contains(string(a.Body), "bellhop_up") {
					t.Errorf("%d %s", a.Status, a.Body)
				}
				return
			}
			nothing := ask("GET", "/nothing")
			for _, method := range []string{"GET", "HEAD", "POST", "OPTIONS"} {
				a := ask(method, "/metrics")
				if p := a.problem(t); a.Status != 404 || p.Code != "not_found" || string(a.Body) != string(nothing.Body) || a.Header.Get("Allow") != "" {
					t.Errorf("%s: %d %v %s", method, a.Status, a.Header, a.Body)
				}
			}
		})
	}
}
