package annotate_test

import (
	"fmt"
	"strings"
	"testing"

	"gloss/annotate"
)

func TestQuoteOf(t *testing.T) {
	text, spans := marked(t, "a prefix that is longer than it ought to be 😀[the é passage]😀 and a suffix that is longer than it ought to be")
	got := annotate.QuoteOf(text, spans[0])
	want := annotate.Quote{Exact: "the é passage", Prefix: "t is longer than it ought to be 😀", Suffix: "😀 and a suffix that is longer tha"}
	want.Prefix = string([]rune(want.Prefix)[len([]rune(want.Prefix))-32:])
	want.Suffix = string([]rune(want.Suffix)[:32])
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	text, spans = marked(t, "[all]")
	if got := annotate.QuoteOf(text, spans[0]); got != (annotate.Quote{Exact: "all"}) {
		t.Errorf("got %+v", got)
	}
}

// TestQuoteFind: [ ] is the passage in the old text, and the place where it
// must be found in the new one.
func TestQuoteFind(t *testing.T) {
	for _, test := range []struct {
		name, was, is string
		want          annotate.Anchor
	}{
		{"same text", "one [two] three", "one [two] three", annotate.Exact},
		{"at its place among twins", "two two [two]", "two two [two]", annotate.Exact},
		{"pushed back", "one [two] three", "zero, one [two] three", annotate.Moved},
		{"pulled forward", "zero, one [two] three", "one [two] three", annotate.Moved},
		{"best context", "of cod and [fish] for Hull", "some fish here, and also fish there: cod and [fish] for Hull, or fish", annotate.Moved},
		{"nearest of equals", "---------[fish]---------", "fish----------[fish]----------fish", annotate.Moved},
		{"another word inside", "he [cut the nets of two trawlers] then", "he then [cut the nets of ten trawlers] that day", annotate.Moved},
		{"a letter less", "the [Icelandic gunboats] came", "later the [Icelandic gunboat] came", annotate.Moved},
		{"too different", "the [Icelandic gunboats] came", "nobody came at all", annotate.Orphan},
		{"too short for a likeness", "the [cod] came", "the cot came", annotate.Orphan},
		{"emptied", "the [cod] came", "", annotate.Orphan},
		{"astral", "😀😀[é😀é]", "x😀😀😀[é😀é]", annotate.Moved},
	} {
		t.Run(test.name, func(t *testing.T) {
			old, spans := marked(t, test.was)
			text, want := marked(t, test.is)
			want = append(want, annotate.Span{})
			got, anchor := annotate.QuoteOf(old, spans[0]).Find(text, spans[0])
			if anchor != test.want || got != want[0] {
				t.Errorf("got %s, %s, want %s, %s", mark(text, got), anchor, test.is, test.want)
			}
		})
	}
}

// TestQuoteFindOutside: a place outside the text is a hint like any other, and
// what is found always lies inside.
func TestQuoteFindOutside(t *testing.T) {
	text := annotate.NewText("the cod came, the cod went away and was not seen again")
	long := annotate.Quote{Exact: "the cod vent away and was not seen"}
	for _, expected := range []annotate.Span{{Start: -9, End: 7}, {Start: 47, End: 99}, {Start: 1 << 40, End: 1 << 41}, {Start: 9, End: 2}, {Start: -9, End: -3}} {
		for _, q := range []annotate.Quote{{Exact: "the cod"}, {Exact: "n again"}, long} {
			got, anchor := q.Find(text, expected)
			if err := got.Check(text.Len()); err != nil || anchor != annotate.Moved {
				t.Errorf("%q at %v: got %v, %s", q.Exact, expected, got, anchor)
			}
		}
	}
	if got, anchor := (annotate.Quote{}).Find(text, annotate.Span{}); anchor != annotate.Orphan || got != (annotate.Span{}) {
		t.Errorf("an empty quote: %v, %s", got, anchor)
	}
}

// TestQuoteFindFar: in a text too long to compare with everywhere, likeness is
// looked for around the expected place, wherever that is.
func TestQuoteFindFar(t *testing.T) {
	passage := strings.Repeat("the gunboat came back ", 60)
	changed := strings.Replace(passage, "gunboat", "gunboats", 2)
	text, want := marked(t, strings.Repeat("nothing here\n", 20_000)+"["+changed+"]")
	for _, start := range []int{want[0].Start, text.Len() - 5, text.Len() + 1<<40} {
		got, anchor := annotate.Quote{Exact: passage}.Find(text, annotate.Span{Start: start, End: start + 9})
		if anchor != annotate.Moved || !got.Overlaps(want[0]) {
			t.Errorf("from %d: got %v, %s, want %v", start, got, anchor, want[0])
		}
	}
}

// FuzzQuoteFind: a quote finds itself at its own place; after something was put
// before or behind it, it finds a place with the same words.
func FuzzQuoteFind(f *testing.F) {
	f.Add("one two three", 4, 7, "zero ", "!")
	f.Add("ééé😀", 1, 3, "é", "")
	f.Fuzz(func(t *testing.T, s string, start, end int, before, after string) {
		text := annotate.NewText(annotate.Clean(s))
		span := annotate.Span{Start: start, End: end}
		if span.Check(text.Len()) != nil || text.Len() > 1000 {
			return
		}
		q := annotate.QuoteOf(text, span)
		if got, anchor := q.Find(text, span); anchor != annotate.Exact || got != span {
			t.Errorf("at its own place: got %v, %s, want %v", got, anchor, span)
		}
		changed := annotate.NewText(annotate.Clean(before) + text.String() + annotate.Clean(after))
		got, anchor := q.Find(changed, span)
		if anchor == annotate.Orphan || changed.Slice(got) != q.Exact {
			t.Errorf("%q in %q: got %v, %s", q.Exact, changed, got, anchor)
		}
		// Whatever the text is, what is found lies in it.
		other := annotate.NewText(annotate.Clean(before + after))
		if got, anchor := q.Find(other, span); anchor == annotate.Orphan != (got == annotate.Span{}) || anchor != annotate.Orphan && got.Check(other.Len()) != nil {
			t.Errorf("%q in %q: got %v, %s", q.Exact, other, got, anchor)
		}
	})
}

func ExampleQuote_Find() {
	old := annotate.NewText("The gunboat cut the nets.")
	quote := annotate.QuoteOf(old, annotate.Span{Start: 12, End: 24})

	text := annotate.NewText("On Tuesday the gunboat cut the net.")
	span, anchor := quote.Find(text, annotate.Span{Start: 12, End: 24})
	fmt.Printf("%s: %q at %v\n", anchor, text.Slice(span), span)
	// Output:
	// moved: "cut the net" at [23,34)
}

func BenchmarkQuoteFind(b *testing.B) {
	text := annotate.NewText(strings.Repeat("nothing of interest stands here, é. ", 2000) + "the gunboat cut the nets of two trawlers")
	at := annotate.Span{Start: 100, End: 140}
	for name, exact := range map[string]string{"moved": "the gunboat cut the nets", "similar": "the gunboat cut the net of two trawlers", "orphan": "something else altogether, not there"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				annotate.Quote{Exact: exact}.Find(text, at)
			}
		})
	}
}
