package stats

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gloss/annotate"
)

// Word says how often a word occurs.
type Word struct {
	Word     string `json:"word"` // in small letters
	Count    int    `json:"count"`
	Articles int    `json:"articles"` // in which it occurs
}

// Vocabulary counts words, one article at a time. A word is letters and digits
// with the marks on them, and a single apostrophe, hyphen, point or comma
// between two (don't, north-west, 3.5, 1,000); case does not count, and ’ is '. In
// scripts without spaces between words every character is a word.
type Vocabulary struct {
	stop  map[string]bool
	words map[string]*Word
}

// NewVocabulary leaves out the stop words, whatever their case.
func NewVocabulary(stop []string) *Vocabulary {
	v := &Vocabulary{stop: map[string]bool{}, words: map[string]*Word{}}
	for _, s := range stop {
		for _, w := range wordsOf(s) {
			v.stop[w] = true
		}
	}
	return v
}

// Add counts the words of an article that stand in the spans, which may overlap
// and are in any order: a character counts once. Of a word that a span cuts, the
// part inside counts.
func (v *Vocabulary) Add(t annotate.Text, spans []annotate.Span) {
	seen := map[string]bool{}
	for _, s := range merge(slices.Clone(spans)) {
		for _, w := range wordsOf(t.Slice(s)) {
			if v.stop[w] {
				continue
			}
			if v.words[w] == nil {
				w = strings.Clone(w) // or the whole text would stay in memory
				v.words[w] = &Word{Word: w}
			}
			v.words[w].Count++
			if !seen[w] {
				seen[w] = true
				v.words[w].Articles++
			}
		}
	}
}

// Words lists the words, the most frequent first and equal ones by alphabet.
func (v *Vocabulary) Words() []Word {
	all := make([]Word, 0, len(v.words))
	for _, w := range v.words {
		all = append(all, *w)
	}
	slices.SortFunc(all, func(a, b Word) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Word, b.Word)) })
	return all
}

// wordsOf goes through the words of a text, in small letters, and where they
// stand in it.
func wordsOf(text string) iter.Seq2[annotate.Span, string] {
	return func(yield func(annotate.Span, string) bool) {
		r := []rune(text)
		for i := 0; i < len(r); {
			from := i
			switch {
			case !inWord(r[i]):
				i++
				continue
			case alone(r[i]):
				for i++; i < len(r) && unicode.IsMark(r[i]); i++ {
				}
			default:
				for i++; i < len(r) && (inWord(r[i]) && !alone(r[i]) || joins(r, i)); i++ {
				}
			}
			if !yield(annotate.Span{Start: from, End: i}, small(r[from:i])) {
				return
			}
		}
	}
}

// small writes a word the one way in which it is counted. Some letters have an
// accent of their own only when they are small (J̌ and ǰ), hence the NFC.
func small(word []rune) string {
	var buf [32]byte
	if len(word) <= len(buf) {
		for i, r := range word {
			if r >= utf8.RuneSelf {
				return smallAny(word)
			}
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			buf[i] = byte(r)
		}
		return string(buf[:len(word)])
	}
	return smallAny(word)
}

// smallAny is small for any letters.
func smallAny(word []rune) string {
	return norm.NFC.String(strings.ReplaceAll(strings.ToLower(string(word)), "’", "'"))
}

func inWord(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c)
}

// joins reports whether the sign at index i holds two parts of a word together;
// the one before is part of a word. A point and a comma do between digits only.
func joins(r []rune, i int) bool {
	if i+1 >= len(r) || alone(r[i+1]) {
		return false
	}
	switch r[i] {
	case '\'', '’', '-', '‐':
		return unicode.IsLetter(r[i+1]) || unicode.IsDigit(r[i+1])
	case '.', ',':
		return unicode.IsDigit(r[i-1]) && unicode.IsDigit(r[i+1])
	}
	return false
}

// alone reports whether a character is of a script without spaces between words.
func alone(c rune) bool {
	return c >= 0x0e00 && unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}
