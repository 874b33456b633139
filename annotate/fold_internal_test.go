package annotate

import (
	"strings"
	"testing"
)

// FuzzWords: words lie in the text one after the other, folding them again
// changes nothing, and neither does it matter for the words whether the text
// was folded before.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"Straße ﬁn", "İ ǅ ŉ", "한국어 が が", "½ ⑴ ²", "ЁЖ, Ω Å", "हिन्दी", "ͅα ᾼ", "Ꮕꮕ Ᏸᏸ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = Clean(s)
		end := 0
		for from, to := range Words(s) {
			if from < end || to <= from || to > len(s) {
				t.Fatalf("%q: word [%d,%d) after %d", s, from, to, end)
			}
			end = to
			folded := Fold(s[from:to])
			if again := Fold(folded); again != folded {
				t.Errorf("%q folds to %q, and that to %q", s[from:to], folded, again)
			}
			if strings.ContainsFunc(folded, func(r rune) bool { return !isWord(r) }) {
				t.Errorf("%q folds to %q", s[from:to], folded)
			}
		}
	})
}
