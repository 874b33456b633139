package find_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/annotate"
	"gloss/annotate/find"
)

// marked takes the marks [ ] out of a text and returns the spans between them.
func marked(s string) (annotate.Text, []annotate.Span) {
	var spans []annotate.Span
	var plain strings.Builder
	n := 0
	for _, r := range s {
		switch r {
		case '[':
			spans = append(spans, annotate.Span{Start: n})
		case ']':
			spans[len(spans)-1].End = n
		default:
			plain.WriteRune(r)
			n++
		}
	}
	return annotate.NewText(plain.String()), spans
}

func spansOf(hits []find.Hit) (spans []annotate.Span) {
	for _, h := range hits {
		spans = append(spans, h.Span)
	}
	return spans
}

// TestFind: the hits stand between [ and ].
func TestFind(t *testing.T) {
	for _, test := range []struct {
		terms, options, text string
	}{
		{"trawler", "", "A [trawler], two trawlers, TRAWLERLESS; the [Trawler]."},
		{"trawler*", "", "A [trawler], two [trawlers], [TRAWLERLESS]; the [Trawler]."},
		{"*fish", "", "[Fish], [shellfish], fishing."},
		{"*fish*", "", "[Fish], [shellfish], [fishing] and [Shellfishers]."},
		{"cod war", "", "The [Cod War], a [cod\nwar], [cod-war]; cod wars. A cod\n\nwar."},
		{"cod war*", "", "The [cod wars] of the [cod  warriors]"},
		{"war, cod war, cod war peace", "", "[war] [cod war] [cod war: peace] [war]"},
		{"jose, strasse, oeuvre", "", "[José], [Straße], [œuvre], [JOSE\u0301] [josé]-s"},
		{"jose", "SameAccents", "José, [Jose], [JOSE]"},
		{"José", "SameAccents", "[José], Jose, [JOSÉ]"},
		{"Jose", "SameCase", "[José], [Jose], JOSE, jose"},
		{"Jose", "SameCase SameAccents", "José, [Jose], JOSE"},
		{"漁業, 🐟", "", ""},
		{"漁業", "", "日本の[漁業]協定"},
		{"a", "", "🐟🐟 [a] 🐟 [a]"},
		{"«the ban»; ban", "", "[The ban], a [ban]"},
		{`/fish(ing)?\b/`, "", "[Fish], shell[fishing], fisher"},
		{`/^the/`, "", "[The] first,\n[the] second.\n\nIn the third."},
		{`/The/`, "SameCase", "[The] and the"},
		{`/x*/`, "", "none"},
		{`/\$\d+/`, "", "It cost 🐟 [$100] or [$2]."},
	} {
		q := find.Query{Terms: find.Terms(test.terms), SameCase: strings.Contains(test.options, "SameCase"), SameAccents: strings.Contains(test.options, "SameAccents")}
		if e, ok := strings.CutPrefix(test.terms, "/"); ok {
			q.Regexp = strings.TrimSuffix(e, "/")
		}
		f, err := q.Compile()
		if test.text == "" {
			if err == nil {
				t.Errorf("%s: no error", test.terms)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.terms, err)
			continue
		}
		text, want := marked(test.text)
		if got := spansOf(f.In(text)); !slices.Equal(got, want) {
			t.Errorf("%s %s: got %v, want %v in %s", test.terms, test.options, got, want, test.text)
		}
	}
}

// TestTerm: a hit says which of the terms it is.
func TestTerm(t *testing.T) {
	f, err := find.Query{Terms: []string{"war*", "cod war", "*fish"}}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(f.In(annotate.NewText("cod war, warfish, shellfish"))), "[{[0,7) 1} {[9,16) 0} {[18,27) 2}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestCompileErrors(t *testing.T) {
	for _, test := range []struct {
		q    find.Query
		want string
	}{
		{find.Query{}, "there is nothing to find; give words, a phrase or a regular expression"},
		{find.Query{Terms: []string{"fish", "%"}}, `"%" holds no word; signs are found by a regular expression`},
		{find.Query{Regexp: "a("}, "the regular expression cannot be read: missing closing ): `(?im)a(`"},
	} {
		if _, err := test.q.Compile(); err == nil || err.Error() != test.want {
			t.Errorf("%v: got %v, want %s", test.q, err, test.want)
		}
	}
}

