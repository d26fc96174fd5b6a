package browsertest

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// conditions are the parameters of Network.emulateNetworkConditions. Throughput
// is in bytes per second.
type conditions struct {
	Offline  bool    `json:"offline"`
	Latency  float64 `json:"latency"`
	Download float64 `json:"downloadThroughput"`
	Upload   float64 `json:"uploadThroughput"`
}

// Offline makes new requests of a page fail, or work again, and tells the page by
// its online and offline events. A stream that is open stays open: Wire cuts those.
func Offline(page context.Context, offline bool) error {
	emulate := cdp.Command[conditions, cdp.Empty]{Method: "Network.emulateNetworkConditions"}
	err := chromedp.Do(page, command(emulate, conditions{Offline: offline, Download: -1, Upload: -1}))
	if err != nil {
		return fmt.Errorf("switching the network: %w", err)
	}
	return nil
}
