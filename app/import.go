// Package app holds what the window and the command line both do with a
// project: the verbs that join importers, store, export and the sample.
package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/importers"
)

// Outcome is what became of one file of an import.
type Outcome struct {
	Path  string
	State string // Imported, Duplicate or Failed
	ID    string // of the article, new or already there; empty where it failed
	Title string
	Look  bool  // the receipt of the imported article asks a person to look at something
	Err   error // where it failed: one sentence that names the file
}

// The states of an Outcome.
const (
	Imported  = "imported"
	Duplicate = "duplicate"
	Failed    = "failed"
)

// Import reads files with the given number of jobs at once (0: one per core)
// and adds each to the project in a transaction of its own, all in one group
// of the history. It calls report for every file, in the order of paths, from
// the calling goroutine. A failure does not stop it; a cancelled ctx does, and
// what was imported until then stays. A project that can no longer be written
// to ends it too.
//
// At most twice as many sources as jobs are in memory at any time, however
// slowly the first of them is read.
func Import(ctx context.Context, p *store.Project, paths []string, o importers.Options, jobs int, report func(done, total int, o Outcome)) error {
	if len(paths) == 0 {
		return ctx.Err()
	}
	if jobs <= 0 {
		jobs = runtime.NumCPU()
	}
	ctx, cancel := context.WithCancel(ctx)
	var readers sync.WaitGroup
	defer readers.Wait()
	defer cancel()

	held := make(chan struct{}, 2*jobs)  // one for each source between its reading and its storing
	reading := make(chan struct{}, jobs) // one for each source that is read
	results := make([]chan result, len(paths))
	for i := range results {
		results[i] = make(chan result, 1)
	}
	readers.Go(func() {
		for i, path := range paths {
			select {
			case held <- struct{}{}:
			case <-ctx.Done():
				return
			}
			readers.Go(func() {
				reading <- struct{}{}
				results[i] <- read(ctx, p.Path(), path, o)
				<-reading
			})
		}
	})

	group := p.Group(importLabel(paths))
	for i, path := range paths {
		var r result
		select {
		case r = <-results[i]:
		case <-ctx.Done():
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		outcome, err := keep(p, group, path, r)
		report(i+1, len(paths), outcome)
		if err != nil {
			return err
		}
		<-held
	}
	return nil
}

// result is what reading a file gave.
type result struct {
	importers.Result
	err error
}

// read reads one file, but never the open project: closing the handle would
// take the locks of the project with it.
func read(ctx context.Context, project, path string, o importers.Options) (r result) {
	if ctx.Err() != nil {
		return result{err: ctx.Err()}
	}
	if SameFile(project, path) {
		return result{err: fmt.Errorf("%s: this is the project itself; name the files to import into it", path)}
	}
	r.Result, r.err = importers.File(ctx, path, o)
	return r
}

// keep stores what was read. The error is for a project that will take no
// other article either.
func keep(p *store.Project, g store.Group, path string, r result) (Outcome, error) {
	o := Outcome{Path: path, State: Failed, Err: r.err}
	if r.err != nil {
		return o, nil
	}
	a, err := addArticle(p, g, r.Result)
	var twin *store.DuplicateError
	switch {
	case err == nil:
		return Outcome{Path: path, State: Imported, ID: a, Title: r.Article.Title, Look: asksToLook(r.Receipt)}, nil
	case errors.As(err, &twin):
		return Outcome{Path: path, State: Duplicate, ID: twin.ID, Title: twin.Title}, nil
	}
	o.Err = fmt.Errorf("%s: not imported: %w", path, err)
	for _, end := range []error{store.ErrReadOnly, store.ErrMoved, store.ErrDamaged, store.ErrDisk, store.ErrClosed} {
		if errors.Is(err, end) {
			return o, err
		}
	}
	return o, nil
}

func asksToLook(r annotate.Receipt) bool {
	return slices.ContainsFunc(r.Remarks, func(m annotate.Remark) bool { return m.Kind == annotate.Doubt || m.Kind == annotate.Residue })
}

// addArticle stores an article in a transaction of its own and returns its ID.
func addArticle(p *store.Project, g store.Group, r importers.Result) (id string, err error) {
	err = p.Do(g, func(tx *store.Tx) error {
		a, err := tx.AddArticle(r.Article, r.Receipt, r.Original)
		id = a.ID
		return err
	})
	return id, err
}

func importLabel(paths []string) string {
	if len(paths) == 1 {
		return "import " + filepath.Base(paths[0])
	}
	return fmt.Sprintf("import %d files", len(paths))
}

// SameFile reports whether both paths lead to one existing file.
func SameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
