package app_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
)

// coded makes a project with three articles, two of them coded.
func coded(t testing.TB) *store.Project {
	p := newProject(t)
	one := add(t, p, "One", "one.txt", "The cod war began.\nGunboats and cod.")
	two := add(t, p, "", "two.txt", "Cod again.")
	add(t, p, "Three", "three.txt", "No fish, no cod.")
	tags, err := p.Tags()
	if err != nil {
		t.Fatal(err)
	}
	err = p.Do(p.Group("code"), func(tx *store.Tx) error {
		for _, h := range []annotate.Highlight{
			{Article: one, Span: annotate.Span{Start: 0, End: 11}, Tags: []string{tags[1].ID, tags[0].ID}},
			{Article: one, Span: annotate.Span{Start: 4, End: 7}, Tags: []string{tags[2].ID}},
			{Article: two, Span: annotate.Span{Start: 0, End: 3}, Tags: []string{tags[2].ID}},
		} {
			if _, err := tx.AddHighlight(h); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestCoded: a filter that chooses a tag, an article or nothing changes what is
// counted, and each number leads to as many highlights.
func TestCoded(t *testing.T) {
	p := coded(t)
	tags, _ := p.Tags()
	for _, c := range []struct {
		f    store.Filter
		want string
	}{
		{store.Filter{}, "3 articles, sovereignty 1, military 1, trade 2, 3 pairs"},
		{store.Filter{Tags: []string{tags[0].ID}}, "3 articles, sovereignty 1, military 0, trade 0, 0 pairs"},
		{store.Filter{Articles: []string{"none"}}, "0 articles, sovereignty 0, military 0, trade 0, 0 pairs"},
	} {
		coded, err := app.ReadCoded(t.Context(), p, c.f, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		f := coded.Figures()
		got := fmt.Sprintf("%d articles, ", f.Articles)
		for _, tag := range f.Tags {
			got += fmt.Sprintf("%s %d, ", tag.Path, tag.Highlights)
			if ids, _ := coded.Highlights(stats.Subject{Tag: tag.ID}); len(ids) != tag.Highlights {
				t.Errorf("%s: %d highlights for %d", tag.Path, len(ids), tag.Highlights)
			}
		}
		if got += fmt.Sprintf("%d pairs", len(f.Pairs)); got != c.want {
			t.Errorf("%+v: got %s, want %s", c.f, got, c.want)
		}
	}
}

// TestConcordance: in all texts or in passages, in each order.
func TestConcordance(t *testing.T) {
	p := coded(t)
	all, err := app.ReadCoded(t.Context(), p, store.Filter{}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		passages    bool
		order, want string
	}{
		{false, "text", "One:The |cod; One:Gunboats and |cod; two.txt:|Cod; Three:No fish, no |cod"},
		{false, "before", "two.txt:|Cod; One:Gunboats and |cod; Three:No fish, no |cod; One:The |cod"},
		{true, "text", "One:The |cod; two.txt:|Cod"},
	} {
		places, err := app.Concordance(t.Context(), p, all, c.passages, stats.ParsePhrase("COD"), nil)
		if err != nil {
			t.Fatal(err)
		}
		app.SortPlaces(places, c.order)
		var got []string
		for _, l := range places {
			before := l.Before[strings.LastIndex(l.Before, ".")+1:]
			got = append(got, l.Title+":"+strings.TrimLeft(before, " ")+"|"+l.Match)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%v %s: got %s, want %s", c.passages, c.order, s, c.want)
		}
		words, err := app.Words(t.Context(), p, all, c.passages, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range words {
			if w.Word == "cod" && w.Count != len(places) {
				t.Errorf("cod is counted %d times and found %d times", w.Count, len(places))
			}
		}
	}
}

// TestPlaced: whatever the filter, what is counted is what the tables hold.
func TestPlaced(t *testing.T) {
	p := coded(t)
	tags, _ := p.Tags()
	articles, _ := p.Articles()
	for _, f := range []store.Filter{
		{}, {Tags: []string{tags[2].ID}}, {Untagged: true}, {Articles: []string{articles[0].ID}}, {Coders: []string{"nobody"}},
		{Words: "war"}, {Words: "cod", Tags: []string{tags[1].ID}}, {Statuses: []annotate.Status{annotate.Done}}, {Published: store.Dates{From: "1973"}},
	} {
		var want, got []string
		for c, err := range p.Codings(f) {
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, fmt.Sprint(c.ArticleID, c.HighlightID, c.Start, c.End, c.TagPath))
		}
		placed, err := p.Placed(f, func(int) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range placed {
			for _, tag := range h.Tags {
				got = append(got, fmt.Sprint(h.Article, h.ID, h.Span.Start, h.Span.End, tags.Path(tag)))
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%+v: got %v, want %v", f, got, want)
		}
	}
	stop := errors.New("stop")
	if _, err := p.Placed(store.Filter{}, func(int) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
}

// BenchmarkCoded reads and counts a small project.
func BenchmarkCoded(b *testing.B) {
	p := coded(b)
	for b.Loop() {
		c, err := app.ReadCoded(b.Context(), p, store.Filter{}, nil, nil)
		if err != nil {
			b.Fatal(err)
		}
		c.Figures()
	}
}
