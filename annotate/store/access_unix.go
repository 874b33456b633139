//go:build unix

package store

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// writable reports whether SQLite can change the file: it must write to the
// file itself and make a journal beside it.
func writable(path string) bool {
	return unix.Access(path, unix.W_OK) == nil && unix.Access(filepath.Dir(path), unix.W_OK|unix.X_OK) == nil
}
