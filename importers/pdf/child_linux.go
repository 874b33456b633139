package pdf

import "syscall"

// limitMemory lets the system refuse more than so many bytes, for the single
// huge piece that watch would see too late. It limits data and not address
// space, of which Go reserves far more than it uses.
func limitMemory(bytes uint64) {
	syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: bytes, Max: bytes}) // where it is refused, watch remains
}

// lowerPriority lets every other process go first.
func lowerPriority() { syscall.Setpriority(syscall.PRIO_PROCESS, 0, 19) }
