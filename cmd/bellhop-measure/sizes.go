package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
)

// aimWidget is the most that the compressed widget may weigh.
const aimWidget = 15 << 10

// measureSizes weighs the program and the widget it serves.
func measureSizes(ctx context.Context, p *program, _ *smallSlack, _ options, t *table) error {
	info, err := os.Stat(p.binary)
	if err != nil {
		return err
	}
	r, err := p.start(ctx)
	if err != nil {
		return err
	}
	raw, err := weigh(ctx, r.url, "")
	small, err2 := weigh(ctx, r.url, "gzip")
	if err := errors.Join(err, err2, r.stop()); err != nil {
		return err
	}
	t.sizes(info.Size(), raw, small)
	return nil
}

func weigh(ctx context.Context, url, encoding string) (int, error) {
	status, body, err := fetch(ctx, url+"/widget.js", encoding)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("/widget.js: %d", status)
	}
	return len(body), err
}
