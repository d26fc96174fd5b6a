package main

import (
	"net"
	"net/url"
	"strings"
)

// origins are the pages that may carry the widget: the ones that are set, and
// this server's own address. When none are set, pages of this machine may too,
// so that trying it out needs no setting.
func (s *Settings) origins() []string {
	out := append([]string(nil), s.SiteOrigins...)
	if u, err := url.Parse(s.PublicURL); err == nil && u.Host != "" {
		out = append(out, strings.ToLower(u.Scheme+"://"+u.Host))
	}
	if len(s.SiteOrigins) > 0 {
		return out
	}
	_, port, err := net.SplitHostPort(s.Listen)
	if err != nil {
		return out
	}
	for _, host := range []string{"localhost", "127.0.0.1", "[::1]"} {
		out = append(out, "http://"+host+":"+port)
		for _, dev := range []string{"3000", "5173", "8000", "8080"} {
			if dev != port {
				out = append(out, "http://"+host+":"+dev)
			}
		}
	}
	return out
}
