package store_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"gloss/annotate/store"
)

func TestUndoAcrossReopening(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "One two three."))
	h := mark(t, p, a, "two", "", "trade")
	do(t, p, "delete article", func(tx *store.Tx) error { return tx.DeleteArticle(a.ID) })
	sound(t, p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = open(t, p.Path(), who("Bob"))
	if action, err := p.Undo(); err != nil || action.Label != "delete article" || action.Coder != "Ann" || !action.Undone {
		t.Fatalf("undo: %+v, %v", action, err)
	}
	if got, err := p.Highlights(a.ID); err != nil || len(got) != 1 || got[0].ID != h.ID {
		t.Errorf("highlights %+v, %v", got, err)
	}
	if original, err := p.Original(a.ID); err != nil || string(original) != "original of A" {
		t.Errorf("original %q, %v", original, err)
	}
	if hits, err := p.Search("TWÓ", 0, 0); err != nil || len(hits) != 1 || hits[0].Match != "two" {
		t.Errorf("search: %+v, %v", hits, err)
	}
	for row, err := range p.Codings(store.Filter{}) {
		if err != nil || row.Quote != "two" || row.TagPath != "trade" || row.Paragraph != 1 || row.Page != 1 || row.Coder != "Ann" {
			t.Errorf("row %+v, %v", row, err)
		}
	}
	sound(t, p)
	for range 2 {
		if _, err := p.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.Undo(); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("undo of nothing: %v", err)
	}
	sound(t, p)
	for range 3 {
		if _, err := p.Redo(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.Redo(); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("redo of nothing: %v", err)
	}
	sound(t, p)
}

// TestGoTo jumps through the history and sees that every point is as it was,
// and that what was undone and then replaced is out of reach.
func TestGoTo(t *testing.T) {
	p := newProject(t)
	type point struct {
		n int64
		contents
	}
	points := []point{{0, read(t, p)}}
	keep := func() {
		t.Helper()
		next, found, err := p.NextUndo()
		if err != nil || !found {
			t.Fatal(found, err)
		}
		points = append(points, point{next.N, read(t, p)})
	}
	a := add(t, p, article("A", "one two three"))
	keep()
	for _, quote := range []string{"one", "two", "three"} {
		mark(t, p, a, quote, "a note", "trade")
		keep()
	}
	do(t, p, "delete article", func(tx *store.Tx) error { return tx.DeleteArticle(a.ID) })
	keep()
	at := len(points) - 1
	for _, to := range []int{2, 2, 5, 0, 1, 4, 0, 5, 3} {
		version := must(t, p.Version)
		steps, err := p.GoTo(points[to].n)
		if err != nil || steps != max(to-at, at-to) {
			t.Fatalf("from %d to %d: %d steps, %v", at, to, steps, err)
		}
		if at == to && must(t, p.Version) != version {
			t.Error("going nowhere has changed the file")
		}
		at = to
		if got := read(t, p); !reflect.DeepEqual(got, points[to].contents) {
			t.Fatalf("at %d: got  %+v\nwant %+v", to, got, points[to].contents)
		}
		sound(t, p)
	}
	mark(t, p, a, "three", "another")
	_, err := p.GoTo(points[5].n)
	says(t, err, store.ErrNotFound, "no way leads to that point")
	all := must(t, func() ([]store.Action, error) { return p.History(0) })
	var gone []bool
	for _, a := range all {
		gone = append(gone, a.Gone)
	}
	if got, want := fmt.Sprint(gone), "[false true true false false false]"; got != want {
		t.Errorf("gone: %s, want %s", got, want)
	}
}

// TestStartHere: what was done before is the beginning, and what comes after is
// undone and merged as ever.
func TestStartHere(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "one two three"))
	mark(t, p, a, "one", "", "trade")
	if err := p.StartHere(); err != nil {
		t.Fatal(err)
	}
	begun := read(t, p)
	if _, err := p.Undo(); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("undo of the beginning: %v", err)
	}
	copied := filepath.Join(t.TempDir(), "copy.gloss")
	if err := p.Backup(copied); err != nil {
		t.Fatal(err)
	}
	mark(t, p, a, "two", "", "trade")
	if all := must(t, func() ([]store.Action, error) { return p.History(0) }); len(all) != 1 {
		t.Errorf("history: %+v", all)
	}
	before := read(t, p)
	if _, err := p.Merge(copied, store.MergeChoices{}); err != nil || !reflect.DeepEqual(read(t, p), before) {
		t.Errorf("merging a copy of the beginning has changed something, %v", err)
	}
	if steps, err := p.GoTo(0); err != nil || steps != 1 || !reflect.DeepEqual(read(t, p), begun) {
		t.Errorf("back to the beginning: %d steps, %v", steps, err)
	}
	if err := p.StartHere(); err == nil {
		t.Error("a project starts where something was undone")
	}
	sound(t, p)
}
