package window

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// The runtime keeps memory that is not used any more for later, up to as much as
// is in use: tens of megabytes after the start, after a book was set, after a
// search. While the program rests it does not need them, so they go back to the
// system.

const (
	tidyEvery = time.Second // how often one looks whether the program rests
	restBytes = 1 << 20     // of which no more are allocated meanwhile
	spareMost = 8 << 20     // bytes that are not worth the work
)

// keepTidy gives back what is spare whenever the program rests, until stop is
// closed.
func keepTidy(stop <-chan struct{}) {
	tick := time.NewTicker(tidyEvery)
	defer tick.Stop()
	var t tidier
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
			if t.due(readHeap()) {
				debug.FreeOSMemory()
			}
		}
	}
}

// heap is what the runtime tells of its memory, in bytes.
type heap struct {
	allocated uint64 // since the start
	spare     uint64 // garbage, and what is neither used nor given back
}

func readHeap() heap {
	s := []metrics.Sample{
		{Name: "/gc/heap/allocs:bytes"}, {Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/free:bytes"},
	}
	metrics.Read(s)
	value := func(i int) uint64 { return s[i].Value.Uint64() }
	garbage := value(1) - min(value(1), value(2))
	return heap{allocated: value(0), spare: garbage + value(3)}
}

// tidier tells when there is something to give back.
type tidier struct{ before uint64 } // allocated when it looked last

func (t *tidier) due(h heap) bool {
	rests := t.before > 0 && h.allocated-t.before <= restBytes
	t.before = h.allocated
	return rests && h.spare > spareMost
}
