package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// handOut makes a copy for a coder and opens it as they do, on their computer.
func handOut(t testing.TB, p *store.Project, name string) *store.Project {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+".gloss")
	if _, err := p.HandOut(path, annotate.Coder{Name: name}); err != nil {
		t.Fatal(err)
	}
	o := person(t, name+"'s")
	o.Coder = annotate.Coder{}
	q := open(t, path, o)
	sound(t, q)
	return q
}

func TestHandOut(t *testing.T) {
	p := newProject(t)
	a, gone := add(t, p, article("A", "one two three")), add(t, p, article("B", "four"))
	kept := mark(t, p, a, "one", "my view", "trade")
	do(t, p, "done", func(tx *store.Tx) error { return tx.SetStatus(a.ID, annotate.Done) })
	do(t, p, "delete", func(tx *store.Tx) error { return tx.DeleteArticle(gone.ID) })
	do(t, p, "filter", func(tx *store.Tx) error {
		return tx.SaveFilter(store.NamedFilter{Name: "one", Filter: store.Filter{Words: "one"}})
	})
	q := handOut(t, p, "Bob")
	if c := q.Coder(); c.Name != "Bob" {
		t.Errorf("whoever opens it is %+v", c)
	}
	if to, found, err := q.HandedOutTo(); err != nil || !found || to != q.Coder() {
		t.Errorf("handed out to %+v, %v, %v", to, found, err)
	}
	list := must(t, q.Articles)
	if len(list) != 1 || list[0].ID != a.ID || list[0].Highlights != 0 || list[0].Status != annotate.Unread {
		t.Errorf("the copy holds %+v", list)
	}
	if book := must(t, q.Tags); len(book) != 3 || len(must(t, q.Filters)) != 1 {
		t.Errorf("the codebook is %+v", book)
	}
	if coders := must(t, q.Coders); len(coders) != 1 || coders[0].Name != "Bob" {
		t.Errorf("the coders are %+v", coders)
	}
	if h := must(t, func() ([]store.Action, error) { return q.History(0) }); len(h) != 0 {
		t.Errorf("the copy tells of %+v", h)
	}
	if data, err := q.Original(a.ID); err != nil || string(data) != "original of A" {
		t.Errorf("the original: %q, %v", data, err)
	}
	mark(t, q, a, "two", "", "military")
	do(t, q, "done", func(tx *store.Tx) error { return tx.SetStatus(a.ID, annotate.Done) })
	do(t, q, "delete", func(tx *store.Tx) error { return tx.DeleteTag(tag(t, p, "trade").ID) })
	merge(t, p, q)
	if list := must(t, p.Articles); len(list) != 1 || list[0].Highlights != 2 || len(list[0].Done) != 2 {
		t.Errorf("merged: %+v", list)
	}
	if h, err := p.Highlight(kept.ID); err != nil || fmt.Sprint(h) != fmt.Sprint(kept) {
		t.Errorf("got %+v, %v\nwant %+v", h, err, kept)
	}
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	sound(t, p)
	merge(t, p, q)
	merge(t, q, p)
	agree(t, "there and back", p, q)
	// The same person again takes along what they have done.
	r := handOut(t, p, "Bob")
	if list := must(t, r.Articles); r.Coder().ID != q.Coder().ID || list[0].Highlights != 1 || list[0].Mine != annotate.Done {
		t.Errorf("%+v has %+v", r.Coder(), list)
	}
	_, err := p.HandOut(p.Path(), annotate.Coder{Name: "Cleo"})
	says(t, err, store.ErrExists, "a file of that name exists already")
}

// TestHandOutHalfAnAction: an action changes a highlight, which a copy does not
// carry, and then an article, which it does. The copy has seen the latter only:
// when it hears that someone else has deleted the highlight as it was before,
// that is not the word on the change.
func TestHandOutHalfAnAction(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "one two three"))
	h := mark(t, p, a, "one", "")
	cleo := copyFor(t, p, "Cleo")
	do(t, cleo, "delete", func(tx *store.Tx) error { return tx.DeleteHighlight(h.ID) })
	h.Note, a.Note = "important", "read"
	do(t, p, "change both", func(tx *store.Tx) error {
		return cmp.Or(tx.SetHighlight(h), tx.SetArticle(a))
	})
	bob := handOut(t, p, "Bob")
	merge(t, bob, cleo)
	merge(t, p, bob)
	if got, err := p.Highlight(h.ID); err != nil || got.Note != "important" {
		t.Errorf("merged back: %+v, %v", got, err)
	}
}

// TestHandOutLaws: whatever someone does in a copy that was handed out, and
// whatever is done here meanwhile, merging it back changes no highlight of
// anybody else, and merging the other way gives the same project.
func TestHandOutLaws(t *testing.T) {
	for seed := range uint64(*histories) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 3))
			base, err := store.Create(filepath.Join(t.TempDir(), "base.gloss"), person(t, "Eve"))
			if err != nil {
				t.Fatal(err)
			}
			defer base.Close()
			work := func(p *store.Project, n int) {
				r := &random{t: t, p: p, choose: rng.IntN}
				for range n {
					switch rng.IntN(6) {
					case 0:
						_, _ = p.Undo() // there may be nothing to undo
					case 1:
						_, _ = p.Redo()
					default:
						r.act()
					}
				}
			}
			work(base, 15)
			copied := handOut(t, base, "Ann")
			work(base, 8)
			work(copied, 15)
			before := others(t, base, copied.Coder().ID)
			back := copyBy(t, copied, "back", copied.Coder())
			merge(t, back, base)
			report := merge(t, base, copied)
			after := others(t, base, copied.Coder().ID)
			for id, h := range before {
				got, there := after[id]
				if !there || got.Span != h.Span || got.Article != h.Article || got.Note != h.Note || got.Coder != h.Coder {
					t.Fatalf("was %+v\nis %+v, %v", h, got, there)
				}
				if len(got.Tags) != len(h.Tags) && !strings.Contains(fmt.Sprint(report.Decisions), "become one") {
					t.Fatalf("had the tags %v, has %v", h.Tags, got.Tags)
				}
			}
			agree(t, "here and there", base, back)
		})
	}
}

// others are the highlights of all coders but one, by ID.
func others(t testing.TB, p *store.Project, coder string) map[string]annotate.Highlight {
	t.Helper()
	all := map[string]annotate.Highlight{}
	for _, a := range must(t, p.Articles) {
		for _, h := range must(t, func() ([]annotate.Highlight, error) { return p.Highlights(a.ID) }) {
			if h.Coder != coder {
				all[h.ID] = h
			}
		}
	}
	return all
}
