package app_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gloss/annotate/find"
	"gloss/annotate/store"
	"gloss/app"
)

// hunt finds words in a project and prints the places: * before one that is
// coded with the tag already.
func hunt(t *testing.T, p *store.Project, words string, unit app.Unit, tag string) ([]app.Found, string) {
	t.Helper()
	tags, err := p.Tags()
	if err != nil {
		t.Fatal(err)
	}
	id, _ := tags.Find(tag)
	found, err := app.Find(t.Context(), p, find.Query{Terms: find.Terms(words)}, store.Filter{}, unit, id.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range found {
		a, err := p.Article(f.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Text.Slice(f.Match); got != f.Text || !strings.Contains(a.Text.String(), f.Before+f.Text+f.After) || !f.Span.Covers(f.Match) {
			t.Errorf("%+v: %q stands there", f, got)
		}
		if f.Coded {
			b.WriteByte('*')
		}
		fmt.Fprintf(&b, "%s|", a.Text.Slice(f.Span))
	}
	return found, b.String()
}

// code codes places as one action.
func code(ctx context.Context, p *store.Project, found []app.Found, tag, label string) (n int, err error) {
	me := p.Coder().ID
	err = p.Do(p.Group(label), func(tx *store.Tx) (err error) {
		n, err = app.CodeFound(ctx, tx, me, found, tag)
		return err
	})
	return n, err
}

func TestFindAndCode(t *testing.T) {
	p := newProject(t)
	add(t, p, "One", "one.txt", "Gunboats met. A trawler and a trawler fled.\n\nNo fish. The trawlers went (home).")
	add(t, p, "Two", "two.txt", "Nobody saw the Trawler.")
	for _, test := range []struct {
		unit app.Unit
		want string
	}{
		{app.UnitMatch, "trawler|trawler|trawlers|Trawler|"},
		{app.UnitSentence, "A trawler and a trawler fled.|A trawler and a trawler fled.|The trawlers went (home).|Nobody saw the Trawler.|"},
		{app.UnitParagraph, "Gunboats met. A trawler and a trawler fled.|Gunboats met. A trawler and a trawler fled.|No fish. The trawlers went (home).|Nobody saw the Trawler.|"},
	} {
		if _, got := hunt(t, p, "trawler*", test.unit, ""); got != test.want {
			t.Errorf("%s: got %q\nwant %q", test.unit, got, test.want)
		}
	}

	before := dump(t, p)
	found, _ := hunt(t, p, "trawler*", app.UnitSentence, "")
	q := find.Query{Terms: []string{"trawler*"}}
	label := app.FoundLabel(q, "economy > trade", 3, 1)
	n, err := code(t.Context(), p, found[:3], "economy > trade", label)
	if err != nil || n != 2 {
		t.Fatalf("%d made: %v", n, err)
	}
	check(t, p)
	if n, err = code(t.Context(), p, found, "military", "again"); err != nil || n != 3 {
		t.Errorf("a further tag: %d made or changed: %v", n, err)
	}
	if _, got := hunt(t, p, "trawler*, gunboats", app.UnitMatch, "economy"); got != "Gunboats|*trawler|*trawler|*trawlers|Trawler|" {
		t.Errorf("coded places: got %q", got)
	}
	if n, err = code(t.Context(), p, found, "military", "a third time"); err != nil || n != 0 {
		t.Errorf("the same again: %d made: %v", n, err)
	}
	history, err := p.History(10)
	if err != nil {
		t.Fatal(err)
	}
	if accepted, judged, ok := app.Precision(q, "economy > trade", history[1].Label); !ok || accepted != 3 || judged != 4 {
		t.Errorf("the label %q: %d of %d, %v", history[1].Label, accepted, judged, ok)
	}
	if _, _, ok := app.Precision(q, "trade", history[1].Label); ok {
		t.Error("the precision of another tag")
	}
	for range 2 {
		if _, err := p.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if got := dump(t, p); got != before {
		t.Errorf("after undo:\n%s", got)
	}

	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := code(gone, p, found, "trade", "never"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := app.Find(gone, p, q, store.Filter{}, app.UnitMatch, "", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if got := dump(t, p); got != before {
		t.Errorf("after cancelling:\n%s", got)
	}
}

func TestReadTerms(t *testing.T) {
	for input, want := range map[string]string{
		"weight,Term\n1,trawl*\n2,\"cod war\"\n3,\n": "trawl*|cod war",
		"Fish\ncod war\n\n":                          "Fish|cod war",
		"word\nfish\n":                               "fish",
		"a,b\n1,2\n":                                 "error: l.csv: there is no column term; the first line must name the columns",
		"term\n":                                     "error: l.csv: the list is empty",
		"":                                           "error: l.csv: there is no table; the first line must name the columns",
		"term\n\"fish\"s\n":                          `error: l.csv: line 2: the quote marks do not pair up; a cell with " in it stands in quotes and has each " doubled`,
	} {
		terms, err := app.ReadTerms("l.csv", strings.NewReader(input))
		got := strings.Join(terms, "|")
		if err != nil {
			got = "error: " + err.Error()
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", input, got, want)
		}
	}
}

// BenchmarkFindAndCode finds and codes 20,000 places.
func BenchmarkFindAndCode(b *testing.B) {
	p := newProject(b)
	for i := range 20 {
		add(b, p, fmt.Sprint("Long ", i), fmt.Sprint(i, ".txt"), fmt.Sprint(i, ". ")+strings.Repeat("The gunboats met the trawlers once more. ", 1000))
	}
	q := find.Query{Terms: []string{"trawler*"}}
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			if found, err := app.Find(b.Context(), p, q, store.Filter{}, app.UnitSentence, "", nil); err != nil || len(found) != 20_000 {
				b.Fatal(len(found), err)
			}
		}
	})
	found, err := app.Find(b.Context(), p, q, store.Filter{}, app.UnitMatch, "", nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("code", func(b *testing.B) {
		for b.Loop() {
			if n, err := code(b.Context(), p, found, "trade", "code"); err != nil || n != 20_000 {
				b.Fatal(n, err)
			}
			b.StopTimer()
			if _, err := p.Undo(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
}
