//go:build unix && !linux

package pgtest

import "syscall"

// attributes makes a child run as who.
func attributes(who *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: who}
}
