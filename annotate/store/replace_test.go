package store_test

import (
	"errors"
	"fmt"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// TestReplaceArticle mends a text: what is found again moves with its ID, what
// is not stays in the old text until it is settled, and undo brings all back.
func TestReplaceArticle(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("Nets", "Menu", "The frigate cut the nets.", "Nobody was hurt, the owners said."))
	menu := mark(t, p, a, "Menu", "", "trade")
	nets := mark(t, p, a, "frigate cut", "a note", "military", "trade")
	hurt := mark(t, p, a, "Nobody was hurt", "", "trade")
	do(t, p, "mark as done", func(tx *store.Tx) error { return tx.SetStatus(a.ID, annotate.Done) })
	before := read(t, p)

	var now annotate.Article
	var carried []store.Carried
	do(t, p, "read again", func(tx *store.Tx) (err error) {
		better := article("Nets cut", "The frigate cut the nets.", "Nobody was killed, the owners said.")
		better.SourceHash = a.SourceHash
		now, carried, err = tx.ReplaceArticle(a.ID, better, annotate.Receipt{}, []byte("original"))
		return err
	})
	if len(carried) != 3 || carried[0].Anchor != annotate.Orphan || carried[1].Anchor != annotate.Moved || carried[2].Anchor != annotate.Orphan {
		t.Fatalf("carried %+v", carried)
	}
	if now.Title != "Nets cut" || now.Status != annotate.Done || len(now.Variables) != 2 {
		t.Errorf("the new article is %+v", now)
	}
	got, err := p.Highlight(nets.ID)
	if err != nil || got.Article != now.ID || got.Quote.Exact != "frigate cut" || got.Note != "a note" || now.Text.Slice(got.Span) != "frigate cut" {
		t.Errorf("the moved highlight is %+v, %v", got, err)
	}
	orphans := must(t, func() ([]annotate.Highlight, error) { return p.Orphans(now.ID) })
	if len(orphans) != 2 || orphans[0].ID != menu.ID || orphans[0].Quote.Exact != "Menu" {
		t.Errorf("orphans %+v", orphans)
	}
	if list := must(t, p.Articles); len(list) != 2 || list[1].Replaces != a.ID || list[0].Highlights != 2 {
		t.Errorf("articles %+v", list)
	}
	sound(t, p)

	span, _ := now.Text.Find("Nobody was killed", 0)
	do(t, p, "settle", func(tx *store.Tx) error { return tx.SettleOrphan(hurt.ID, span) })
	if got, err := p.Highlight(hurt.ID); err != nil || got.Quote.Exact != "Nobody was killed" || got.Article != now.ID {
		t.Errorf("the settled highlight is %+v, %v", got, err)
	}
	do(t, p, "delete", func(tx *store.Tx) error { return tx.DeleteHighlight(menu.ID) })
	if list := must(t, p.Articles); len(list) != 1 || list[0].ID != now.ID {
		t.Errorf("the old text is still there: %+v", list)
	}
	sound(t, p)

	for range 3 {
		if _, err := p.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if after := read(t, p); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("undone:\n%+v\nwant\n%+v", after, before)
	}
	sound(t, p)
}

// TestReplaceArticleRefused: a text that is there already replaces nothing, and
// what is no orphan cannot be settled.
func TestReplaceArticleRefused(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("Nets", "The frigate cut the nets."))
	h := mark(t, p, a, "frigate", "")
	err := p.Do(p.Group("again"), func(tx *store.Tx) error {
		_, _, err := tx.ReplaceArticle(a.ID, article("Nets", "The frigate cut the nets."), annotate.Receipt{}, nil)
		return err
	})
	var there *store.DuplicateError
	if !errors.As(err, &there) || there.ID != a.ID {
		t.Errorf("the same text: %v", err)
	}
	err = p.Do(p.Group("settle"), func(tx *store.Tx) error { return tx.SettleOrphan(h.ID, annotate.Span{Start: 0, End: 3}) })
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("settling what is no orphan: %v", err)
	}
	if _, err := p.Article(a.ID); err != nil {
		t.Error(err)
	}
}

// TestKeepSources: a project without sources keeps none from then on, also
// after it was closed.
func TestKeepSources(t *testing.T) {
	p := newProject(t)
	kept := add(t, p, article("Kept", "One."))
	do(t, p, "settings", func(tx *store.Tx) error { return tx.SetKeepSources(false) })
	path := p.Path()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = open(t, path, who("ann"))
	if keeps, err := p.KeepsSources(); keeps || err != nil {
		t.Errorf("it keeps sources: %v, %v", keeps, err)
	}
	left := add(t, p, article("Left out", "Two."))
	if _, err := p.Original(left.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the source that was not to be kept: %v", err)
	}
	if data, err := p.Original(kept.ID); err != nil || len(data) == 0 {
		t.Errorf("the source from before: %q, %v", data, err)
	}
	do(t, p, "settings", func(tx *store.Tx) error { return tx.SetKeepSources(true) })
	again := add(t, p, article("Again", "Three."))
	if data, err := p.Original(again.ID); err != nil || len(data) == 0 {
		t.Errorf("kept again: %q, %v", data, err)
	}
	sound(t, p)
}
