package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// TestCodings compares the stream with what Articles, Highlights and Tags say,
// over several pages, for many filters.
func TestCodings(t *testing.T) {
	p := newProject(t)
	rng := rand.New(rand.NewPCG(1, 1))
	var coders []annotate.Coder
	do(t, p, "tags", func(tx *store.Tx) error {
		for i := range 6 {
			if _, err := tx.AddTag(annotate.Tag{Name: fmt.Sprint("below ", 6-i), Parent: find(t, tx, []string{"trade", "military", "trade > below 6"}[i%3])}); err != nil {
				return err
			}
		}
		_, err := tx.AddCoder(annotate.Coder{Name: "Zoe"})
		return err
	})
	coders = must(t, p.Coders)
	for i := range 4 {
		a := add(t, p, article(fmt.Sprint("title ", 9-i), "öne twö thrée "+fmt.Sprint(i), "föur five six"))
		do(t, p, "code", func(tx *store.Tx) error {
			book, err := tx.Tags()
			for range 400 {
				start := rng.IntN(20)
				h := annotate.Highlight{Article: a.ID, Span: annotate.Span{Start: start, End: start + 1 + rng.IntN(3)}, Coder: coders[rng.IntN(len(coders))].ID}
				for _, k := range rng.Perm(len(book))[:rng.IntN(4)] {
					h.Tags = append(h.Tags, book[k].ID)
				}
				if err == nil {
					_, err = tx.AddHighlight(h)
				}
			}
			return err
		})
	}
	articles, book := must(t, p.Articles), must(t, p.Tags)
	trade, fish := tag(t, p, "trade").ID, tag(t, p, "military").ID
	for i, f := range []store.Filter{
		{},
		{Tags: []string{trade}},
		{Tags: []string{trade, fish}, Articles: []string{articles[2].ID, articles[0].ID}},
		{Coders: []string{coders[1].ID}},
		{Coders: []string{coders[0].ID}, Tags: []string{fish}},
		{Articles: []string{articles[3].ID}},
		{Tags: []string{"none"}},
		{Articles: []string{"none"}},
	} {
		want := slowCodings(t, p, f, articles, book, coders)
		var got []string
		for row, err := range p.Codings(f) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprintf("%+v", row))
		}
		if !slices.Equal(got, want) {
			at := 0
			for at < min(len(got), len(want)) && got[at] == want[at] {
				at++
			}
			t.Errorf("filter %d: %d rows, want %d; they differ at row %d\ngot  %.300s\nwant %.300s", i, len(got), len(want), at,
				strings.Join(got[at:min(at+1, len(got))], ""), strings.Join(want[at:min(at+1, len(want))], ""))
		}
	}
}

// slowCodings reads everything and sorts it.
func slowCodings(t *testing.T, p *store.Project, f store.Filter, articles []store.Summary, book annotate.Codebook, coders []annotate.Coder) []string {
	var lines []string
	in := func(list []string, id string) bool { return len(list) == 0 || slices.Contains(list, id) }
	for _, summary := range articles {
		a, err := p.Article(summary.ID)
		if err != nil {
			t.Fatal(err)
		}
		hs, err := p.Highlights(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		var rows []annotate.Coding
		for _, h := range hs {
			if !in(f.Articles, a.ID) || !in(f.Coders, h.Coder) {
				continue
			}
			tags := h.Tags
			if len(tags) == 0 {
				tags = []string{""}
			}
			for _, id := range tags {
				if len(f.Tags) > 0 && !slices.ContainsFunc(f.Tags, func(root string) bool { return id != "" && book.Within(id, root) }) {
					continue
				}
				tag, _ := book.ByID(id)
				coder := coders[slices.IndexFunc(coders, func(c annotate.Coder) bool { return c.ID == h.Coder })]
				rows = append(rows, annotate.Coding{
					HighlightID: h.ID, ArticleID: a.ID, Article: a.Title, Authors: a.Authors, Published: a.Published, Site: a.Site,
					URL: a.URL, SourceFile: a.SourceName, Language: a.Language, Tag: tag.Name, TagPath: book.Path(id),
					Quote: h.Quote.Exact, Note: h.Note, Coder: coder.Name, Start: h.Span.Start, End: h.Span.End,
					Page: a.PageAt(h.Span.Start), Paragraph: a.BlockAt(h.Span.Start) + 1, Created: h.Created, Changed: h.Changed, Variables: a.Variables,
				})
			}
		}
		slices.SortFunc(rows, func(a, b annotate.Coding) int {
			return cmp.Or(a.Start-b.Start, a.End-b.End, cmp.Compare(a.TagPath, b.TagPath), cmp.Compare(a.HighlightID, b.HighlightID))
		})
		for _, row := range rows {
			lines = append(lines, fmt.Sprintf("%+v", row))
		}
	}
	return lines
}

// TestCodingsStops: a caller may break off, and sees a closed project as an error.
func TestCodingsStops(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "one two"))
	mark(t, p, a, "one", "", "trade", "military")
	for row, err := range p.Codings(store.Filter{}) {
		if err != nil || row.Tag != "military" {
			t.Errorf("got %+v, %v", row, err)
		}
		break
	}
	p.Close()
	n := 0
	for _, err := range p.Codings(store.Filter{}) {
		says(t, err, store.ErrClosed, "is closed")
		n++
	}
	if n != 1 {
		t.Errorf("%d rows of a closed project", n)
	}
}
