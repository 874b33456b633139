package window

import (
	"slices"
	"testing"
)

// TestQueueOrder gives jobs that give further jobs: each runs after those that
// were given before it, and its result is shown before the next one's.
func TestQueueOrder(t *testing.T) {
	shown := make(chan string, 8)
	q := newQueue(func(then func()) { then() })
	job := func(name string) func() func() {
		return func() func() { return func() { shown <- name } }
	}
	q.do(func() func() {
		q.do(job("c"))
		return func() { shown <- "a" }
	})
	q.do(func() func() { return nil }) // a job without a result
	q.do(job("b"))
	got := []string{<-shown, <-shown, <-shown}
	slices.Sort(got[1:]) // c is given while the first job runs: before or after b
	if want := []string{"a", "b", "c"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	q.aside(job("d"))
	if got := <-shown; got != "d" {
		t.Errorf("got %q, want d", got)
	}
	q.close()
	q.do(job("e"))
	q.aside(job("f"))
	if len(shown) > 0 {
		t.Errorf("a closed queue took the job %q", <-shown)
	}
}
