//go:build !unix

package store

import "os"

// writable reports whether SQLite can change the file. A folder that refuses
// the journal shows with the first change.
func writable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().Perm()&0o200 != 0
}
