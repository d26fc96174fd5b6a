package web

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// listeningAt makes the test program a client that only holds streams open, so
// that their own memory is not counted as the server's.
const listeningAt = "BELLHOP_TEST_LISTENING_AT"

func TestMain(m *testing.M) {
	if address := os.Getenv(listeningAt); address != "" {
		if err := holdOpen(address, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// holdOpen opens a stream for every token it reads, up to an empty line, says
// so, says also when all of them have told a word, and holds them until its
// input ends.
func holdOpen(address string, in io.Reader, out io.Writer) error {
	tokens := bufio.NewScanner(in)
	var open []net.Conn
	for tokens.Scan() && tokens.Text() != "" {
		c, err := net.Dial("tcp", address)
		if err != nil {
			return err
		}
		open = append(open, c)
		if _, err := fmt.Fprintf(c, "GET /v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n", tokens.Text()); err != nil {
			return err
		}
		if err := readUntil(c, "event: state"); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintln(out, "open"); err != nil {
		return err
	}
	for _, c := range open {
		if err := readUntil(c, "event: message"); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintln(out, "told"); err != nil {
		return err
	}
	tokens.Scan()
	runtime.KeepAlive(open)
	return nil
}

func readUntil(c net.Conn, mark string) error {
	got, part := "", make([]byte, 4096)
	for !strings.Contains(got, mark) {
		n, err := c.Read(part)
		if err != nil {
			return fmt.Errorf("%w after %q", err, got)
		}
		got += string(part[:n])
	}
	return nil
}

// BenchmarkAnIdleStream measures what an open stream costs the server at b.N of
// them, each of a visitor of its own, clients in another process:
//
//	go test -run '^$' -bench AnIdleStream -benchtime 5000x ./adapters/web
//
// idle is after opening; used is after every visitor has said a word that every
// stream has told.
func BenchmarkAnIdleStream(b *testing.B) {
	h := build(b, func(c *Config) { c.Heartbeat = 15 * time.Second })
	var who []bridge.Session
	var tokens bytes.Buffer
	for range b.N {
		s, err := h.bridge.Arrive(b.Context(), bridge.Arrival{SiteKey: "shop"})
		if err != nil {
			b.Fatal(err)
		}
		who = append(who, s)
		tokens.WriteString(s.Token + "\n")
	}
	before := settled()
	client := exec.CommandContext(b.Context(), os.Args[0]) //nolint:gosec // the test binary itself
	client.Env = append(os.Environ(), listeningAt+"="+strings.TrimPrefix(h.url, "http://"))
	client.Stderr = os.Stderr
	in, err1 := client.StdinPipe()
	out, err2 := client.StdoutPipe()
	if err1 != nil || err2 != nil || client.Start() != nil {
		b.Fatal("the client does not start")
	}
	defer client.Wait() //nolint:errcheck // it is killed with the test
	defer in.Close()    // it ends by it
	tokens.WriteString("\n")
	if _, err := tokens.WriteTo(in); err != nil {
		b.Fatal(err)
	}
	said := bufio.NewReader(out)
	if line, err := said.ReadString('\n'); line != "open\n" {
		b.Fatal(line, err)
	}
	settled().report(b, before, "idle")
	for _, s := range who {
		if _, err := h.bridge.Say(b.Context(), s, core.Word{Key: "a", Text: "Is anybody there?"}); err != nil {
			b.Fatal(err)
		}
	}
	if line, err := said.ReadString('\n'); line != "told\n" {
		b.Fatal(line, err)
	}
	settled().report(b, before, "used")
	if n := h.web.Streams(); n != b.N {
		b.Fatalf("%d streams are open", n)
	}
}

// weight is what the process holds, in bytes.
type weight struct{ heap, stacks, rss int64 }

// settled measures after the collector has taken what it can; stacks shrink by
// half in each of its rounds.
func settled() weight {
	for range 8 {
		debug.FreeOSMemory()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	w := weight{heap: int64(m.HeapAlloc), stacks: int64(m.StackInuse)}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return w // not Linux
	}
	if _, rest, ok := strings.Cut(string(status), "VmRSS:"); ok {
		if _, err := fmt.Sscan(rest, &w.rss); err == nil {
			w.rss <<= 10
		}
	}
	return w
}

func (w weight) report(b *testing.B, before weight, when string) {
	n := float64(b.N)
	b.ReportMetric(float64(w.heap-before.heap)/n, when+"-heap-B/stream")
	b.ReportMetric(float64(w.stacks-before.stacks)/n, when+"-stack-B/stream")
	b.ReportMetric(float64(w.rss-before.rss)/n, when+"-rss-B/stream")
}
