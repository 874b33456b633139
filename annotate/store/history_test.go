package store_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

var histories = flag.Int("histories", 12, "how many random histories TestHistories tries")

// TestHistories does and undoes things at random, closes and opens in between,
// and sees that the log folds to the tables, and that every undo and redo leads
// back to exactly the state that was there before.
func TestHistories(t *testing.T) {
	for seed := range uint64(*histories) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 1))
			history(t, 60, rng.IntN)
		})
	}
}

// FuzzHistory is TestHistories with the choices made by the fuzzer.
func FuzzHistory(f *testing.F) {
	f.Add([]byte("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 200 {
			return
		}
		steps := len(data) / 4
		history(t, steps, func(n int) int {
			if len(data) == 0 {
				return 0
			}
			choice := int(data[0]) % n
			data = data[1:]
			return choice
		})
	})
}

func history(t *testing.T, steps int, choose func(n int) int) {
	r := &random{t: t, p: newProject(t), choose: choose}
	// states[i] is what the project held after i actions; at is where we are.
	states, at := []contents{read(t, r.p)}, 0
	for range steps {
		switch choose(8) {
		case 0, 1:
			_, err := r.p.Undo()
			if undoable := at > 0; undoable != (err == nil) {
				t.Fatalf("undo of action %d: %v", at, err)
			} else if undoable {
				at--
			}
		case 2:
			_, err := r.p.Redo()
			if redoable := at+1 < len(states); redoable != (err == nil) {
				t.Fatalf("redo of action %d of %d: %v", at+1, len(states)-1, err)
			} else if redoable {
				at++
			}
		case 3:
			path := r.p.Path()
			if err := r.p.Close(); err != nil {
				t.Fatal(err)
			}
			r.p = open(t, path, who([]string{"Ann", "Bob"}[choose(2)]))
		default:
			if r.act() {
				at++
				states = append(states[:at], read(t, r.p))
			}
		}
		if got := read(t, r.p); !reflect.DeepEqual(got, states[at]) {
			t.Fatalf("after %q:\ngot  %+v\nwant %+v", r.did, got, states[at])
		}
		listsTrue(t, r.p)
	}
	sound(t, r.p)
	if n := len(must(t, func() ([]store.Action, error) { return r.p.History(0) })); n < len(states)-1 {
		t.Errorf("the history lists %d actions, at least %d were done", n, len(states)-1)
	}
}

// contents is everything that a project shows.
type contents struct {
	Tags       annotate.Codebook
	Articles   []store.Summary
	Highlights [][]annotate.Highlight
	Filters    []store.NamedFilter
	Found      []store.Hit
}

func read(t testing.TB, p *store.Project) contents {
	t.Helper()
	c := contents{Tags: must(t, p.Tags), Articles: must(t, p.Articles), Filters: must(t, p.Filters)}
	for i, a := range c.Articles {
		c.Articles[i].Mine = "" // another coder sees another
		c.Highlights = append(c.Highlights, must(t, func() ([]annotate.Highlight, error) { return p.Highlights(a.ID) }))
	}
	// The rank may move with what was deleted, the places may not.
	c.Found = must(t, func() ([]store.Hit, error) { return p.Search("note", 0, 0) })
	seen := map[string]bool{}
	for _, h := range c.Found {
		seen[h.Article] = true
	}
	c.Found = c.Found[:0]
	for _, a := range c.Articles {
		if seen[a.ID] {
			c.Found = append(c.Found, store.Hit{Article: a.ID})
		}
	}
	return c
}

// random does random things to a project.
type random struct {
	t      *testing.T
	p      *store.Project
	choose func(n int) int
	verbs  []verb // nil: all
	few    bool   // few names of tags
	n      int
	did    []string
}

