package store_test

import (
	"errors"
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
