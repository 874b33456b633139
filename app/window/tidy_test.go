package window

import "testing"

// TestTidier: what is spare is given back while the program rests, not while it
// works, and not for a trifle.
func TestTidier(t *testing.T) {
	const mb = 1 << 20
	var tidy tidier
	for i, step := range []struct {
		heap heap
		due  bool
	}{
		{heap{allocated: 90 * mb, spare: 40 * mb}, false}, // how long it rests is not known
		{heap{allocated: 120 * mb, spare: 60 * mb}, false},
		{heap{allocated: 120*mb + 5000, spare: 60 * mb}, true},
		{heap{allocated: 120*mb + 9000, spare: mb}, false},
		{heap{allocated: 130 * mb, spare: 11 * mb}, false},
		{heap{allocated: 130 * mb, spare: 11 * mb}, true},
	} {
		if got := tidy.due(step.heap); got != step.due {
			t.Errorf("step %d: due is %v, want %v", i, got, step.due)
		}
	}
	if h := readHeap(); h.allocated == 0 {
		t.Error("the runtime tells of no memory")
	}
}
