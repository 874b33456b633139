//go:build unix

// Command pages prints the text of the article in each web page, and the
// processor time that finding it took, as JSON lines, for .ci/compare.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"syscall"
	"time"

	"gloss/annotate"
	"gloss/importers"
)

func main() {
	out := json.NewEncoder(os.Stdout)
	for _, path := range os.Args[2:] {
		before := spent()
		r, err := importers.File(context.Background(), path, importers.Options{Format: "html"})
		took := spent() - before
		text := ""
		if err == nil { // a page without an article counts as empty
			text = bodies(&r.Article)
		}
		if err := out.Encode(map[string]any{"path": path, "text": text, "ms": took.Seconds() * 1000}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// bodies is the text without captions, which the known texts do not have.
func bodies(a *annotate.Article) string {
	s := ""
	for _, b := range a.Blocks {
		if b.Kind != annotate.Caption {
			s += a.Text.Slice(b.Span) + "\n\n"
		}
	}
	return s
}

func spent() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
