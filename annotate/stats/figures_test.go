package stats_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"gloss/annotate"
	"gloss/annotate/stats"
)

// book has three tags, one below another.
var book = annotate.Codebook{
	{ID: "m", Name: "military"}, {ID: "c", Name: "cod", Parent: "t"}, {ID: "t", Name: "trade"},
}

// marked is a highlight without what the numbers do not ask for.
func marked(start, end int, coder string, tags ...string) annotate.Highlight {
	return annotate.Highlight{Span: annotate.Span{Start: start, End: end}, Coder: coder, Tags: tags}
}

// TestFigures counts articles that are small enough to count by hand.
func TestFigures(t *testing.T) {
	c := stats.NewCounter(book)
	c.Add(stats.Article{ID: "1", Title: "One", Published: "1973-05-20", Length: 32,
		Blocks: []annotate.Span{{Start: 0, End: 10}, {Start: 12, End: 20}, {Start: 22, End: 32}},
		Highlights: []annotate.Highlight{
			marked(0, 8, "a", "m"), marked(4, 15, "b", "m"), // together 0 to 15, two paragraphs
			marked(6, 9, "a", "t"), marked(9, 10, "a", "t"), // touch, and stay two places
			marked(23, 25, "a", "t", "gone"), marked(0, 32, "a"),
		}})
	c.Add(stats.Article{ID: "2", Published: "1973", Length: 8, Blocks: []annotate.Span{{Start: 0, End: 8}},
		Highlights: []annotate.Highlight{marked(0, 4, "a", "m", "c")}})
	c.Add(stats.Article{ID: "3", Length: 10})

	want := stats.Figures{
		Articles: 3, Coded: 2, Characters: 50, Highlights: 7, Untagged: 1,
		Tags: []stats.TagFigures{
			{ID: "m", Path: "military", Highlights: 3, Articles: 2, Characters: 19, Share: 0.38},
			{ID: "t", Path: "trade", Highlights: 3, Articles: 1, Characters: 6, Share: 0.12},
			{ID: "c", Path: "trade > cod", Highlights: 1, Articles: 1, Characters: 4, Share: 0.08},
		},
		Matrix: []stats.ArticleFigures{
			{ID: "1", Title: "One", Published: "1973-05-20", Length: 32, Total: 6, Highlights: []int{2, 3, 0}},
			{ID: "2", Published: "1973", Length: 8, Total: 1, Highlights: []int{1, 0, 1}},
			{ID: "3", Length: 10, Highlights: []int{0, 0, 0}},
		},
		Pairs: []stats.Pair{
			{A: "military", B: "trade", AID: "m", BID: "t", Places: 2, Characters: 4, CharactersJaccard: 4.0 / 21,
				Paragraphs: 1, ParagraphsJaccard: 1.0 / 4, Articles: 1, ArticlesJaccard: 1.0 / 2},
			{A: "military", B: "trade > cod", AID: "m", BID: "c", Places: 1, Characters: 4, CharactersJaccard: 4.0 / 19,
				Paragraphs: 1, ParagraphsJaccard: 1.0 / 3, Articles: 1, ArticlesJaccard: 1.0 / 2},
		},
		Years: []stats.Period{
			{Period: "", Tally: stats.Tally{Articles: 1, Highlights: []int{0, 0, 0}, Tagged: []int{0, 0, 0}}},
			{Period: "1973", Tally: stats.Tally{Articles: 2, Highlights: []int{3, 3, 1}, Tagged: []int{2, 1, 1}}},
		},
		Months: []stats.Period{{Period: "1973-05", Tally: stats.Tally{Articles: 1, Highlights: []int{2, 3, 0}, Tagged: []int{1, 1, 0}}}},
		Days:   []stats.Period{{Period: "1973-05-20", Tally: stats.Tally{Articles: 1, Highlights: []int{2, 3, 0}, Tagged: []int{1, 1, 0}}}},
		Fields: []stats.Field{},
	}
	if got := c.Figures(); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

// FuzzCounter counts characters and paragraphs of tags and pairs a second
// time, with a set of tags for every character.
func FuzzCounter(f *testing.F) {
	f.Add([]byte{20, 10, 0, 10, 1, 5, 15, 2, 5, 6, 3, 12, 29, 4})
	f.Add([]byte{1, 1, 1, 1, 7, 0, 3, 7})
	f.Fuzz(func(t *testing.T, data []byte) {
		var a stats.Article
		next := func(limit int) int {
			if len(data) == 0 {
				return 0
			}
			n := int(data[0]) % limit
			data = data[1:]
			return n
		}
		for range next(4) + 1 {
			if a.Length > 0 {
				a.Length += 2
			}
			n := next(30) + 1
			a.Blocks = append(a.Blocks, annotate.Span{Start: a.Length, End: a.Length + n})
			a.Length += n
		}
		for len(data) > 0 {
			start := next(a.Length)
			h := marked(start, start+1+next(a.Length-start), "a")
			for bit, set := 0, next(8); bit < 3; bit++ {
				if set>>bit&1 == 1 {
					h.Tags = append(h.Tags, book[bit].ID)
				}
			}
			a.Highlights = append(a.Highlights, h)
		}
		c := stats.NewCounter(book)
		c.Add(a)
		got := c.Figures()

		characters, paragraphs := map[string]int{}, map[string]int{}
		tally := func(spans []annotate.Span, into map[string]int) {
			for _, s := range spans {
				has := map[string]bool{}
				for _, h := range a.Highlights {
					for _, id := range h.Tags {
						has[book.Path(id)] = has[book.Path(id)] || h.Span.Overlaps(s)
					}
				}
				maps.DeleteFunc(has, func(_ string, yes bool) bool { return !yes })
				paths := slices.Sorted(maps.Keys(has))
				for i, p := range paths {
					into[p]++
					for _, q := range paths[i+1:] {
						into[p+"+"+q]++
					}
				}
			}
		}
		var each []annotate.Span
		for i := range a.Length {
			each = append(each, annotate.Span{Start: i, End: i + 1})
		}
		tally(each, characters)
		tally(a.Blocks, paragraphs)
		for _, tag := range got.Tags {
			if tag.Characters != characters[tag.Path] {
				t.Errorf("%s: got %d characters, want %d", tag.Path, tag.Characters, characters[tag.Path])
			}
		}
		for _, p := range got.Pairs {
			key := p.A + "+" + p.B
			if p.Characters != characters[key] || p.Paragraphs != paragraphs[key] {
				t.Errorf("%s: got %d characters, %d paragraphs, want %d, %d", key, p.Characters, p.Paragraphs, characters[key], paragraphs[key])
			}
			if want := float64(paragraphs[key]) / float64(paragraphs[p.A]+paragraphs[p.B]-paragraphs[key]); p.Paragraphs > 0 && p.ParagraphsJaccard != want {
				t.Errorf("%s: got index %v of paragraphs, want %v", key, p.ParagraphsJaccard, want)
			}
		}
	})
}

func ExampleCounter() {
	c := stats.NewCounter(annotate.Codebook{{ID: "m", Name: "military"}, {ID: "t", Name: "trade"}})
	c.Add(stats.Article{
		Title: "Cod and gunboats", Published: "1973", Length: 100,
		Blocks: []annotate.Span{{Start: 0, End: 100}},
		Highlights: []annotate.Highlight{
			{Span: annotate.Span{Start: 0, End: 20}, Tags: []string{"m"}},
			{Span: annotate.Span{Start: 10, End: 30}, Tags: []string{"m", "t"}},
		},
	})
	f := c.Figures()
	for _, t := range f.Tags {
		fmt.Printf("%s: %d highlights, %.0f%% of the text\n", t.Path, t.Highlights, 100*t.Share)
	}
	fmt.Printf("both: %d place, Jaccard %.2f\n", f.Pairs[0].Places, f.Pairs[0].CharactersJaccard)
	// Output:
	// military: 2 highlights, 30% of the text
	// trade: 1 highlights, 20% of the text
	// both: 1 place, Jaccard 0.67
}

// BenchmarkCounter counts an article of 1,000 words with 50 highlights.
func BenchmarkCounter(b *testing.B) {
	a := stats.Article{Length: 6000}
	for i := range 60 {
		a.Blocks = append(a.Blocks, annotate.Span{Start: i * 100, End: i*100 + 98})
	}
	for i := range 50 {
		a.Highlights = append(a.Highlights, marked(i*113, i*113+200, "a", book[i%3].ID))
	}
	for b.Loop() {
		c := stats.NewCounter(book)
		c.Add(a)
	}
}
