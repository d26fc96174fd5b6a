package web

import (
	"net"
	"syscall"
	"time"
)

// unanswered is how long what we sent may stay unacknowledged: phones vanish
// without a word.
const unanswered = 45 * time.Second

// tcpUserTimeout is TCP_USER_TIMEOUT of linux/tcp.h, which package syscall does
// not name everywhere.
const tcpUserTimeout = 0x12

// soonGone lets the kernel end a connection whose peer has vanished, where it
// can.
func soonGone(conn net.Conn) {
	if outer, ok := conn.(interface{ NetConn() net.Conn }); ok {
		conn = outer.NetConn() // TLS
	}
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		return
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) {
		_ = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpUserTimeout, int(unanswered.Milliseconds()))
	})
}
