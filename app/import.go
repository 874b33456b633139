// Package app holds what the window and the command line both do with a
// project: the verbs that join importers, store, export and the sample.
package app

import (
	"context"

	"gloss/annotate/store"
	"gloss/importers"
)

// Outcome is what became of one file of an import.
type Outcome struct {
	Path  string
	State string // Imported, Duplicate or Failed
	ID    string // of the article, new or already there; empty where it failed
	Title string
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
// what was imported until then stays.
func Import(ctx context.Context, p *store.Project, paths []string, o importers.Options, jobs int, report func(done, total int, o Outcome)) error {
	panic("x")
}
