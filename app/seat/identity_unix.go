//go:build unix

package seat

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// identity tells a file from all others on this machine.
func identity(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return "", errors.New("the file system does not tell files apart")
	}
	return fmt.Sprint(st.Dev, " ", st.Ino), nil
}
