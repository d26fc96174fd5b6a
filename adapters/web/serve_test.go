package web

import (
	"context"
	"net"
	"net/http"
	"testing"
	"time"
)

func TestServingEndsWithItsContextAndEndsTheStreams(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- h.web.Serve(ctx, socket, 10*time.Second) }()
	h.url = "http://" + socket.Addr().String()
	l := h.listen(token, "")
	l.until("state", anything)
	stop()
	l.ends()
	if err := <-served; err != nil {
		t.Error(err)
	}
	if _, err := http.Get(h.url + "/healthz"); err == nil { // it must fail at once
		t.Error("still answers")
	}
}

func TestTwoServersHaveTwoHouses(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	second, err := New(Config{Bridge: h.bridge, Heartbeat: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if err := second.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.listen(token, "").until("state", anything)
}
