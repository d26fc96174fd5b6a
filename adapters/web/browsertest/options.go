package browsertest

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Option changes what kind of page Open or Tab gives.
type Option func(*look)

// look is how a page appears. The zero look is a light desktop of 1280×800.
type look struct {
	phone   bool
	media   []*emulation.MediaFeature
	allowed []string
}

// Phone makes the page 390×844 points at three pixels a point, with touch.
func Phone(l *look) { l.phone = true }

// Dark makes the page prefer dark colours.
func Dark(l *look) { l.prefer("prefers-color-scheme", "dark") }

// ReducedMotion makes the page prefer less movement.
func ReducedMotion(l *look) { l.prefer("prefers-reduced-motion", "reduce") }

// AllowConsole names errors that may appear on the console: any whose text
// contains one of parts.
func AllowConsole(parts ...string) Option {
	return func(l *look) { l.allowed = append(l.allowed, parts...) }
}

func (l *look) prefer(name, value string) {
	l.media = append(l.media, &emulation.MediaFeature{Name: name, Value: value})
}

// actions are the steps that give a page this look, before anything is loaded.
func (l *look) actions() []chromedp.Action[chromedp.Void] {
	viewport := chromedp.EmulateViewport(1280, 800)
	if l.phone {
		viewport = chromedp.EmulateViewport(390, 844,
			chromedp.EmulateScale(3), chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait)
	}
	steps := []chromedp.Action[chromedp.Void]{viewport}
	if len(l.media) > 0 {
		media := emulation.SetEmulatedMediaParams{Features: l.media}
		steps = append(steps, command(emulation.SetEmulatedMedia, media))
	}
	return steps
}

// command is the action that sends one command of the protocol.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, c, params)
		return chromedp.Void{}, err
	}
}
