//go:build !linux || !amd64

package app_test

import (
	"os"
	"os/exec"
)

// withoutNetwork is the command of a program: here the kernel is not asked to
// watch it.
func withoutNetwork(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Env = os.Environ()
	return cmd
}
