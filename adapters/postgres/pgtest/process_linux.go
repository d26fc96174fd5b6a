package pgtest

import "syscall"

// attributes makes a child run as who, and die (a fast, clean shutdown) when the
// thread that started it does: a test binary that is killed leaves no server.
// The caller must stay locked to its thread while the child lives.
func attributes(who *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: who, Pdeathsig: syscall.SIGINT}
}
