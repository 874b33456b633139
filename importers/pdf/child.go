package pdf

import (
	"context"
	"encoding/gob"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"gloss/annotate"
	"gloss/importers/pdf/pdfium"
)

// A file can make a library loop without end or take all memory, where Go
// cannot stop it. So the program starts itself a second time, and that child
// reads the file: a process can be stopped. A child reads one file after the
// other, because it takes longer to start one than to read most files.
//
//	Import ── request ──> child: read ── answers: pages found; the article

// The only argument of a child says what it is for.
const (
	childArgument = "--read-pdf-for-parent"
	warmArgument  = "--warm-pdf-engine"
)

const (
	softMemory = 1 << 30          // from which a child works at keeping its memory small
	maxMemory  = 3 << 29          // 1.5 GB, at which a child gives up
	exitMemory = 86               // its exit status then
	heartbeat  = time.Second / 20 // how often a child looks at its memory
)

// Child lets Import read every file in a process of its own. It is to be the
// first call in main, because in such a process it does that work and does not
// return.
func Child() {
	if len(os.Args) == 2 && os.Args[1] == childArgument {
		out := os.Stdout
		os.Stdout = os.Stderr       // whatever a library prints is no answer
		signal.Ignore(os.Interrupt) // meant for the parent, which goes on as it sees fit
		debug.SetMemoryLimit(softMemory)
		limitMemory(2 * maxMemory)
		go watch(maxMemory)
		serve(os.Stdin, out)
		os.Exit(0)
	}
	if len(os.Args) == 2 && os.Args[1] == warmArgument {
		lowerPriority()
		pdfium.Warm()
		os.Exit(0)
	}
	if program, err := os.Executable(); err == nil {
		children = &nursery{program: program, arguments: []string{childArgument}, base: baseTime}
	}
}

// Warm gets the second engine ready, once for every machine and version, so
// that the first file that needs it does not wait for seconds. It does so in a
// child of low priority on one core, waits for its end, and does nothing where
// the engine is ready or the program has no children.
func Warm() {
	if children == nil || pdfium.Warmed() {
		return
	}
	cmd := exec.Command(children.program, warmArgument)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	cmd.Run() // where it fails, the first file that needs the engine waits
}

// request is what a child is asked: to read a file, or, where Page is not 0, to
// draw that page of it.
type request struct {
	Data          []byte
	Options       Options
	Page          int // one-based
	Width, Height int // of the picture at most, in pixels
}

// answer is what a child says: first, for each engine that reads the file, how
// many pages it has, so that the parent can tell how long it may take; then
// once, with Done set, what Import returns.
type answer struct {
	Pages     int
	Done      bool
	Title     string
	Authors   []string
	Published string
	Language  string
	Text      string
	Blocks    []annotate.Block
	Breaks    []annotate.PageBreak
	Marks     []annotate.Mark
	Receipt   annotate.Receipt
	Picture   Picture
	Err       string
}

// serve answers requests until there are no more. When the parent has gone, it
// ends the process even in the middle of a file.
func serve(in io.Reader, out io.Writer) {
	requests := make(chan request)
	go func() {
		d := gob.NewDecoder(in)
		for {
			var q request
			if d.Decode(&q) != nil {
				os.Exit(0)
			}
			requests <- q
		}
	}()
	e := gob.NewEncoder(out)
	for q := range requests {
		if q.Page != 0 {
			p, err := drawSafely(context.Background(), q)
			done := answer{Done: true, Picture: p}
			if err != nil {
				done.Err = err.Error()
			}
			if e.Encode(done) != nil {
				return
			}
			continue
		}
		a, r, err := readSafely(context.Background(), q.Data, q.Options, func(pages int) { e.Encode(answer{Pages: pages}) })
		done := answer{
			Done: true, Title: a.Title, Authors: a.Authors, Published: a.Published, Language: a.Language,
			Text: a.Text.String(), Blocks: a.Blocks, Breaks: a.Breaks, Marks: a.Marks, Receipt: r,
		}
		if err != nil {
			done.Err = err.Error()
		}
		if e.Encode(done) != nil {
			return
		}
	}
}

// result is what the answer says.
func (a *answer) result() (annotate.Article, annotate.Receipt, error) {
	if a.Err != "" {
		return annotate.Article{}, annotate.Receipt{}, told(a.Err)
	}
	return annotate.Article{
		Title: a.Title, Authors: a.Authors, Published: a.Published, Language: a.Language,
		Text: annotate.NewText(a.Text), Blocks: a.Blocks, Breaks: a.Breaks, Marks: a.Marks,
	}, a.Receipt, nil
}

// watch ends the process when it has more memory than limit, in bytes.
func watch(limit uint64) {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(heartbeat) {
		metrics.Read(sample)
		if sample[0].Value.Uint64()-sample[1].Value.Uint64() > limit {
			os.Exit(exitMemory)
		}
	}
}
