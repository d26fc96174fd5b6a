package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestTheClientsAddressIsWhatTrustedProxiesSay(t *testing.T) {
	for _, c := range []struct {
		name, proxies, peer string
		forwarded           []string
		want                string
	}{
		{"the peer, without proxies", "", "203.0.113.7:99", nil, "203.0.113.7"},
		{"a forged header is nothing without proxies", "", "203.0.113.7:99", []string{"1.1.1.1"}, "203.0.113.7"},
		{"a forged header from elsewhere", "10.0.0.0/8", "203.0.113.7:99", []string{"1.1.1.1"}, "203.0.113.7"},
		{"one proxy", "10.0.0.0/8", "10.1.2.3:99", []string{"198.51.100.4"}, "198.51.100.4"},
		{"a forged part left of the real one", "10.0.0.0/8", "10.1.2.3:99", []string{"1.1.1.1, 198.51.100.4"}, "198.51.100.4"},
		{"two proxies", "10.0.0.0/8", "10.1.2.3:99", []string{"198.51.100.4, 10.9.9.9"}, "198.51.100.4"},
		{"two headers", "10.0.0.0/8", "10.1.2.3:99", []string{"1.1.1.1", "198.51.100.4"}, "198.51.100.4"},
		{"a single address as proxy", "127.0.0.1", "127.0.0.1:99", []string{"198.51.100.4"}, "198.51.100.4"},
		{"rubbish from a proxy", "10.0.0.0/8", "10.1.2.3:99", []string{"198.51.100.4, rubbish"}, "10.1.2.3"},
		{"a proxy that says nothing", "10.0.0.0/8", "10.1.2.3:99", nil, "10.1.2.3"},
		{"only proxies", "10.0.0.0/8", "10.1.2.3:99", []string{"10.4.4.4"}, "10.1.2.3"},
		{"mapped IPv4", "10.0.0.0/8", "[::ffff:10.1.2.3]:99", []string{"::ffff:198.51.100.4"}, "198.51.100.4"},
		{"IPv6 counts by network", "", "[2001:db8:1:2:3:4:5:6]:99", nil, "2001:db8:1:2::"},
		{"IPv6 by a proxy", "fd00::/8", "[fd00::1]:99", []string{"2001:db8:1:2:ffff::1"}, "2001:db8:1:2::"},
		{"link-local with a zone", "", "[fe80::1%eth0]:99", nil, "fe80::"},
	} {
		t.Run(c.name, func(t *testing.T) {
			proxies, err := ParseProxies([]string{c.proxies})
			if err != nil {
				t.Fatal(err)
			}
			var got string
			h := addressed(proxies)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = addressOf(r) }))
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = c.peer
			for _, f := range c.forwarded {
				r.Header.Add("X-Forwarded-For", f)
			}
			h.ServeHTTP(httptest.NewRecorder(), r)
			if got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestAProxyThatIsNoNetworkIsRefused(t *testing.T) {
	for _, s := range []string{"proxy.example", "10.0.0.0/33", "10.0.0", "*"} {
		if _, err := ParseProxies([]string{s}); err == nil {
			t.Errorf("%q was taken", s)
		}
	}
	if p, err := ParseProxies([]string{" 10.1.2.3/8 ", "", "::1"}); err != nil || len(p) != 2 || p[0].String() != "10.0.0.0/8" || p[1].String() != "::1/128" {
		t.Errorf("got %v, %v", p, err)
	}
}

func TestOurOwnAddressIsTheSettingOrTheRequests(t *testing.T) {
	proxies, err := ParseProxies([]string{"10.0.0.0/8"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ public, peer, proto, want string }{
		{"https://chat.example", "203.0.113.7:1", "", "https://chat.example"},
		{"", "203.0.113.7:1", "", "http://bell.example"},
		{"", "203.0.113.7:1", "https", "http://bell.example"},
		{"", "10.0.0.1:1", "https", "https://bell.example"},
	} {
		s := &Server{Config: Config{PublicURL: c.public, TrustedProxies: proxies}}
		r := httptest.NewRequest(http.MethodGet, "http://bell.example/", nil)
		r.RemoteAddr = c.peer
		r.Header.Set("X-Forwarded-Proto", c.proto)
		if got := s.baseOf(r); got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}
