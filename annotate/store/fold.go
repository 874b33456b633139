package store

import (
	"iter"

	"gloss/annotate"
)

// word is a word of a text, as the search index and the search see it.
type word struct {
	folded     string // without case and accents
	start, end int    // byte offsets
}

// words cuts s into words, see [annotate.Words].
func words(s string) iter.Seq[word] {
	return func(yield func(word) bool) {
		for start, end := range annotate.Words(s) {
			if w := (word{annotate.Fold(s[start:end]), start, end}); w.folded != "" && !yield(w) {
				return
			}
		}
	}
}

// countWords counts the words of s.
func countWords(s string) int {
	n := 0
	for range words(s) {
		n++
	}
	return n
}