// act does one action of one to three verbs, some of which are refused, and
// reports whether it has changed anything.
func (r *random) act() (changed bool) {
	before := must(r.t, r.p.Version)
	g := r.p.Group("action")
	for range 1 + r.choose(3) {
		err := r.p.Do(g, func(tx *store.Tx) error {
			for range 1 + r.choose(2) {
				verb := r.pick()
				err := verb.do(r, tx)
				r.did = append(r.did, fmt.Sprintf("%s: %v", verb.name, err))
			}
			return nil
		})
		if err != nil {
			r.t.Fatalf("%q: %v", r.did, err)
		}
	}
	// A coder who arrives changes the file, but does no action with that.
	next, found, err := r.p.NextUndo()
	if err != nil {
		r.t.Fatal(err)
	}
	return must(r.t, r.p.Version) != before && found && next.Group == g.ID
}

// pick chooses a verb.
func (r *random) pick() verb {
	from := r.verbs
	if from == nil {
		from = verbs
	}
	return from[r.choose(len(from))]
}

type verb struct {
	name string
	do   func(r *random, tx *store.Tx) error
}

var verbs = []verb{
	{"add article", func(r *random, tx *store.Tx) error {
		r.n++
		_, err := tx.AddArticle(article(fmt.Sprint("article ", r.n), fmt.Sprint("Der Ärger №", r.n), strings.Repeat("å🙂 b c ", 1+r.choose(5))), annotate.Receipt{}, nil)
		return err
	}},
	{"set article", func(r *random, tx *store.Tx) error {
		a := r.article(tx)
		a.Title, a.Note = fmt.Sprint("title ", r.choose(3)), fmt.Sprint("note ", r.choose(3))
		a.Variables = a.Variables[:min(len(a.Variables), r.choose(3))]
		return tx.SetArticle(a)
	}},
	{"set status", func(r *random, tx *store.Tx) error {
		return tx.SetStatus(r.article(tx).ID, annotate.Statuses[r.choose(3)])
	}},
	{"replace article", func(r *random, tx *store.Tx) error {
		a := r.article(tx)
		r.n++
		better := article(a.Title, fmt.Sprint("A better reading ", r.n), strings.Replace(a.Text.String(), "b c", "d", 2))
		_, _, err := tx.ReplaceArticle(a.ID, better, annotate.Receipt{}, nil)
		return err
	}},
	{"settle orphan", func(r *random, tx *store.Tx) error {
		a := r.article(tx)
		all, err := tx.Orphans(a.ID)
		if err != nil || len(all) == 0 {
			return err
		}
		return tx.SettleOrphan(all[r.choose(len(all))].ID, r.span(a))
	}},
	{"delete article", func(r *random, tx *store.Tx) error { return tx.DeleteArticle(r.article(tx).ID) }},
	{"add highlight", func(r *random, tx *store.Tx) error {
		a := r.article(tx)
		h := annotate.Highlight{Article: a.ID, Span: r.span(a), Tags: r.tags(tx), Note: []string{"", "a note"}[r.choose(2)]}
		_, err := tx.AddHighlight(h)
		return err
	}},
	{"set highlight", func(r *random, tx *store.Tx) error {
		a := r.article(tx)
		all, err := tx.Highlights(a.ID)
		if err != nil || len(all) == 0 {
			return err
		}
		h := all[r.choose(len(all))]
		h.Span, h.Tags, h.Note = r.span(a), r.tags(tx), []string{"", "a note", "no"}[r.choose(3)]
		return tx.SetHighlight(h)
	}},
	{"delete highlight", func(r *random, tx *store.Tx) error {
		all, err := tx.Highlights(r.article(tx).ID)
		if err != nil || len(all) == 0 {
			return err
		}
		return tx.DeleteHighlight(all[r.choose(len(all))].ID)
	}},
	{"add tag", func(r *random, tx *store.Tx) error {
		_, err := tx.AddTag(annotate.Tag{Name: r.tagName(), Parent: r.tag(tx)})
		return err
	}},
	{"set tag", func(r *random, tx *store.Tx) error {
		book, err := tx.Tags()
		tag, ok := book.ByID(r.tag(tx))
		if err != nil || !ok {
			return err
		}
		tag.Name, tag.Parent = r.tagName(), r.tag(tx)
		tag.Key = []string{"", "7"}[r.choose(2)]
		return tx.SetTag(tag)
	}},
	{"merge tags", func(r *random, tx *store.Tx) error { return tx.MergeTags(r.tag(tx), r.tag(tx)) }},
	{"delete tag", func(r *random, tx *store.Tx) error { return tx.DeleteTag(r.tag(tx)) }},
	{"save filter", func(r *random, tx *store.Tx) error {
		return tx.SaveFilter(store.NamedFilter{Name: r.filterName(), Filter: store.Filter{Tags: r.tags(tx), Words: fmt.Sprint("word", r.choose(2))}})
	}},
	{"rename filter", func(r *random, tx *store.Tx) error { return tx.RenameFilter(r.filterName(), r.filterName()) }},
	{"delete filter", func(r *random, tx *store.Tx) error { return tx.DeleteFilter(r.filterName()) }},
	{"add coder", func(r *random, tx *store.Tx) error {
		_, err := tx.AddCoder(annotate.Coder{Name: []string{"Bob", "Cleo", ""}[r.choose(3)]})
		return err
	}},
}

