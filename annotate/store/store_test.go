package store_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"gloss/annotate"
	"gloss/annotate/store"
)

// fixed holds the clock and the IDs still: id-1, id-2, ...
func fixed() store.Options {
	clock := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	n := 0
	return store.Options{
		Coder: annotate.Coder{ID: "ann", Name: "Ann", Color: "#0072B2"},
		Now:   func() time.Time { clock = clock.Add(time.Second); return clock },
		NewID: func() string { n++; return fmt.Sprintf("id-%d", n) },
	}
}

// who are options for a coder of that name, with real IDs.
func who(name string) store.Options {
	return store.Options{Coder: annotate.Coder{Name: name}}
}

// newProject makes a project in a folder of its own and closes it at the end.
func newProject(t testing.TB) *store.Project {
	t.Helper()
	p, err := store.Create(filepath.Join(t.TempDir(), "p.gloss"), fixed())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// open opens the project at path and closes it at the end.
func open(t testing.TB, path string, o store.Options) *store.Project {
	t.Helper()
	p, err := store.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// do makes one action of fn.
func do(t testing.TB, p *store.Project, label string, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := p.Do(p.Group(label), fn); err != nil {
		t.Fatalf("%s: %v", label, err)
	}
}

// article is a small article of one paragraph per text.
func article(title string, paragraphs ...string) annotate.Article {
	a := annotate.Article{
		Title: title, Authors: []string{"Eva Óladóttir", "Jan Smith"}, Published: "1972-09-01", Site: "The Sentinel",
		URL: "https://example.org/a", Language: "en", Format: "text", SourceName: title + ".txt", SourceHash: "hash of " + title,
		Variables: []annotate.Variable{{Name: "region", Value: "north"}, {Name: "type", Value: "daily"}},
	}
	var b annotate.Builder
	for i, p := range paragraphs {
		b.Add(annotate.Paragraph, 0, i+1, annotate.Piece{Text: p}, annotate.Piece{Text: " end", Bold: true})
	}
	b.Into(&a)
	return a
}

// add imports an article in an action of its own.
func add(t testing.TB, p *store.Project, a annotate.Article) annotate.Article {
	t.Helper()
	var receipt annotate.Receipt
	receipt.Add(annotate.Read, "plain text in UTF-8", "", 0)
	do(t, p, "import "+a.Title, func(tx *store.Tx) (err error) {
		a, err = tx.AddArticle(a, receipt, []byte("original of "+a.Title))
		return err
	})
	return a
}

// mark adds a highlight over the first place of quote, with tags named by path.
func mark(t testing.TB, p *store.Project, a annotate.Article, quote, note string, tags ...string) annotate.Highlight {
	t.Helper()
	span, ok := a.Text.Find(quote, 0)
	if !ok {
		t.Fatalf("%q is not in the article", quote)
	}
	h := annotate.Highlight{Article: a.ID, Span: span, Note: note}
	for _, name := range tags {
		h.Tags = append(h.Tags, tag(t, p, name).ID)
	}
	do(t, p, "tag passage", func(tx *store.Tx) (err error) {
		h, err = tx.AddHighlight(h)
		return err
	})
	return h
}

// tag finds a tag by its path.
func tag(t testing.TB, p *store.Project, path string) annotate.Tag {
	t.Helper()
	book, err := p.Tags()
	if err != nil {
		t.Fatal(err)
	}
	found, ok := book.Find(path)
	if !ok {
		t.Fatalf("no tag %q", path)
	}
	return found
}

// must returns v and ends the test on an error: must(t)(p.Tags()) reads badly,
// so it takes the method.
func must[T any](t testing.TB, read func() (T, error)) T {
	t.Helper()
	v, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// sound ends the test unless Check finds nothing.
func sound(t testing.TB, p *store.Project) {
	t.Helper()
	for _, fault := range must(t, p.Check) {
		t.Error(fault)
	}
	listsTrue(t, p)
	if t.Failed() {
		t.FailNow()
	}
}

// listsTrue compares the lists that a project keeps to what is in the file: a
// transaction reads that.
func listsTrue(t testing.TB, p *store.Project) {
	t.Helper()
	if p.ReadOnly() {
		return
	}
	articles, counts := must(t, p.Articles), must(t, p.TagCounts)
	var last string // the one whose highlights were read last
	var highlights []annotate.Highlight
	if n := len(articles); n > 0 {
		last = articles[n-1].ID
		highlights = must(t, func() ([]annotate.Highlight, error) { return p.Highlights(last) })
	}
	err := p.Do(p.Group("compare"), func(tx *store.Tx) error {
		want, err := tx.Articles()
		if err != nil {
			return err
		}
		if !reflect.DeepEqual(articles, want) {
			t.Errorf("articles: got  %+v\nwant %+v", articles, want)
		}
		if marked, err := tx.Highlights(last); err != nil || !reflect.DeepEqual(highlights, marked) {
			t.Errorf("highlights: got  %+v\nwant %+v, %v", highlights, marked, err)
		}
		tags, err := tx.TagCounts()
		if !reflect.DeepEqual(counts, tags) {
			t.Errorf("counts: got  %v\nwant %v", counts, tags)
		}
		return err
	})
	if err != nil && !errors.Is(err, store.ErrMoved) {
		t.Error(err)
	}
}

// noReceipt is for articles that no importer has made.
var noReceipt annotate.Receipt
