//go:build !unix

package main

import "time"

var started = time.Now()

// cpuTime is the time that has passed, where the system does not tell the time
// of the process in the same way.
func cpuTime() time.Duration { return time.Since(started) }