func TestString(t *testing.T) {
	for want, q := range map[string]find.Query{
		"/a+/": {Regexp: "a+"}, "one": {Terms: []string{"one"}}, "1, 2, 3 and 2 more": {Terms: []string{"1", "2", "3", "4", "5"}},
	} {
		if got := q.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// FuzzFind compares the finder with a slow twin: every term at every word, by
// looking at all of the text, and a regular expression by counting code points.
func FuzzFind(f *testing.F) {
	f.Add("The Cod War, a cod\nwar; trawlers 漁業 José\n\nwar", "cod war, trawl*, *war, war, 漁業, jose", false, false)
	f.Add("Straße œuvre", "strasse, oe*", true, true)
	f.Add("a a a b a a", "a a, a, a a b", false, true)
	f.Fuzz(func(t *testing.T, text, words string, sameCase, sameAccents bool) {
		if text = annotate.Clean(text); len(text) > 400 || len(words) > 100 {
			return // the twin is slow
		}
		q := find.Query{Terms: find.Terms(words), SameCase: sameCase, SameAccents: sameAccents}
		whole := annotate.NewText(text)
		if finder, err := q.Compile(); err == nil {
			if got, want := finder.In(whole), slow(t, text, q); !slices.Equal(got, want) {
				t.Errorf("%q in %q: got %v, want %v", q.Terms, text, got, want)
			}
		}
		q = find.Query{Regexp: words, SameCase: true}
		finder, err := q.Compile()
		if words == "" || err != nil {
			return
		}
		var want []annotate.Span
		for _, at := range regexp.MustCompile("(?m)"+words).FindAllStringIndex(text, -1) {
			if at[0] < at[1] {
				want = append(want, annotate.Span{Start: utf8.RuneCountInString(text[:at[0]]), End: utf8.RuneCountInString(text[:at[1]])})
			}
		}
		if got := spansOf(finder.In(whole)); !slices.Equal(got, want) {
			t.Errorf("%q in %q: got %v, want %v", words, text, got, want)
		}
	})
}

// slow finds terms by trying every one alone at every stretch of words.
func slow(t *testing.T, text string, q find.Query) (hits []find.Hit) {
	type stretch struct{ start, end int }
	var words []stretch
	for start, end := range annotate.Words(text) {
		word := find.Query{Terms: []string{text[start:end]}, SameCase: q.SameCase, SameAccents: q.SameAccents}
		if _, err := word.Compile(); err == nil {
			words = append(words, stretch{start, end})
		}
	}
	for i := 0; i < len(words); i++ {
		best, which := 0, 0
		for k, term := range q.Terms {
			alone, err := find.Query{Terms: []string{term}, SameCase: q.SameCase, SameAccents: q.SameAccents}.Compile()
			if err != nil {
				t.Fatal(err)
			}
			for n := 1; i+n <= len(words) && n <= len(term); n++ {
				part := annotate.NewText(text[words[i].start:words[i+n-1].end])
				found := alone.In(part)
				if n > best && len(found) > 0 && found[0].Span == (annotate.Span{Start: 0, End: part.Len()}) {
					best, which = n, k
				}
			}
		}
		if best == 0 {
			continue
		}
		from, to := words[i].start, words[i+best-1].end
		hits = append(hits, find.Hit{Span: annotate.Span{Start: utf8.RuneCountInString(text[:from]), End: utf8.RuneCountInString(text[:to])}, Term: which})
		i += best - 1
	}
	return hits
}

func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&text, "Gunboats met trawler %d off the Icelandic coast, and the ministers said nothing at all. ", i)
	}
	t := annotate.NewText(text.String())
	var list []string
	for i := range 1000 {
		list = append(list, fmt.Sprintf("word%d*", i), fmt.Sprintf("phrase %d", i))
	}
	for name, q := range map[string]find.Query{
		"word": {Terms: []string{"trawler*"}}, "list": {Terms: append(list, "trawler*")}, "regexp": {Regexp: `\btrawler \d+`},
	} {
		f, err := q.Compile()
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(t.String())))
			b.ReportAllocs()
			for b.Loop() {
				if len(f.In(t)) != 20_000 {
					b.Fatal("not all found")
				}
			}
		})
	}
}
