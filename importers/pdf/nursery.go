package pdf

import (
	"context"
	"encoding/gob"
	"errors"
	"io"
	"os/exec"
	"runtime"
	"sync"
	"time"

	"gloss/annotate"
)

const (
	baseTime = 20 * time.Second      // for a file, and
	pageTime = 50 * time.Millisecond // for each of its pages
	idleTime = 30 * time.Second      // after which children without work are sent home
	maxFiles = 200                   // that a child reads before another one takes its place
)

// children are the processes that read files, or nil where the program has not
// offered itself as one; see Child.
var children *nursery

// nursery starts children and keeps those that have nothing to do for the next
// file.
type nursery struct {
	program     string
	arguments   []string
	environment []string // nil: that of this process
	base        time.Duration

	mu    sync.Mutex
	idle  []*child
	leave *time.Timer // sends the idle ones home
}

// child is a process that reads one file at a time.
type child struct {
	process *exec.Cmd
	stdin   io.Closer
	ask     *gob.Encoder
	hear    *gob.Decoder
	files   int // that it has read
}

// errNoChild says that no process could be started.
var errNoChild = errors.New("no process for reading PDFs could be started")

// read is Import in a child.
func (n *nursery) read(ctx context.Context, data []byte, o Options) (annotate.Article, annotate.Receipt, error) {
	a, err := n.ask(ctx, request{Data: data, Options: o})
	if err != nil {
		return annotate.Article{}, annotate.Receipt{}, err
	}
	return a.result()
}

// ask gives a child a request and returns its last answer. The error says why
// there is none.
func (n *nursery) ask(ctx context.Context, q request) (*answer, error) {
	fail := func(err error) (*answer, error) { return nil, err }
	if err := ctx.Err(); err != nil {
		return fail(err)
	}
	c, err := n.take()
	if err != nil {
		return fail(errNoChild)
	}
	answers := make(chan answer)
	gone := make(chan struct{}) // closed when nothing more is to be heard
	stop := make(chan struct{}) // closed when nobody listens any more
	defer close(stop)
	go func() {
		defer close(gone)
		if c.ask.Encode(q) != nil {
			return
		}
		for done := false; !done; {
			var a answer
			if c.hear.Decode(&a) != nil {
				return
			}
			select {
			case answers <- a:
			case <-stop:
				return
			}
			done = a.Done
		}
	}()
	clock := time.NewTimer(n.base)
	defer clock.Stop()
	for {
		select {
		case a := <-answers:
			if a.Done {
				n.give(c)
				return &a, nil
			}
			clock.Reset(n.base + time.Duration(a.Pages)*pageTime)
		case <-gone:
			return fail(c.end())
		case <-clock.C:
			c.kill()
			return fail(errSlow)
		case <-ctx.Done():
			c.kill()
			return fail(context.Cause(ctx))
		}
	}
}

// take is an idle child or a new one.
func (n *nursery) take() (*child, error) {
	n.mu.Lock()
	if last := len(n.idle) - 1; last >= 0 {
		c := n.idle[last]
		n.idle = n.idle[:last]
		n.mu.Unlock()
		return c, nil
	}
	n.mu.Unlock()
	cmd := exec.Command(n.program, n.arguments...)
	cmd.Env = n.environment
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &child{process: cmd, stdin: in, ask: gob.NewEncoder(in), hear: gob.NewDecoder(out)}, nil
}

// give takes back a child that has done its work.
func (n *nursery) give(c *child) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if c.files++; c.files >= maxFiles || len(n.idle) >= runtime.NumCPU() {
		go c.goHome()
		return
	}
	n.idle = append(n.idle, c)
	if n.leave == nil {
		n.leave = time.AfterFunc(idleTime, n.sendHome)
	} else {
		n.leave.Reset(idleTime)
	}
}

// sendHome ends the children that have nothing to do.
func (n *nursery) sendHome() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, c := range n.idle {
		go c.goHome()
	}
	n.idle = nil
}

// goHome ends a child in good order: it goes when it hears nothing more.
func (c *child) goHome() {
	c.stdin.Close()
	c.process.Wait()
}

// kill ends a child at once.
func (c *child) kill() {
	c.process.Process.Kill() // it may have ended already
	go c.goHome()
}

// end says why a child has ended by itself.
func (c *child) end() error {
	c.stdin.Close()
	c.process.Process.Kill() // if it closed its output and nothing else
	c.process.Wait()
	if c.process.ProcessState.ExitCode() == exitMemory {
		return errLarge
	}
	return errCrash
}
