package window

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// BenchmarkTag measures from the key of a tag to the highlight in the reader,
// the commit to the disk included, in an article that has many highlights
// already.
func BenchmarkTag(b *testing.B) {
	for _, n := range []int{0, 1_000} {
		b.Run(fmt.Sprintf("highlights=%d", n), func(b *testing.B) {
			w := empty(b)
			path := filepath.Join(b.TempDir(), "long.txt")
			text := "A long text\n\n" + strings.Repeat("The trawlers went out and the frigates came after them.\n\n", 2_000)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				b.Fatal(err)
			}
			w.importPaths([]string{path})
			w.idle()
			article := w.shown.articleID()
			w.change("many highlights", func(tx *store.Tx) error {
				for i := range n {
					h := annotate.Highlight{Article: article, Span: annotate.Span{Start: 100 + 50*i, End: 140 + 50*i}, Tags: []string{w.shown.tags[i%3].ID}}
					if _, err := tx.AddHighlight(h); err != nil {
						return err
					}
				}
				return nil
			}, nil)
			w.idle()
			at := 0
			for b.Loop() {
				at = (at + 1) % 90
				s := annotate.Span{Start: at, End: at + 5}
				w.article.view.Select(s)
				w.selected(s)
				w.press("2")
			}
		})
	}
}
