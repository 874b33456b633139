//go:build unix

package window

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"gloss/annotate"
	"gloss/annotate/store"
)

// The size of the project that BenchmarkOpen opens; 10000, 200000 and 1000 is
// what the largest should be.
var (
	benchArticles   = flag.Int("articles", 200, "articles in the project that BenchmarkOpen opens")
	benchHighlights = flag.Int("highlights", 4000, "highlights in it")
	benchWords      = flag.Int("words", 100, "words in each of its articles")
)

// BenchmarkOpen measures from the wish to open a large project until the
// library and the first article are laid out: the processor time that passes,
// the garbage collector's share included, and the memory that is held once all
// has come to rest. Painting is the graphics card's.
func BenchmarkOpen(b *testing.B) { benchOpen(b, func(*window) {}) }

// BenchmarkOpenCutOff is BenchmarkOpen after an unclean end.
func BenchmarkOpenCutOff(b *testing.B) {
	benchOpen(b, func(w *window) {
		if w.outbox.seat != nil {
			abandon(b, w, func() { w.outbox.settle(nil) })
		}
	})
}

// benchOpen opens the large project again and again, after ready was called.
func benchOpen(b *testing.B, ready func(w *window)) {
	path := largeProject(b)
	w := bare(b)
	w.open(path)
	w.idle()
	b.ReportAllocs()
	var spent time.Duration
	n := 0
	for b.Loop() {
		b.StopTimer()
		p := w.project
		w.project = nil
		w.show(state{})
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
		ready(w)
		b.StartTimer()
		before := cpuTime(b)
		w.open(path)
		w.until(func() bool { return w.shown.article != nil })
		spent += cpuTime(b) - before
		n++
		if len(w.shown.articles) != *benchArticles {
			b.Fatal("it was not opened")
		}
		b.StopTimer()
		w.idle()
		b.StartTimer()
	}
	b.ReportMetric(float64(spent.Microseconds())/1e3/float64(n), "cpu-ms/op")
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/1e6, "heap-MB")
}

// cpuTime is how long processors have worked for this process.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// largeProject is a project of the size that the flags say, made once and kept
// in the temporary folder.
func largeProject(b *testing.B) string {
	b.Helper()
	path := filepath.Join(os.TempDir(), fmt.Sprintf("gloss-bench-%d-%d-%d.gloss", *benchArticles, *benchHighlights, *benchWords))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	half := path + ".half"
	if err := os.RemoveAll(half); err != nil {
		b.Fatal(err)
	}
	p, err := store.Create(half, store.Options{Coder: annotate.Coder{Name: "Ada"}})
	if err != nil {
		b.Fatal(err)
	}
	tags, err := p.Tags()
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for first := 0; first < *benchArticles; first += 1000 {
		err := p.Do(p.Group("import"), func(tx *store.Tx) error {
			for n := first; n < min(first+1000, *benchArticles); n++ {
				a := annotate.Article{Title: fmt.Sprintf("The story number %d of the fishing limits", n), Authors: []string{"Eva Óladóttir"}, Published: "1972-09-01", Site: "The Sentinel", Format: "text", SourceName: fmt.Sprint(n, ".txt"), SourceHash: fmt.Sprint(n)}
				var book annotate.Builder
				for left := *benchWords; left > 0; left -= 50 {
					words := make([]string, min(50, left))
					for i := range words {
						words[i] = fmt.Sprintf("w%d", rng.IntN(5000))
					}
					book.Add(annotate.Paragraph, 0, 0, annotate.Piece{Text: strings.Join(words, " ")})
				}
				book.Into(&a)
				a, err := tx.AddArticle(a, annotate.Receipt{}, nil)
				if err != nil {
					return err
				}
				for range *benchHighlights / *benchArticles {
					start := rng.IntN(a.Text.Len() - 60)
					h := annotate.Highlight{Article: a.ID, Span: annotate.Span{Start: start, End: start + 10 + rng.IntN(50)}, Tags: []string{tags[rng.IntN(len(tags))].ID}}
					if _, err := tx.AddHighlight(h); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(half, path); err != nil {
		b.Fatal(err)
	}
	return path
}
