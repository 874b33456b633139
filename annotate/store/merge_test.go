package store_test

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// TestMergeTwoCopies: what two people did to copies of one project comes
// together, and the report says what was decided.
func TestMergeTwoCopies(t *testing.T) {
	base, err := store.Create(filepath.Join(t.TempDir(), "base.gloss"), person(t, "Eve"))
	if err != nil {
		t.Fatal(err)
	}
	defer base.Close()
	a := add(t, base, article("A", "one two three four five six"))
	both, untouched, edited := mark(t, base, a, "one", "", "trade"), mark(t, base, a, "two", ""), mark(t, base, a, "three", "")
	p, q := copyFor(t, base, "Ann"), copyFor(t, base, "Roberta")
	set := func(p *store.Project, h annotate.Highlight) {
		t.Helper()
		do(t, p, "edit", func(tx *store.Tx) error { return tx.SetHighlight(h) })
	}
	remove := func(p *store.Project, ids ...string) {
		t.Helper()
		do(t, p, "delete", func(tx *store.Tx) error {
			for _, id := range ids {
				if err := tx.DeleteHighlight(id); err != nil {
					return err
				}
			}
			return nil
		})
	}
	both.Note, both.Tags = "Ann's note", append(both.Tags, tag(t, p, "military").ID)
	set(p, both)
	both.Note, both.Tags = "Roberta's note", []string{tag(t, p, "trade").ID, tag(t, p, "sovereignty").ID}
	set(q, both)
	remove(q, untouched.ID, edited.ID)
	edited.Note = "important"
	set(p, edited)
	mark(t, q, a, "five", "", "trade")
	before := meaning(t, p)

	report := merge(t, p, q)
	want := []string{
		`The highlight “one”: the note is “Ann's note” here and “Roberta's note” there; the one there is later and stays.`,
		`The highlight “two” was deleted there and not changed here since; it is deleted.`,
		`The highlight “three” was changed here and deleted there; it stays.`,
	}
	slices.Sort(want)
	slices.Sort(report.Decisions)
	if !reflect.DeepEqual(report.Decisions, want) {
		t.Errorf("decisions:\n%s", strings.Join(report.Decisions, "\n"))
	}
	if got, want := report.Highlights, (store.MergeCount{Added: 1, Changed: 1, Deleted: 1}); got != want {
		t.Errorf("highlights %+v", got)
	}
	h, err := p.Highlight(both.ID)
	if err != nil || h.Note != "Roberta's note" || len(h.Tags) != 3 {
		t.Errorf("got %+v, %v", h, err)
	}
	// The backup is the project as it was.
	if got := meaning(t, open(t, report.Backup, store.Options{})); got != before {
		t.Errorf("the backup:\n%s\nwant\n%s", got, before)
	}
	if action, err := p.Undo(); err != nil || action.Label != "merge Roberta.gloss" || meaning(t, p) != before {
		t.Errorf("undo of %q, %v", action.Label, err)
	}
	if _, err := p.Redo(); err != nil {
		t.Fatal(err)
	}
	sound(t, p)
}

// TestMergeStrangers: two projects that were made apart hold one text and one
// codebook; coders of one name stay two.
func TestMergeStrangers(t *testing.T) {
	make := func(id, quote, path string) *store.Project {
		o := person(t, id)
		o.Coder.Name = "Sam"
		p, err := store.Create(filepath.Join(t.TempDir(), id+".gloss"), o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { p.Close() })
		parent := tag(t, p, "trade").ID
		do(t, p, "tag", func(tx *store.Tx) error {
			_, err := tx.AddTag(annotate.Tag{Name: path, Parent: parent})
			return err
		})
		mark(t, p, add(t, p, article("A", "one two three")), quote, "", "trade > "+path)
		add(t, p, article("of "+id, "only in "+id))
		return p
	}
	p, q := make("x", "one", "Fish"), make("y", "two", "fish")
	report := merge(t, p, q)
	if n := len(must(t, p.Articles)); n != 3 {
		t.Errorf("%d articles", n)
	}
	if book := must(t, p.Tags); len(book) != 4 {
		t.Errorf("tags %+v", book)
	}
	if coders := must(t, p.Coders); len(coders) != 2 || coders[0].Name != "Sam" || coders[1].Name != "Sam" {
		t.Errorf("coders %+v", coders)
	}
	if len(report.Decisions) < 5 { // four tags, one name
		t.Errorf("decisions:\n%s", strings.Join(report.Decisions, "\n"))
	}
	var rows []string
	for row, err := range p.Codings(store.Filter{}) {
		rows = append(rows, fmt.Sprint(row.Article, " ", row.Quote, " ", row.TagPath, " ", row.Coder, " ", err))
	}
	if got, want := strings.Join(rows, "\n"), "A one trade > Fish Sam <nil>\nA two trade > Fish Sam <nil>"; got != want {
		t.Errorf("got\n%s", got)
	}
	if original, err := p.Original(must(t, p.Articles)[2].ID); err != nil || string(original) != "original of of y" {
		t.Errorf("%q, %v", original, err)
	}
	// The way back, and then both are one and the same.
	merge(t, q, p)
	agree(t, "there and back", p, q)
	version := must(t, p.Version)
	merge(t, p, q)
	if once := must(t, p.Version); once != version {
		merge(t, p, q)
		if must(t, p.Version) != once {
			t.Error("merging goes on for ever")
		}
	}
}

