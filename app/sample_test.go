package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"gloss/annotate/store"
	"gloss/app"
)

// TestSample: the sample project has one article per format, every row of its
// codings is in it, and it is whole.
func TestSample(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.gloss")
	if err := app.Sample(t.Context(), path, fixed()); err != nil {
		t.Fatal(err)
	}
	p, err := store.Open(path, fixed())
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	check(t, p)
	if a, found, err := p.NextUndo(); err != nil || found {
		t.Errorf("a newcomer can undo %q, %v", a.Label, err)
	}
	articles, err := p.Articles()
	if err != nil {
		t.Fatal(err)
	}
	formats := map[string]bool{}
	for _, a := range articles {
		formats[a.Format] = true
		if a.Title == "" || len(a.Authors) == 0 || a.Words < 400 || a.Words > 900 || a.Highlights == 0 {
			t.Errorf("%s: %q by %v, %d words, %d highlights", a.SourceName, a.Title, a.Authors, a.Words, a.Highlights)
		}
	}
	if !formats["html"] || !formats["text"] || !formats["pdf"] {
		t.Errorf("formats: %v", formats)
	}
	rows := 0
	for c, err := range p.Codings(store.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if rows++; c.Tag != "sovereignty" && c.Tag != "military" && c.Tag != "trade" {
			t.Errorf("%q is tagged %s", c.Quote, c.Tag)
		}
	}
	if rows != 18 {
		t.Errorf("%d rows of codings, want all 18", rows)
	}
}

// TestSampleLeavesNothing: what cannot be made is not there, and what is there
// is not touched.
func TestSampleLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.gloss")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := app.Sample(ctx, path, fixed()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file was left: %v", err)
	}
	if err := os.WriteFile(path, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := app.Sample(t.Context(), path, fixed()); !errors.Is(err, store.ErrExists) {
		t.Errorf("got %v", err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "mine" {
		t.Errorf("the file is %q, %v", data, err)
	}
}
