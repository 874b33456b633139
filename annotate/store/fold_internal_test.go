package store

import (
	"slices"
	"strings"
	"testing"
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