// TestMergeRevives: a deletion loses against a highlight that its author had
// not seen, with all that the highlight needs.
func TestMergeRevives(t *testing.T) {
	base := newProject(t)
	a := add(t, base, article("A", "one two three"))
	p, q := copyFor(t, base, "Ann"), copyFor(t, base, "Bob")
	do(t, p, "delete", func(tx *store.Tx) error {
		return cmp.Or(tx.DeleteArticle(a.ID), tx.DeleteTag(tag(t, base, "trade").ID))
	})
	mark(t, q, a, "two", "", "trade")
	one, other := copyBy(t, p, "one", base.Coder()), copyBy(t, q, "other", base.Coder())
	merge(t, one, q)
	merge(t, other, p)
	agree(t, "deletion and use", one, other)
	if list := must(t, one.Articles); len(list) != 1 || list[0].Highlights != 1 || tag(t, one, "trade").Key != "3" {
		t.Errorf("got %+v", list)
	}
}

// TestMergeCarriesDeletion: a project that has taken over neither the highlight
// nor its deletion, because both had happened before, still tells a third one.
func TestMergeCarriesDeletion(t *testing.T) {
	base := newProject(t)
	a := add(t, base, article("A", "one two three"))
	ann, between := copyFor(t, base, "Ann"), copyFor(t, base, "Bob")
	h := mark(t, ann, a, "two", "")
	holds := copyFor(t, ann, "Cleo")
	do(t, ann, "delete", func(tx *store.Tx) error { return tx.DeleteHighlight(h.ID) })
	merge(t, between, ann)
	report := merge(t, holds, between)
	if _, err := holds.Highlight(h.ID); !errors.Is(err, store.ErrNotFound) || report.Highlights.Deleted != 1 {
		t.Errorf("it is there still: %v, %+v", err, report)
	}
}

func TestMergeRefuses(t *testing.T) {
	p := newProject(t)
	_, err := p.Merge(p.Path(), store.MergeChoices{})
	says(t, err, store.ErrExists, "cannot be merged with itself")
	_, err = p.Merge(filepath.Join(t.TempDir(), "none.gloss"), store.MergeChoices{})
	says(t, err, store.ErrNotFound, "there is no such file")
}

// TestMergeChoices: tags of one name may be two, coders of one name one.
func TestMergeChoices(t *testing.T) {
	project := func(id, quote string) *store.Project {
		o := person(t, id)
		o.Coder.Name = "Sam"
		p, err := store.Create(filepath.Join(t.TempDir(), id+".gloss"), o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { p.Close() })
		a := add(t, p, article("A", "one two three"))
		mark(t, p, a, quote, "", "trade")
		do(t, p, "done", func(tx *store.Tx) error { return tx.SetStatus(a.ID, annotate.Done) })
		return p
	}
	p, q := project("x", "one"), project("y", "two")
	before, version := meaning(t, p), must(t, p.Version)
	report, err := p.TryMerge(q.Path(), store.MergeChoices{})
	if err != nil || report.Backup != "" || report.Highlights.Added != 1 || meaning(t, p) != before || must(t, p.Version) != version {
		t.Fatalf("tried: %+v, %v", report, err)
	}
	if want := []store.MergePair{{Name: "Sam", Here: "x", There: "y"}}; !reflect.DeepEqual(report.SameNames, want) {
		t.Errorf("coders of one name: %+v", report.SameNames)
	}
	if len(report.SameTags) != 3 {
		t.Errorf("tags of one name: %+v", report.SameTags)
	}
	choices := store.MergeChoices{TagsApart: []string{tag(t, q, "trade").ID}, SameCoders: map[string]string{"y": "x"}}
	for range 2 { // the answers last
		if report, err = p.Merge(q.Path(), choices); err != nil {
			t.Fatal(err)
		}
		sound(t, p)
		choices = store.MergeChoices{}
	}
	if len(report.SameNames) > 0 || len(report.SameTags) > 0 {
		t.Errorf("asked again: %+v", report)
	}
	if coders := must(t, p.Coders); len(coders) != 1 || coders[0].ID != "x" {
		t.Errorf("coders %+v", coders)
	}
	if list := must(t, p.Articles); len(list) != 1 || fmt.Sprint(list[0].Done) != "[x]" {
		t.Errorf("articles %+v", list)
	}
	var rows []string
	for row, err := range p.Codings(store.Filter{}) {
		rows = append(rows, fmt.Sprint(row.Quote, " ", row.TagPath, " ", row.Coder, " ", err))
	}
	if got, want := strings.Join(rows, "\n"), "one trade Sam <nil>\ntwo trade (2) Sam <nil>"; got != want {
		t.Errorf("got\n%s", got)
	}
}
