package annotate_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
)

// cover writes runs as text=spans, gaps as the bare text.
func cover(text annotate.Text, runs []annotate.Run) string {
	var parts []string
	at := 0
	gap := func(to int) {
		if to > at {
			parts = append(parts, text.Slice(annotate.Span{Start: at, End: to}))
		}
	}
	for _, r := range runs {
		gap(r.Span.Start)
		parts = append(parts, text.Slice(r.Span)+"="+strings.Trim(strings.ReplaceAll(fmt.Sprint(r.Cover), " ", "+"), "[]"))
		at = r.Span.End
	}
	gap(text.Len())
	return strings.Join(parts, "|")
}

func TestRuns(t *testing.T) {
	for _, test := range []struct{ spans, want string }{
		{"nothing at all", "nothing at all"},
		{"", ""},
		{"one [two] three", "one |two=0| three"},
		{"[all]", "all=0"},
		{"the [quick {brown} fox]", "the |quick =0|brown=0+1| fox=0"},
		{"the [quick {brown] fox}", "the |quick =0|brown=0+1| fox=1"},
		{"{before [both] after}", "before =1|both=0+1| after=1"},
		{"[same{<start] middle} end>", "same=0|start=0+1+2| middle=1+2| end=2"},
		{"[first]{second}", "first=0|second=1"},
		{"[twice{]} or so", "twice=0| or so"},
		{"[{same}] <😀>", "same=0+1| |😀=2"},
	} {
		text, spans := marked(t, test.spans)
		if got := cover(text, annotate.Runs(spans)); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.spans, got, test.want)
		}
	}
}

// slowRuns asks every position which spans cover it.
func slowRuns(spans []annotate.Span) []annotate.Run {
	last := 0
	for _, s := range spans {
		last = max(last, s.End)
	}
	var runs []annotate.Run
	for pos := range last {
		var cover []int
		for i, s := range spans {
			if s.Contains(pos) {
				cover = append(cover, i)
			}
		}
		if cover == nil {
			continue
		}
		if n := len(runs) - 1; n >= 0 && runs[n].Span.End == pos && slices.Equal(runs[n].Cover, cover) {
			runs[n].Span.End++
			continue
		}
		runs = append(runs, annotate.Run{Span: annotate.Span{Start: pos, End: pos + 1}, Cover: cover})
	}
	return runs
}

// FuzzRuns compares Runs with slowRuns. Two bytes make a span.
func FuzzRuns(f *testing.F) {
	f.Add([]byte{0, 5, 3, 9, 3, 3, 9, 0})
	f.Add([]byte{1, 1, 1, 1, 0, 7, 2, 2, 4, 200})
	f.Fuzz(func(t *testing.T, data []byte) {
		var spans []annotate.Span
		for ; len(data) >= 2; data = data[2:] {
			// Some are empty or turned about.
			spans = append(spans, annotate.Span{Start: int(data[0]), End: int(data[0]) + int(int8(data[1]))})
		}
		if got, want := annotate.Runs(spans), slowRuns(spans); !reflect.DeepEqual(got, want) {
			t.Errorf("%v\ngot  %v\nwant %v", spans, got, want)
		}
	})
}

func ExampleRuns() {
	text := annotate.NewText("the quick brown fox")
	spans := []annotate.Span{{Start: 4, End: 15}, {Start: 10, End: 19}} // quick brown, brown fox
	for _, run := range annotate.Runs(spans) {
		fmt.Printf("%q %v\n", text.Slice(run.Span), run.Cover)
	}
	// Output:
	// "quick " [0]
	// "brown" [0 1]
	// " fox" [1]
}

func BenchmarkRuns(b *testing.B) {
	for _, n := range []int{10, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			spans := make([]annotate.Span, n)
			for i := range spans {
				start := rng.IntN(1_000_000)
				spans[i] = annotate.Span{Start: start, End: start + 1 + rng.IntN(2000)}
			}
			b.ReportAllocs()
			for b.Loop() {
				annotate.Runs(spans)
			}
		})
	}
}
