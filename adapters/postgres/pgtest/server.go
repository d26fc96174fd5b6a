package pgtest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// tries is how often a server is started when another process takes its port
// between our finding it free and the server's binding it.
const tries = 3

// server is one running PostgreSQL.
type server struct {
	url  string // of the database postgres, as its superuser
	home string
	*process
}

// launch makes a cluster and starts a server on it. settings are "name=value".
func launch(ctx context.Context, settings []string) (_ *server, err error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	who, err := owner()
	if err != nil {
		return nil, err
	}
	password := rand.Text()
	dir, err := home(who, password)
	defer func() {
		if err != nil && dir != "" {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	if err != nil {
		return nil, err
	}
	if err := initCluster(ctx, bin, dir, who); err != nil {
		return nil, err
	}
	for range tries {
		var port int
		if port, err = freePort(ctx); err != nil {
			return nil, err
		}
		var p *process
		if p, err = startProcess(command(bin, dir, port, who, settings)); err == nil {
			return &server{url: address(port, password), home: dir, process: p}, nil
		}
		if !strings.Contains(err.Error(), "Address already in use") {
			return nil, err
		}
	}
	return nil, err
}

// stop ends the server and removes its folder.
func (s *server) stop() error {
	return errors.Join(s.process.stop(), os.RemoveAll(s.home))
}

func initCluster(ctx context.Context, bin, home string, who *syscall.Credential) error {
	cmd := exec.CommandContext(ctx, filepath.Join(bin, "initdb"),
		"--pgdata="+dataDir(home), "--username=bellhop", "--pwfile="+passwordFile(home),
		"--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync")
	cmd.Dir = home
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who}
	cmd.Env = environment(home)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

func command(bin, home string, port int, who *syscall.Credential, settings []string) *exec.Cmd {
	args := []string{"-D", dataDir(home), "-h", "127.0.0.1", "-p", strconv.Itoa(port), "-k", "",
		"-c", "max_connections=200", "-c", "shared_buffers=32MB", "-c", "logging_collector=off"}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	cmd := exec.Command(filepath.Join(bin, "postgres"), args...) // outlives every context: stop ends it
	cmd.Dir = home
	cmd.SysProcAttr = attributes(who)
	cmd.Env = environment(home)
	return cmd
}

// environment keeps the caller's PG* settings away and the log in English.
func environment(home string) []string {
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "LC_ALL=C", "TZ=UTC"}
}

func freePort(ctx context.Context) (int, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("finding a free port: %w", err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	return port, l.Close()
}

func address(port int, password string) string {
	u := url.URL{
		Scheme: "postgres", User: url.UserPassword("bellhop", password),
		Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), Path: "/postgres", RawQuery: "sslmode=disable",
	}
	return u.String()
}
