//go:build unix

package window

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"gloss/annotate"
	"gloss/annotate/store"
)

// BenchmarkTag measures from the key of a tag to the highlight in the reader,
// the commit to the disk and all pictures of the lines in view included, in an
// article that has many highlights already. Between two taps the first is undone,
// which is not measured. cpu-ms/op is the processor time of the whole process;
// what is beyond it, up to ns/op, is waiting for the disk and for other programs.
func BenchmarkTag(b *testing.B) {
	for _, size := range []struct{ words, highlights int }{
		{10_000, 0}, {10_000, 10_000}, {100_000, 10_000}, {1_000_000, 0}, {1_000_000, 10_000},
	} {
		b.Run(fmt.Sprintf("words=%d/highlights=%d", size.words, size.highlights), func(b *testing.B) {
			w := empty(b)
			path := filepath.Join(b.TempDir(), "long.txt")
			text := "A long text\n\n" + strings.Repeat("The trawlers went out and the frigates came after them.\n\n", size.words/10)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				b.Fatal(err)
			}
			w.importPaths(append(files(b), path)) // one alone would be shown first
			w.idle()
			i := slices.IndexFunc(w.shown.articles, func(a store.Summary) bool { return a.SourceName == "long.txt" })
			article := w.shown.articles[i].ID
			w.openArticle(article, annotate.Span{})
			w.idle()
			r := rand.New(rand.NewSource(5))
			w.change("many highlights", func(tx *store.Tx) error {
				for i := range size.highlights {
					start := 500 + r.Intn(len(text)-800)
					h := annotate.Highlight{Article: article, Span: annotate.Span{Start: start, End: start + 20 + r.Intn(200)}, Tags: []string{w.shown.tags[i%3].ID}}
					if _, err := tx.AddHighlight(h); err != nil {
						return err
					}
				}
				return nil
			}, nil)
			w.idle()
			pictures := func() {
				for _, o := range test.WidgetRenderer(w.article.view).Objects() {
					if p, ok := o.(*canvas.Raster); ok {
						p.Generator(int(p.Size().Width), int(p.Size().Height))
					}
				}
			}
			pictures()
			at := 0
			var spent time.Duration
			b.ResetTimer()
			for b.Loop() {
				start := 20 + at%300 // in the part of the text that is in view
				s := annotate.Span{Start: start, End: start + 5 + at%60}
				before := cpuTime(b)
				w.article.view.Select(s)
				w.selected(s)
				w.press("2")
				pictures()
				spent += cpuTime(b) - before
				b.StopTimer()
				at++
				if n := len(w.shown.highlights); n != size.highlights+1 {
					b.Fatalf("%d highlights after tap %d", n, at)
				}
				w.perform("undo") // so that every passage is a fresh one, among as many highlights
				w.idle()
				if n := len(w.shown.highlights); n != size.highlights {
					b.Fatalf("%d highlights after undo %d", n, at)
				}
				pictures()
				b.StartTimer()
			}
			b.ReportMetric(spent.Seconds()*1000/float64(at), "cpu-ms/op")
		})
	}
}
