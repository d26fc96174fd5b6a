package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"

	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/httprate"
)

// ParseProxies reads networks ("10.0.0.0/8") and single addresses of proxies
// whose X-Forwarded-For is believed.
func ParseProxies(list []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, s := range list {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		if a, err := netip.ParseAddr(s); err == nil {
			a = a.Unmap().WithZone("")
			out = append(out, netip.PrefixFrom(a, a.BitLen()))
			continue
		}
		p, err := netip.ParsePrefix(s)
		if err != nil {
			return nil, fmt.Errorf("trusted proxy %q is neither an address nor a network like 10.0.0.0/8", s)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// addressed notes the client's address: the peer, or what trusted proxies say,
// read from the right up to the first that is not trusted.
func addressed(proxies []netip.Prefix) func(http.Handler) http.Handler {
	if len(proxies) == 0 {
		return middleware.ClientIPFromRemoteAddr
	}
	names := make([]string, len(proxies))
	for i, p := range proxies {
		names[i] = p.String()
	}
	return middleware.ClientIPFromXFF(names...)
}

// clientOf is the client's address. Where the proxies say nothing readable it is
// the peer's.
func clientOf(r *http.Request) netip.Addr {
	if a := middleware.GetClientIPAddr(r.Context()); a.IsValid() {
		return a
	}
	return peerOf(r)
}

// addressOf answers what limits per address count by: an IPv4 address or an IPv6
// /64 network.
func addressOf(r *http.Request) string {
	return httprate.CanonicalizeIP(clientOf(r).WithZone("").String())
}

// askerOf answers what limits on asks count by: as addressOf, but empty where a
// proxy that we were not told of stands between, for then all visitors have one
// address and a few would ask for all. It is an outsider's loss at most: only a
// peer on this machine or in a private network can be such a proxy.
func (s *Server) askerOf(r *http.Request) string {
	peer := peerOf(r)
	if len(r.Header.Values("X-Forwarded-For")) > 0 && !s.trusts(r) && (peer.IsLoopback() || peer.IsPrivate()) {
		s.hidden.Do(func() {
			s.Log.Warn("a proxy that BELLHOP_TRUSTED_PROXIES does not name is before us: asks are not limited by address", "proxy", peer)
		})
		return ""
	}
	return addressOf(r)
}

func peerOf(r *http.Request) netip.Addr {
	ap, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return ap.Addr().Unmap()
}

// trusts tells whether the peer is one of the proxies.
func (s *Server) trusts(r *http.Request) bool {
	peer := peerOf(r).WithZone("")
	for _, p := range s.TrustedProxies {
		if p.Contains(peer) {
			return true
		}
	}
	return false
}

// baseOf is the address that browsers reach us by, without a slash at the end.
func (s *Server) baseOf(r *http.Request) string {
	if s.PublicURL != "" {
		return s.PublicURL
	}
	scheme := "http"
	if r.TLS != nil || s.trusts(r) && r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}
