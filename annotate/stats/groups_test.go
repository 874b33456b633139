package stats_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/stats"
)

// press is a small press: articles with what groups them, each with one
// highlight of the tag m.
func press(published ...string) stats.Figures {
	c := stats.NewCounter(book)
	for i, p := range published {
		a := stats.Article{ID: fmt.Sprint(i), Published: p, Length: 10, Highlights: []annotate.Highlight{marked(0, 5, "a", "m")}}
		if i == 0 {
			a.Site, a.Authors = "The Courier", []string{"Ström", "Hall"}
			a.Variables = []annotate.Variable{{Name: "region", Value: "north"}, {Name: "empty"}}
		}
		c.Add(a)
	}
	return c.Figures()
}

func TestFields(t *testing.T) {
	var got []string
	for _, f := range press("1973", "").Fields {
		for _, g := range f.Values {
			got = append(got, fmt.Sprintf("%s=%s:%d/%d", f.Field, g.Value, g.Articles, g.Highlights[0]))
		}
	}
	want := "site=:1/1 site=The Courier:1/1 author=:1/1 author=Hall:1/1 author=Ström:1/1 var_region=:1/1 var_region=north:1/1"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

// TestTimeline: the unit that suits the dates, and the periods that it makes,
// with the articles in each.
func TestTimeline(t *testing.T) {
	for _, c := range []struct{ published, want string }{
		{"", "year:"},
		{"1973", "year: 1973=1"},
		{"1973 1975 ", "year: 1973=1 1974=0 1975=1"},
		{"1973-11 1974-02-03", "month: 1973-11=1 1973-12=0 1974-01=0 1974-02=1"},
		{"1973-05-20 1973-05-22 1973-05-22", "day: 1973-05-20=1 1973-05-21=0 1973-05-22=2"},
		{"1973-05-20 1973-08-22", "month: 1973-05=1 1973-06=0 1973-07=0 1973-08=1"},
		{"1973-05-20 1973", "year: 1973=2"}, // by months one would be left out
	} {
		f := press(strings.Split(c.published, " ")...)
		got := f.Unit() + ":"
		for _, p := range f.Timeline(f.Unit()) {
			got += fmt.Sprintf(" %s=%d", p.Period, p.Articles)
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.published, got, c.want)
		}
	}
	if n := len(press("0019-01-01", "1973-05-20").Timeline(stats.Day)); n != 2 {
		t.Errorf("a slip in a date makes %d days", n)
	}
}

// TestSubject names the highlights, by their places, that numbers stand for.
func TestSubject(t *testing.T) {
	a := stats.Article{ID: "1", Published: "1973-05", Site: "Courier",
		Blocks: []annotate.Span{{Start: 0, End: 10}, {Start: 12, End: 20}},
		Highlights: []annotate.Highlight{
			marked(0, 4, "a", "m"), marked(3, 6, "a", "t"), marked(8, 10, "a", "t"), marked(13, 15, "a", "c", "m"), marked(16, 18, "a"),
		}}
	for i := range a.Highlights {
		a.Highlights[i].ID = fmt.Sprint(i)
	}
	for _, c := range []struct {
		s    stats.Subject
		want string
	}{
		{stats.Subject{}, "01234"},
		{stats.Subject{Tag: "m"}, "03"},
		{stats.Subject{Tag: "m", Article: "2"}, ""},
		{stats.Subject{Tag: "m", Field: stats.Month, Value: "1973-05"}, "03"},
		{stats.Subject{Field: stats.Site, Value: "Times"}, ""},
		{stats.Subject{Tag: "m", With: "t", How: stats.Overlapping}, "01"},
		{stats.Subject{Tag: "t", With: "m", How: stats.InParagraph}, "012"},
		{stats.Subject{Tag: "m", With: "t", How: stats.InArticle}, "0123"},
		{stats.Subject{Tag: "m", With: "c", How: stats.Overlapping}, "3"},
		{stats.Subject{Tag: "t", With: "c", How: stats.Overlapping}, ""},
	} {
		got := ""
		for _, h := range c.s.Highlights(a) {
			got += h.ID
		}
		if got != c.want {
			t.Errorf("%+v: got %q, want %q", c.s, got, c.want)
		}
	}
}

