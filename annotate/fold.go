package annotate

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Words cuts s into words and gives the byte offsets of each, End exclusive:
// runs of letters, digits and the marks on them. In scripts that are written
// without spaces between words every character is a word, so that a search for
// some of them finds them anywhere in a row. It is what searches go by, here and
// in the project file's index.
func Words(s string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		start := -1
		alone := false // the word at start may only be followed by marks
		flush := func(end int) bool {
			from := start
			start = -1
			return from < 0 || yield(from, end)
		}
		for i, r := range s {
			switch {
			case start >= 0 && unicode.Is(unicode.M, r):
			case !isWord(r):
				if !flush(i) {
					return
				}
			default:
				single := spaceless(r)
				if (single || alone) && !flush(i) {
					return
				}
				if start < 0 {
					start, alone = i, single
				}
			}
		}
		flush(len(s))
	}
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// spaceless reports whether r belongs to a script without spaces between words.
func spaceless(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// caser folds case as Unicode does: ß is ss, a final sigma is a sigma.
var caser = cases.Fold()

// letters are folded by hand: people leave out these strokes as they leave out
// accents, but Unicode takes them for letters of their own.
var letters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ħ", "h", "ı", "i", "æ", "ae", "œ", "oe")

// Fold brings a word into the form in which searches compare it: no case, no
// accents, no ligatures. It is empty for marks alone. Folding twice changes
// nothing more.
func Fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	s = norm.NFKD.String(caser.String(norm.NFKC.String(s)))
	s = strings.Map(func(r rune) rune {
		if isAccent(r) || !isWord(r) { // ½ gives 1⁄2, of which the stroke is no letter
			return -1
		}
		return cherokee(r)
	}, s)
	return norm.NFC.String(letters.Replace(s))
}

// cherokee gives small Cherokee letters the form of the capital ones, which
// Unicode folds to; package cases exchanges the two instead.
func cherokee(r rune) rune {
	switch {
	case 0xab70 <= r && r <= 0xabbf:
		return r - 0xab70 + 0x13a0
	case 0x13f8 <= r && r <= 0x13fd:
		return r - 8
	}
	return r
}

// isAccent reports whether r is a mark that may be left out in a search. The
// vowel signs of Indian scripts and the voicing marks of Japanese may not.
func isAccent(r rune) bool {
	return unicode.Is(unicode.Mn, r) && r != '\u3099' && r != '\u309a' &&
		unicode.In(r, unicode.Inherited, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hebrew, unicode.Arabic, unicode.Syriac)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
