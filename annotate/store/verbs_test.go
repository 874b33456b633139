package store_test

import (
	"errors"
	"reflect"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

func TestAddArticle(t *testing.T) {
	p := newProject(t)
	in := article("Nets cut", "The trawlers “came” back — twice.", "Nobody expected it.")
	a := add(t, p, in)
	if a.ID == "" || a.Added.IsZero() || a.Status != annotate.Unread {
		t.Errorf("got ID %q, added %v, status %q", a.ID, a.Added, a.Status)
	}
	got, err := p.Article(a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, a) {
		t.Errorf("got  %+v\nwant %+v", got, a)
	}
	list := must(t, p.Articles)
	if len(list) != 1 || list[0].Length != a.Text.Len() || list[0].Words != 10 || list[0].Highlights != 0 {
		t.Errorf("got %+v", list)
	}
	if original, err := p.Original(a.ID); string(original) != "original of Nets cut" || err != nil {
		t.Errorf("original %q, %v", original, err)
	}
	if r, err := p.Receipt(a.ID); err != nil || len(r.Remarks) != 1 || r.Remarks[0].Detail != "plain text in UTF-8" {
		t.Errorf("receipt %+v, %v", r, err)
	}
	sound(t, p)

	err = p.Do(p.Group("again"), func(tx *store.Tx) error {
		_, err := tx.AddArticle(in, annotate.Receipt{}, nil)
		return err
	})
	var there *store.DuplicateError
	if !errors.As(err, &there) || !errors.Is(err, store.ErrDuplicate) || there.ID != a.ID || there.Title != "Nets cut" {
		t.Errorf("second import: %v", err)
	}
}

func TestHighlights(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "Žluťoučký kůň 😀 pěl ódy."))
	h := mark(t, p, a, "kůň 😀", "a horse", "trade", "military")
	if h.Quote.Exact != "kůň 😀" || h.Quote.Prefix != "Žluťoučký " || h.Coder != "ann" || h.Created.IsZero() {
		t.Errorf("got %+v", h)
	}
	got, err := p.Highlight(h.ID)
	if err != nil || !reflect.DeepEqual(got, h) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, h)
	}
	h.Tags, h.Span.End = h.Tags[1:], h.Span.End+4
	do(t, p, "resize", func(tx *store.Tx) error { return tx.SetHighlight(h) })
	if got, _ = p.Highlight(h.ID); got.Quote.Exact != "kůň 😀 pěl" || len(got.Tags) != 1 || !got.Changed.After(got.Created) {
		t.Errorf("after the change %+v", got)
	}
	do(t, p, "delete", func(tx *store.Tx) error { return tx.DeleteHighlight(h.ID) })
	if _, err := p.Highlight(h.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after deletion: %v", err)
	}
	sound(t, p)
}
