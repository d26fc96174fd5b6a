package web

import (
	"bytes"
	"net"
	"net/http"
	"time"
)

// outlet is where a stream writes. A write that is not taken in time fails.
type outlet interface {
	write(b []byte) error
	close()
}

// taken is a connection that the HTTP server has given away, together with its
// buffers, which are dropped: nothing is left but the socket.
type taken struct {
	conn   net.Conn
	within time.Duration
}

// takeOver takes an HTTP/1.1 connection and sends the headers. The body has no
// length and no chunks: it ends with the connection. ok is false where that
// cannot be done and nothing has been written.
func takeOver(w http.ResponseWriter, r *http.Request, within time.Duration) (t *taken, ok bool) {
	if r.ProtoMajor != 1 {
		return nil, false
	}
	streamHeaders(w.Header())
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return nil, false
	}
	soonGone(conn)
	head := w.Header()
	head.Set("Connection", "close")
	head.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	var b bytes.Buffer
	b.WriteString("HTTP/1.1 200 OK\r\n")
	_ = head.Write(&b) // a buffer takes everything
	b.WriteString("\r\n")
	t = &taken{conn: conn, within: within}
	_ = t.write(b.Bytes()) // the first event will fail too
	return t, true
}

func (t *taken) write(b []byte) error {
	if err := t.conn.SetWriteDeadline(time.Now().Add(t.within)); err != nil {
		return err
	}
	_, err := t.conn.Write(b)
	return err
}

func (t *taken) close() { _ = t.conn.Close() } // what could not be sent is caught up by number

// drain reads until there is nothing more to come.
func (t *taken) drain() {
	b := make([]byte, 16)
	for {
		if _, err := t.conn.Read(b); err != nil {
			return
		}
	}
}

// flushed is an answer that is written while its handler stays: HTTP/2.
type flushed struct {
	w      http.ResponseWriter
	c      *http.ResponseController
	within time.Duration
}

func flush(w http.ResponseWriter, within time.Duration) *flushed {
	streamHeaders(w.Header())
	return &flushed{w: w, c: http.NewResponseController(w), within: within}
}

func (f *flushed) write(b []byte) error {
	_ = f.c.SetWriteDeadline(time.Now().Add(f.within)) // where there are none, the server's own hold
	if _, err := f.w.Write(b); err != nil {
		return err
	}
	return f.c.Flush()
}

func (f *flushed) close() {}
