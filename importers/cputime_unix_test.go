//go:build unix

package importers

import (
	"syscall"
	"time"
)

// cpuTime is the processor time that this process has used, which other
// programs on the machine lengthen far less than they do the time that passes.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
