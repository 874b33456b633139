//go:build !linux

package pdf

// limitMemory does nothing here: there is no such limit that Go lives with,
// and watch remains.
func limitMemory(uint64) {}

// lowerPriority does nothing here; the child keeps to one core.
func lowerPriority() {}
