package store_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// The size of the project that the benchmarks read; 10000 and 200000 is what
// the largest should be.
var (
	benchArticles   = flag.Int("articles", 200, "articles in the project that the benchmarks read")
	benchHighlights = flag.Int("highlights", 4000, "highlights in it")
	benchProject    = flag.String("project", "", "the file that it is kept in for the next time; a copy of it is worked on")
)

// large opens a project with the wanted numbers, of articles of 1,000 words.
func large(b *testing.B) *store.Project {
	b.Helper()
	path := filepath.Join(b.TempDir(), "p.gloss")
	if *benchProject == "" {
		return makeLarge(b, path)
	}
	if _, err := os.Stat(*benchProject); err != nil {
		if err := makeLarge(b, *benchProject).Close(); err != nil {
			b.Fatal(err)
		}
	}
	data, err := os.ReadFile(*benchProject)
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		b.Fatal(err)
	}
	return open(b, path, who("Ann"))
}

func makeLarge(b *testing.B, path string) *store.Project {
	b.Helper()
	p, err := store.Create(path, who("Ann"))
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	vocabulary := make([]string, 5000)
	for i := range vocabulary {
		vocabulary[i] = fmt.Sprintf("w%c%c%d", 'a'+i%26, 'a'+i/26%26, i)
	}
	n := 0
	for n < *benchArticles {
		do(b, p, "import", func(tx *store.Tx) error {
			tags, err := tx.Tags()
			for range min(1000, *benchArticles-n) {
				paragraphs := make([]string, 20)
				for i := range paragraphs {
					words := make([]string, 50)
					for k := range words {
						// Few words are frequent, most are rare.
						words[k] = vocabulary[int(float64(len(vocabulary))*rng.Float64()*rng.Float64()*rng.Float64())]
					}
					paragraphs[i] = strings.Join(words, " ")
				}
				a := article(fmt.Sprint("title ", n), paragraphs...)
				if err == nil {
					a, err = tx.AddArticle(a, noReceipt, nil)
				}
				for range *benchHighlights / *benchArticles {
					start := rng.IntN(a.Text.Len() - 200)
					h := annotate.Highlight{Article: a.ID, Span: annotate.Span{Start: start, End: start + 20 + rng.IntN(150)}, Tags: []string{tags[rng.IntN(3)].ID}}
					if err == nil {
						_, err = tx.AddHighlight(h)
					}
				}
				n++
			}
			return err
		})
	}
	b.Cleanup(func() { p.Close() })
	return p
}

func BenchmarkAddHighlight(b *testing.B) {
	p := large(b)
	list := must(b, p.Articles)
	i := 0
	for b.Loop() {
		i++
		h := annotate.Highlight{Article: list[0].ID, Span: annotate.Span{Start: i % 1000, End: i%1000 + 30}}
		do(b, p, "tag", func(tx *store.Tx) error {
			_, err := tx.AddHighlight(h)
			return err
		})
	}
}

func BenchmarkOpenAndList(b *testing.B) {
	p := large(b)
	b.ReportAllocs()
	for b.Loop() {
		q, err := store.Open(p.Path(), who("Ann"))
		if err != nil {
			b.Fatal(err)
		}
		if n := len(must(b, q.Articles)); n != *benchArticles {
			b.Fatal(n)
		}
		if err := q.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	p := large(b)
	id := must(b, p.Articles)[*benchArticles/2].ID
	for name, read := range map[string]func() error{
		"Article":    func() error { _, err := p.Article(id); return err },
		"Highlights": func() error { _, err := p.Highlights(id); return err },
		"TagCounts":  func() error { _, err := p.TagCounts(); return err },
		"Version":    func() error { _, err := p.Version(); return err },
		"NextUndo":   func() error { _, _, err := p.NextUndo(); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCodings(b *testing.B) {
	p := large(b)
	for b.Loop() {
		n := 0
		for _, err := range p.Codings(store.Filter{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		b.ReportMetric(float64(n), "rows")
	}
}

func BenchmarkSearch(b *testing.B) {
	p := large(b)
	for name, query := range map[string]string{"common": "waa0", "rare": "wzz4991", "two": "wba1 wca2", "beginning": "wa*", "phrase": `"waa0 wba1"`} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := p.Search(query, 3, 50); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkUndo takes back and does again one action of 10,000 highlights.
func BenchmarkUndo(b *testing.B) {
	p := large(b)
	id := must(b, p.Articles)[0].ID
	do(b, p, "code", func(tx *store.Tx) error {
		tags, err := tx.Tags()
		for i := range 10000 {
			if err == nil {
				_, err = tx.AddHighlight(annotate.Highlight{Article: id, Span: annotate.Span{Start: i % 1000, End: i%1000 + 30}, Tags: []string{tags[0].ID}})
			}
		}
		return err
	})
	for b.Loop() {
		if _, err := p.Undo(); err != nil {
			b.Fatal(err)
		}
		if _, err := p.Redo(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlaced(b *testing.B) {
	p := large(b)
	for b.Loop() {
		all, err := p.Placed(store.Filter{}, func(int) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(all)), "highlights")
	}
}