// tagName is one of six, or of two.
func (r *random) tagName() string {
	if r.few {
		return []string{"fish", "Fish", "boats"}[r.choose(3)]
	}
	return fmt.Sprint("tag ", r.choose(6))
}

// filterName is one of few, some of which differ in nothing but case.
func (r *random) filterName() string { return []string{"Boats", "boats", "mine", ""}[r.choose(4)] }

// article is one that is there, or an empty one.
func (r *random) article(tx *store.Tx) annotate.Article {
	list, err := tx.Articles()
	if err != nil || len(list) == 0 {
		return annotate.Article{}
	}
	a, err := tx.Article(list[r.choose(len(list))].ID)
	if err != nil {
		r.t.Fatal(err)
	}
	return a
}

// span may reach past the text, which is refused.
func (r *random) span(a annotate.Article) annotate.Span {
	start := r.choose(a.Text.Len() + 2)
	return annotate.Span{Start: start, End: start + r.choose(6)}
}

// tag is the ID of one that is there, or empty.
func (r *random) tag(tx *store.Tx) string {
	book, err := tx.Tags()
	if err != nil {
		r.t.Fatal(err)
	}
	if i := r.choose(len(book) + 1); i < len(book) {
		return book[i].ID
	}
	return ""
}

// tags are up to two, which may be the same or empty, which is refused.
func (r *random) tags(tx *store.Tx) []string {
	var ids []string
	for range r.choose(3) {
		ids = append(ids, r.tag(tx))
	}
	return ids
}

func TestUndoOfImport(t *testing.T) {
	p := open(t, newProject(t).Path(), store.Options{})
	g := p.Group("import 40 articles")
	for i := range 40 {
		err := p.Do(g, func(tx *store.Tx) error {
			_, err := tx.AddArticle(article(fmt.Sprint("article ", i), fmt.Sprint("text ", i)), annotate.Receipt{}, []byte("bytes"))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	full := must(t, p.Articles)
	if action, err := p.Undo(); err != nil || action.Label != g.Label || action.Group != g.ID {
		t.Errorf("got %+v, %v", action, err)
	}
	if left := must(t, p.Articles); len(left) != 0 {
		t.Errorf("%d articles left", len(left))
	}
	if _, err := p.Redo(); err != nil {
		t.Error(err)
	}
	if again := must(t, p.Articles); !reflect.DeepEqual(again, full) {
		t.Errorf("got %d articles, want the same %d", len(again), len(full))
	}
	sound(t, p)
	copied := filepath.Join(t.TempDir(), "copy.gloss")
	if err := p.Backup(copied); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, copied, store.Options{}).Undo(); err != nil {
		t.Errorf("undo in a backup: %v", err)
	}
}
