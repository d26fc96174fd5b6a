package pgtest

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// owner returns whom the server runs as: nil for ourselves, somebody harmless
// if we are root, since postgres refuses to run as root.
func owner() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		return credential(u)
	}
	return nil, errors.New("we are root, and there is neither a user postgres nor nobody to run the server as")
}

func credential(u *user.User) (*syscall.Credential, error) {
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("id of user %s: %w", u.Username, err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("group of user %s: %w", u.Username, err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// home makes the temporary folder the server lives in, with its data and its
// password file inside, all of it the owner's.
func home(who *syscall.Credential, password string) (string, error) {
	dir, err := os.MkdirTemp("", "bellhop-postgres-")
	if err != nil {
		return "", fmt.Errorf("making the server's folder: %w", err)
	}
	file := passwordFile(dir)
	if err := os.WriteFile(file, []byte(password+"\n"), 0o600); err != nil {
		return dir, fmt.Errorf("writing the server's password: %w", err)
	}
	if who == nil {
		return dir, nil
	}
	for _, path := range []string{dir, file} {
		if err := os.Chown(path, int(who.Uid), int(who.Gid)); err != nil {
			return dir, fmt.Errorf("giving the server its folder: %w", err)
		}
	}
	return dir, nil
}

func passwordFile(home string) string { return home + "/password" }
func dataDir(home string) string      { return home + "/data" }
