package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// secretKey is the key that encrypts tokens at rest: the setting, or, beside an
// embedded database, a file made at the first start.
func (s *Settings) secretKey() (string, error) {
	if s.SecretKey != "" {
		return s.SecretKey, nil
	}
	file := s.Database + ".key"
	for range 2 { // twice, for two processes that start at once
		data, err := os.ReadFile(file)
		if err == nil {
			key := strings.TrimSpace(string(data))
			if len(key) < minKey {
				return "", fmt.Errorf("%s holds no key of %d characters; put back the one the database was made with", file, minKey)
			}
			return key, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("secret key: %w", err)
		}
		if err := makeKey(file); err != nil && !errors.Is(err, fs.ErrExist) {
			return "", fmt.Errorf("secret key: %w; or set BELLHOP_SECRET_KEY", err)
		}
	}
	return "", fmt.Errorf("secret key: %s cannot be read", file)
}

// makeKey writes a new key, whole or not at all, and over no other.
func makeKey(file string) error {
	var raw [32]byte
	if _, err := rand.Read(raw[:]); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".key-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) //nolint:errcheck // it has a second name by then, or is of no use
	_, err = tmp.WriteString(hex.EncodeToString(raw[:]) + "\n")
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Link(tmp.Name(), file)
}
