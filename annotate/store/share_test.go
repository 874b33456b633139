package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// TestTwoProjects works on one file through two projects at once, as two
// windows do.
func TestTwoProjects(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "one two three four five six seven"))
	q := open(t, p.Path(), who("Bob"))
	vp, vq := must(t, p.Version), must(t, q.Version)
	mark(t, q, a, "two", "")
	if must(t, p.Version) == vp || must(t, q.Version) == vq {
		t.Error("the version has not changed")
	}
	if vp, vq = must(t, p.Version), must(t, q.Version); must(t, p.Version) != vp || must(t, q.Version) != vq {
		t.Error("the version changes by itself")
	}
	if all, err := p.Highlights(a.ID); err != nil || len(all) != 1 {
		t.Errorf("the other window sees %v, %v", all, err)
	}

	const each = 20
	var work sync.WaitGroup
	errs := make(chan error, 2*each)
	for i, project := range []*store.Project{p, q} {
		work.Go(func() {
			for n := range each {
				errs <- project.Do(project.Group("tag"), func(tx *store.Tx) error {
					_, err := tx.AddHighlight(annotate.Highlight{Article: a.ID, Span: annotate.Span{Start: i, End: 2 + n}})
					return err
				})
			}
		})
	}
	work.Wait()
	for range 2 * each {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	for _, project := range []*store.Project{p, q} {
		if all, err := project.Highlights(a.ID); err != nil || len(all) != 1+2*each {
			t.Errorf("%d highlights, %v", len(all), err)
		}
	}
	sound(t, p)
	sound(t, q)
}

// TestGroupInterrupted: what another action has come between is undone in the
// order in which it was done.
func TestGroupInterrupted(t *testing.T) {
	p := newProject(t)
	g := p.Group("import 2 articles")
	add := func(title string) {
		t.Helper()
		if err := p.Do(g, func(tx *store.Tx) error {
			_, err := tx.AddArticle(article(title, title), noReceipt, nil)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	add("first")
	first := must(t, p.Articles)[0].Article
	first, _ = p.Article(first.ID)
	mark(t, p, first, "first", "")
	add("second")
	var labels []string
	for range 3 {
		action, err := p.Undo()
		if err != nil {
			t.Fatal(err)
		}
		labels = append(labels, action.Label)
		sound(t, p)
	}
	if want := "[import 2 articles tag passage import 2 articles]"; fmt.Sprint(labels) != want {
		t.Errorf("got %v, want %s", labels, want)
	}
}

func TestDoLeavesNothingBehind(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "one two"))
	before, version := read(t, p), must(t, p.Version)
	boom := errors.New("boom")
	work := func(tx *store.Tx) {
		t.Helper()
		if _, err := tx.AddTag(annotate.Tag{Name: "new"}); err != nil {
			t.Fatal(err)
		}
		if err := tx.DeleteArticle(a.ID); err != nil {
			t.Fatal(err)
		}
		if list, err := tx.Articles(); err != nil || len(list) != 0 {
			t.Fatalf("inside there are %v, %v", list, err)
		}
	}
	if err := p.Do(p.Group("fails"), func(tx *store.Tx) error { work(tx); return boom }); err != boom {
		t.Errorf("got %v", err)
	}
	func() {
		defer func() {
			if recover() != boom {
				t.Error("the panic was swallowed")
			}
		}()
		_ = p.Do(p.Group("panics"), func(tx *store.Tx) error { work(tx); panic(boom) })
	}()
	var kept *store.Tx
	if err := p.Do(p.Group("nothing"), func(tx *store.Tx) error { kept = tx; return nil }); err != nil {
		t.Error(err)
	}
	if _, err := kept.AddTag(annotate.Tag{Name: "late"}); err == nil {
		t.Error("a verb works after the transaction")
	}
	if got := read(t, p); fmt.Sprint(got) != fmt.Sprint(before) || must(t, p.Version) != version {
		t.Errorf("got  %+v\nwant %+v", got, before)
	}
	if history := must(t, func() ([]store.Action, error) { return p.History(0) }); len(history) != 1 {
		t.Errorf("history %+v", history)
	}
	sound(t, p)
}

// TestUseWhileReadingCodings reads and writes from the loop over Codings.
func TestUseWhileReadingCodings(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "one two three four"))
	mark(t, p, a, "one", "", "trade")
	mark(t, p, a, "two", "", "trade")
	n := 0
	for _, err := range p.Codings(store.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Tags(); err != nil {
			t.Fatal(err)
		}
		mark(t, p, a, "o", "")
		n++
	}
	if n != 2 {
		t.Errorf("%d rows", n)
	}
}

func TestCoders(t *testing.T) {
	path := newProject(t).Path()
	names := func(p *store.Project) string {
		var all []string
		for _, c := range must(t, p.Coders) {
			all = append(all, c.Name)
		}
		return fmt.Sprint(all)
	}
	p := open(t, path, store.Options{})
	if c := p.Coder(); c.Name != "coder" || c.ID == "" || !annotate.IsColor(c.Color) {
		t.Errorf("without options: %+v", c)
	}
	if got := names(p); got != "[Ann]" {
		t.Errorf("whoever only reads is listed: %s", got)
	}
	a := add(t, p, article("A", "one two"))
	if got := names(p); got != "[Ann coder]" {
		t.Errorf("after a change: %s", got)
	}
	if c := open(t, path, store.Options{Coder: annotate.Coder{ID: "ann", Name: "Annie"}}).Coder(); c.Name != "Ann" {
		t.Errorf("by ID: %+v", c)
	}
	if c := open(t, path, who("Ann")).Coder(); c.ID != "ann" {
		t.Errorf("by name: %+v", c)
	}
	_, err := store.Open(path, who("two\nlines"))
	if err == nil {
		t.Error("a name of two lines was taken")
	}
	// Two windows bring the same new person.
	q, r := open(t, path, who("Cleo")), open(t, path, who("Cleo"))
	h, i := mark(t, q, a, "one", ""), mark(t, r, a, "two", "")
	if h.Coder != i.Coder || names(p) != "[Ann Cleo coder]" || r.Coder().ID != h.Coder {
		t.Errorf("%s and %s of %s", h.Coder, i.Coder, names(p))
	}
	// An undo of AddCoder takes out who works; the next change brings them back.
	do(t, p, "add coder", func(tx *store.Tx) error {
		_, err := tx.AddCoder(annotate.Coder{Name: "Dan"})
		return err
	})
	dan := open(t, path, who("Dan"))
	if _, err := dan.Undo(); err != nil {
		t.Fatal(err)
	}
	if h := mark(t, dan, a, "two", ""); h.Coder != dan.Coder().ID {
		t.Errorf("highlight of %s", h.Coder)
	}
	sound(t, dan)
}
