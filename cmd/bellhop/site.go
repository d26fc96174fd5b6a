package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/bellhop-chat/bellhop/core"
)

type siteCommand struct{}

// Run prints what the owner of the site needs.
func (siteCommand) Run(ctx context.Context, p *program) error {
	h, err := p.open(ctx, options{})
	if err != nil {
		return err
	}
	defer h.store.Close() // only read from
	site, err := h.store.SiteByKey(ctx, p.settings.SiteKey)
	if errors.Is(err, core.ErrNotFound) {
		return fmt.Errorf("site %q is not in the database yet: start bellhop once", p.settings.SiteKey)
	}
	if err != nil {
		return err
	}
	address := p.settings.PublicURL
	if address == "" {
		address = "http://" + p.settings.Listen
	}
	fmt.Fprintf(p.out, "Put this before </body> of your pages:\n\n  <script src=\"%s/widget.js\" data-site=\"%s\" async></script>\n\n", address, site.Key)
	fmt.Fprintf(p.out, "Pages that may carry it:\n")
	for _, o := range site.Origins {
		fmt.Fprintf(p.out, "  %s\n", o)
	}
	fmt.Fprintf(p.out, "\nTo vouch for users who are logged in, send identity {user_id, hash} with\n  hash = hex(HMAC-SHA256(secret, user_id)), made on your server with the secret\n  %s\n", site.Secret)
	return nil
}
