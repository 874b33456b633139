package store

import (
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
)

// Matches reports whether every term of the query stands in the text, by
// reading it: the twin of the index for the tests.
func Matches(text, query string) bool {
	q := parseQuery(query)
	var ws []string
	for w := range words(text) {
		ws = append(ws, w.folded)
	}
	all := " " + strings.Join(ws, " ") + " "
	holds := func(t term) bool {
		phrase := " " + strings.Join(t.words, " ")
		if !t.prefix {
			phrase += " "
		}
		return strings.Contains(all, phrase)
	}
	for _, terms := range q.all {
		if !slices.ContainsFunc(terms, holds) {
			return false
		}
	}
	return len(q.all) > 0 && !slices.ContainsFunc(q.none, holds)
}

func TestCountWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "—": 0, "one": 1, "one, two": 2, "don't": 2, "人民 123": 3, "a\nb": 2, "e\u0301": 1, "😀": 0,
	} {
		if got := countWords(text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

// FuzzWords: words lie in the text one after the other, folding them again
// changes nothing, and neither does it matter for the words whether the text
// was folded before.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"Straße ﬁn", "İ ǅ ŉ", "한국어 が が", "½ ⑴ ²", "ЁЖ, Ω Å", "हिन्दी", "ͅα ᾼ", "Ꮕꮕ Ᏸᏸ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = annotate.Clean(s)
		end := 0
		for w := range words(s) {
			if w.start < end || w.end <= w.start || w.end > len(s) {
				t.Fatalf("%q: word %+v after %d", s, w, end)
			}
			end = w.end
			if again := fold(w.folded); again != w.folded {
				t.Errorf("%q folds to %q, and that to %q", s[w.start:w.end], w.folded, again)
			}
			if strings.ContainsFunc(w.folded, func(r rune) bool { return !isWord(r) }) {
				t.Errorf("%q folds to %q", s[w.start:w.end], w.folded)
			}
		}
	})
}
