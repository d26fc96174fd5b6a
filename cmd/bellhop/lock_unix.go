//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// taken locks f, or answers that another process has. Where the file system
// knows no locks nobody has.
func taken(f *os.File) bool {
	return errors.Is(syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}