// TestConcordance marks the matches in the text: what is found must be what
// stands between the brackets.
func TestConcordance(t *testing.T) {
	for _, c := range []struct{ phrase, text string }{
		{"cod", "The [cod] war. [COD] codfish"},
		{"cod*", "The [cod] war. [COD] [codfish]"},
		{"cod war", "The [cod war], [Cod – War]; cod. A war"},
		{"north* sea", "the [North Sea], [northern seA]"},
		{"don't", "I [don’t], [DON'T], dont"},
		{"a a", "[a a] a"},
		{"漁", "[漁]業 [漁]"},
		{"naïve", "[naïve] naive"},
		{"", "nothing"},
		{"*", "nothing"},
	} {
		var want []annotate.Span
		plain, n := "", 0
		for _, r := range c.text {
			switch r {
			case '[':
				want = append(want, annotate.Span{Start: n})
			case ']':
				want[len(want)-1].End = n
			default:
				plain += string(r)
				n++
			}
		}
		text := annotate.NewText(plain)
		var got []annotate.Span
		for _, l := range stats.Concordance(text, []annotate.Span{{Start: 0, End: text.Len()}}, stats.ParsePhrase(c.phrase), 5) {
			got = append(got, l.Span)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q in %q: got %v, want %v", c.phrase, plain, got, want)
		}
	}
	text := annotate.NewText("Iceland moved its fishing\n\nlimit to fifty miles")
	got := stats.Concordance(text, []annotate.Span{{Start: 20, End: 35}}, stats.ParsePhrase("LIMIT"), 12)
	if want := (stats.Line{Span: annotate.Span{Start: 27, End: 32}, Before: "ts fishing ", Match: "limit", After: " to fifty mi"}); len(got) != 1 || got[0] != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// FuzzConcordance: each word is found as often as it is counted, and what is
// found is that word.
func FuzzConcordance(f *testing.F) {
	f.Add("The cod of the sea, don’t: the cod. 3.5 漁業 ǅ", 4, 20)
	f.Add("J\u030c", 0, 2)
	f.Fuzz(func(t *testing.T, s string, start, end int) {
		text := annotate.NewText(annotate.Clean(s))
		n := text.Len()
		start, end = max(0, min(start, n)), max(0, min(end, n))
		spans := []annotate.Span{{Start: min(start, end), End: max(start, end)}, {Start: 0, End: start}}
		v := stats.NewVocabulary(nil)
		v.Add(text, spans)
		for _, w := range v.Words() {
			if got := stats.Concordance(text, spans, stats.ParsePhrase(w.Word), 10); len(got) != w.Count {
				t.Errorf("%q: %d lines, counted %d times", w.Word, len(got), w.Count)
			}
		}
	})
}

// TestStopWords: every list can be used, and nothing in it is counted.
func TestStopWords(t *testing.T) {
	if got := strings.Join(stats.StopLanguages(), " "); got != "de en es fr it" {
		t.Errorf("languages: got %s", got)
	}
	for _, code := range stats.StopLanguages() {
		words, ok := stats.StopWords(strings.ToUpper(code) + "-XX")
		if !ok || len(words) < 100 {
			t.Errorf("%s: %d words", code, len(words))
		}
		v := stats.NewVocabulary(words)
		text := annotate.NewText(strings.Join(words, " "))
		v.Add(text, []annotate.Span{{Start: 0, End: text.Len()}})
		if left := v.Words(); len(left) > 0 {
			t.Errorf("%s: %v is counted", code, left)
		}
	}
	if _, ok := stats.StopWords("is"); ok {
		t.Error("there is a list for Icelandic")
	}
}
