package store_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/annotate"
	"gloss/annotate/store"
)

// person are options for someone on a computer of their own: with IDs that no
// other has, a clock that is a little off, and their own backups.
func person(t testing.TB, name string) store.Options {
	clock := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(len(name)) * time.Second)
	n := 0
	return store.Options{
		Coder:   annotate.Coder{ID: name, Name: name, Color: "#0072B2"},
		Now:     func() time.Time { clock = clock.Add(time.Second); return clock },
		NewID:   func() string { n++; return fmt.Sprintf("%s-%03d", name, n) },
		Backups: t.TempDir(),
	}
}

// copyFor is a copy of p for someone else.
func copyFor(t testing.TB, p *store.Project, name string) *store.Project {
	t.Helper()
	return copyBy(t, p, name, annotate.Coder{ID: name, Name: name, Color: "#0072B2"})
}

// copyBy is a copy of p on another computer, used by a coder.
func copyBy(t testing.TB, p *store.Project, name string, who annotate.Coder) *store.Project {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+".gloss")
	if err := p.Backup(path); err != nil {
		t.Fatal(err)
	}
	o := person(t, name)
	o.Coder = who
	return open(t, path, o)
}

func merge(t testing.TB, p, other *store.Project) store.MergeReport {
	t.Helper()
	report, err := p.Merge(other.Path(), store.MergeChoices{})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, p)
	return report
}

// meaning is what a project says, without the order of lists and without the
// IDs of articles and tags.
func meaning(t testing.TB, p *store.Project) string {
	t.Helper()
	var all []string
	book := must(t, p.Tags)
	for _, tag := range book {
		all = append(all, fmt.Sprintf("tag %s %s %s %q", book.Path(tag.ID), tag.Color, tag.Key, tag.Description))
	}
	for _, c := range must(t, p.Coders) {
		all = append(all, fmt.Sprint("coder ", c))
	}
	for _, s := range must(t, p.Articles) {
		a, err := p.Article(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(a.Variables, func(x, y annotate.Variable) int { return strings.Compare(x.Name, y.Name) })
		all = append(all, fmt.Sprintf("article %q %s %q %v %v %v", a.Text.String(), a.Title, a.Note, s.Done, a.Variables, a.Authors))
		for _, h := range must(t, func() ([]annotate.Highlight, error) { return p.Highlights(a.ID) }) {
			var tags []string
			for _, id := range h.Tags {
				tags = append(tags, strings.ToLower(book.Path(id)))
			}
			slices.Sort(tags)
			all = append(all, fmt.Sprintf("highlight %s in %q %v %v %q by %s", h.ID, a.Text.String(), h.Span, tags, h.Note, h.Coder))
		}
	}
	for _, f := range must(t, p.Filters) {
		var tags []string
		for _, id := range f.Filter.Tags {
			tags = append(tags, strings.ToLower(book.Path(id)))
		}
		slices.Sort(tags)
		all = append(all, fmt.Sprintf("filter %s %v %q", f.Name, slices.Compact(tags), f.Filter.Words))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// agree ends the test unless two projects mean the same.
func agree(t testing.TB, law string, a, b *store.Project) {
	t.Helper()
	x, y := strings.Split(meaning(t, a), "\n"), strings.Split(meaning(t, b), "\n")
	if reflect.DeepEqual(x, y) {
		return
	}
	for _, line := range x {
		if !slices.Contains(y, line) {
			t.Errorf("%s: only one way: %s", law, line)
		}
	}
	for _, line := range y {
		if !slices.Contains(x, line) {
			t.Errorf("%s: only the other way: %s", law, line)
		}
	}
	t.FailNow()
}
