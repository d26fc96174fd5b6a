//go:build !linux

package web

import "net"

// soonGone does nothing here: a peer that vanished is noticed when the kernel
// gives up sending to it.
func soonGone(net.Conn) {}
