package window

import "sync"

// queue runs work off the UI goroutine and brings its results back. Jobs given
// to do run one after the other in the order they were given; those given to
// aside run at once, each by itself.
//
// A job returns what is to be done with its result, or nil; that part runs on
// the UI goroutine. Jobs may give further jobs.
type queue struct {
	show    func(then func()) // brings something to the UI goroutine: fyne.Do, but in tests
	mu      sync.Mutex
	changed sync.Cond // signals jobs, pending and closed
	jobs    []func() func()
	pending int // jobs given whose result has not been handed to show
	closed  bool
}

func newQueue(show func(then func())) *queue {
	q := &queue{show: show}
	q.changed.L = &q.mu
	go q.work()
	return q
}

// do gives a job to the worker.
func (q *queue) do(job func() (then func())) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return
	}
	q.pending++
	q.jobs = append(q.jobs, job)
	q.changed.Broadcast()
}

// aside runs a job beside the worker: one that takes long, such as an import,
// and must not hold up the next tag.
func (q *queue) aside(job func() (then func())) {
	q.mu.Lock()
	if q.closed {
		q.mu.Unlock()
		return
	}
	q.pending++
	q.mu.Unlock()
	go q.run(job)
}

// close ends the worker once the jobs given so far are done; later ones are
// not taken.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.changed.Broadcast()
}

func (q *queue) work() {
	for {
		q.mu.Lock()
		for len(q.jobs) == 0 && !q.closed {
			q.changed.Wait()
		}
		if len(q.jobs) == 0 {
			q.mu.Unlock()
			return
		}
		job := q.jobs[0]
		q.jobs = q.jobs[1:]
		q.mu.Unlock()
		q.run(job)
	}
}

func (q *queue) run(job func() func()) {
	if then := job(); then != nil {
		q.show(then)
	}
	q.mu.Lock()
	q.pending--
	q.changed.Broadcast()
	q.mu.Unlock()
}
