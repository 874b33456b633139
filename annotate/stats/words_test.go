package stats_test

import (
	"reflect"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/stats"
)

// TestWordsOf: each word, once, in the order of the alphabet.
func TestWordsOf(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Don’t, DON'T ‘north-west’ -- x-", "don't=2 north-west=1 x=1"},
		{"It cost 3.50 pounds, 1,000 in all. 12. So", "1,000=1 12=1 3.50=1 all=1 cost=1 in=1 it=1 pounds=1 so=1"},
		{"naïve Ñandú e\u0301a", "éa=1 naïve=1 ñandú=1"},
		{"漁業 fish漁", "fish=1 業=1 漁=2"},
		{"ที่", "ที่=1"},
		{"... ’ - '", ""},
	} {
		v := stats.NewVocabulary(nil)
		text := annotate.NewText(c.text)
		v.Add(text, []annotate.Span{{Start: 0, End: text.Len()}})
		got := map[string]int{}
		for _, w := range v.Words() {
			got[w.Word] = w.Count
		}
		want := map[string]int{}
		for _, f := range strings.Fields(c.want) {
			word, n, _ := strings.Cut(f, "=")
			want[word] = int(n[0] - '0')
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", c.text, got, want)
		}
	}
}

func TestVocabulary(t *testing.T) {
	v := stats.NewVocabulary([]string{"The", "of the"})
	text := annotate.NewText("The cod of the sea, the cod")
	v.Add(text, []annotate.Span{{Start: 18, End: 27}, {Start: 0, End: 7}, {Start: 4, End: 18}}) // all, partly twice
	v.Add(annotate.NewText("A sea, a sea. Cod"), []annotate.Span{{Start: 2, End: 12}})
	want := []stats.Word{{Word: "sea", Count: 3, Articles: 2}, {Word: "cod", Count: 2, Articles: 1}, {Word: "a", Count: 1, Articles: 1}}
	if got := v.Words(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// BenchmarkConcordance looks a word up in an article of 10,000 words.
func BenchmarkConcordance(b *testing.B) {
	text := annotate.NewText(strings.Repeat("The trawlers met gunboats off the coast; nobody fired. ", 1100))
	all := []annotate.Span{{Start: 0, End: text.Len()}}
	for b.Loop() {
		stats.Concordance(text, all, stats.ParsePhrase("gunboats"), 60)
	}
}
