package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// alone makes sure that no other program serves from the embedded database:
// the open streams of one would not hear of what the other does. The lock ends
// with the process, however it ends; the file stays and means nothing.
func (s *Settings) alone() (unlock func(), err error) {
	if s.postgres() {
		return func() {}, nil
	}
	if err := os.MkdirAll(filepath.Dir(s.Database), 0o700); err != nil {
		return nil, fmt.Errorf("database %s: %w", s.Database, err)
	}
	f, err := os.OpenFile(s.Database+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", s.Database, err)
	}
	if taken(f) {
		_ = f.Close() // nothing was written
		return nil, fmt.Errorf("database %s: another bellhop serves from it; end that one, or set BELLHOP_DATABASE to a postgres:// address, which several can share", s.Database)
	}
	return func() { _ = f.Close() }, nil
}
