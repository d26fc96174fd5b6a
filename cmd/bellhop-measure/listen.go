package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"strings"
	"syscall"
	"time"
)

// listenTo opens a stream on a bare connection, which costs this process next to
// nothing, and waits for its first state.
func listenTo(ctx context.Context, url, token string) (net.Conn, error) {
	host := strings.TrimPrefix(url, "http://")
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, err
	}
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return conn, err
	}
	_, err = fmt.Fprintf(conn, "GET /v1/stream?after=0 HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nAccept: text/event-stream\r\n\r\n", host, token)
	if err != nil {
		return conn, err
	}
	var got bytes.Buffer
	piece := make([]byte, 4096)
	for !bytes.Contains(got.Bytes(), []byte("event: state")) {
		n, err := conn.Read(piece)
		got.Write(piece[:n])
		if err != nil {
			return conn, fmt.Errorf("stream: %w after %q", err, got.String())
		}
		if !bytes.HasPrefix(got.Bytes(), []byte("HTTP/1.1 200")) && got.Len() > 12 {
			return conn, fmt.Errorf("stream: %q", got.String())
		}
	}
	return conn, conn.SetDeadline(time.Time{})
}

// mayOpen raises the limit of open files, and says so when it is too low for
// the streams. The program raises its own by itself.
func mayOpen(streams int) error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return fmt.Errorf("limit of open files: %w", err)
	}
	need := uint64(streams) + 200
	if limit.Max < need {
		return fmt.Errorf("%d streams need %d open files, the hard limit is %d: raise it with ulimit -n, or pass a smaller -streams", streams, need, limit.Max)
	}
	if limit.Cur >= need {
		return nil
	}
	limit.Cur = limit.Max
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return fmt.Errorf("raising the limit of open files: %w", err)
	}
	return nil
}
