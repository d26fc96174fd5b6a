package main

import (
	"context"
	"errors"
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// checkDatabase opens the database, writes to it, and reads its secrets with the
// key. A database that is not there yet is made.
func (s *Settings) checkDatabase(ctx context.Context) []core.Finding {
	const what = "database"
	store, err := s.openStore(ctx)
	switch {
	case errors.Is(err, core.ErrSchemaNewer):
		return []core.Finding{{Grade: core.Broken, What: what, Words: err.Error(), Cure: "Use the newer program, or a database of this one's."}}
	case err != nil && s.postgres():
		return []core.Finding{{Grade: core.Broken, What: what, Words: "cannot be opened: " + err.Error(), Cure: "Check address, user and password in BELLHOP_DATABASE, and that PostgreSQL runs."}}
	case err != nil:
		return []core.Finding{{Grade: core.Broken, What: what, Words: "cannot be opened: " + err.Error(), Cure: "Check that the folder of BELLHOP_DATABASE is there and that this user may write in it."}}
	}
	defer store.Close() // nothing is under way
	if err := store.Ping(ctx); err != nil {
		return []core.Finding{{Grade: core.Broken, What: what, Words: "cannot be written: " + err.Error(), Cure: "Check the disk's space and who may write there."}}
	}
	found := []core.Finding{{Grade: core.Fine, What: what, Words: "opens and takes writes (" + s.databaseName() + ")"}}
	_, err = store.Sites(ctx)
	if err == nil {
		_, err = store.Connections(ctx)
	}
	if err != nil {
		return append(found, core.Finding{Grade: core.Broken, What: "secret key", Words: "it does not open the secrets in the database: " + err.Error(),
			Cure: "Set BELLHOP_SECRET_KEY, or put back the .key file beside the database, to the key the database was made with."})
	}
	words := "opens the secrets in the database"
	if s.SecretKey == "" {
		words += "; it stands in " + s.Database + ".key: keep a copy apart from the database's"
	}
	return append(found, core.Finding{Grade: core.Fine, What: "secret key", Words: words})
}

// checkAddress tells whether others can reach the public address, by its looks.
func (s *Settings) checkAddress() []core.Finding {
	const what = "public address"
	u, err := url.Parse(s.PublicURL)
	switch {
	case s.PublicURL == "":
		return []core.Finding{{Grade: core.Warning, What: what, Words: "none is set", Cure: "Set BELLHOP_PUBLIC_URL to the https address under which browsers (and Slack, over HTTP) reach this server."}}
	case err != nil || inside(u.Hostname()):
		return []core.Finding{{Grade: core.Warning, What: what, Words: s.PublicURL + " can be reached from here only", Cure: "Set BELLHOP_PUBLIC_URL to an address that visitors can reach, or use a tunnel."}}
	case u.Scheme != "https":
		return []core.Finding{{Grade: core.Warning, What: what, Words: s.PublicURL + " is not encrypted: browsers do not load the widget into https pages, and Slack does not call it",
			Cure: "Put a proxy with a certificate before this server and use its https:// address."}}
	}
	return []core.Finding{{Grade: core.Fine, What: what, Words: s.PublicURL}}
}

// inside tells whether a host is this machine or in a private network.
func inside(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".internal") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsUnspecified() || ip.IsLinkLocalUnicast())
}

// checkOrigins tells which pages may carry the widget.
func (s *Settings) checkOrigins() []core.Finding {
	const what = "site origins"
	var found []core.Finding
	switch {
	case len(s.SiteOrigins) == 0:
		found = append(found, core.Finding{Grade: core.Warning, What: what, Words: "none are set: only this server's own pages and pages of this machine may carry the widget",
			Cure: "Set BELLHOP_SITE_ORIGINS to your site, such as https://www.example.com."})
	case slices.Contains(s.SiteOrigins, "*"):
		found = append(found, core.Finding{Grade: core.Warning, What: what, Words: "any page on the web may carry the widget", Cure: "Name your site's origins in BELLHOP_SITE_ORIGINS instead of *."})
	}
	for _, o := range s.SiteOrigins {
		u, err := url.Parse(o)
		if o != "*" && err == nil && u.Scheme == "http" && !inside(u.Hostname()) {
			found = append(found, core.Finding{Grade: core.Warning, What: what, Words: o + " is not encrypted: anybody on the way can read and change what visitors see", Cure: "Serve the site by https and name that origin."})
		}
	}
	if len(found) == 0 {
		found = append(found, core.Finding{Grade: core.Fine, What: what, Words: strings.Join(s.SiteOrigins, ", ")})
	}
	return found
}
