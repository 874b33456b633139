package annotate

import (
	"slices"
	"strings"
	"unicode"
)

// SentenceRules names the rules of Sentences. They change with the name only,
// so that a number that was published can be computed again.
const SentenceRules = "gloss-1"

// abbreviations do not end a sentence with their full stop: what mostly stands
// before a name or a number. Words with a full stop inside (e.g., U.S.) and
// single capitals (J.) need no list.
var abbreviations = strings.Fields("mr mrs ms messrs dr prof rev hon gen col capt lt sgt gov sen rep st mt vs cf nr fig figs vol vols pp approx ca bzw mme mlle")

// Sentences cuts blocks of a text into sentences, in order and disjoint; white
// space between them belongs to none. A sentence ends with its block, or behind
// . ! ? or … together with what closes quotes and brackets, if white space
// follows and the next word does not begin with a small letter; a full stop
// behind an abbreviation does not count. The marks 。！？ end one at once.
func Sentences(t Text, blocks []Span) []Span {
	var all []Span
	for _, b := range blocks {
		r := []rune(t.Slice(b))
		for at := skip(r, 0, unicode.IsSpace); at < len(r); {
			end := sentenceEnd(r, at)
			next := skip(r, end, unicode.IsSpace)
			if next == len(r) { // the end of the block, without white space there
				for end > at && unicode.IsSpace(r[end-1]) {
					end--
				}
			}
			all = append(all, Span{Start: b.Start + at, End: b.Start + end})
			at = next
		}
	}
	return all
}

// sentenceEnd returns the index behind the sentence that starts at index at.
func sentenceEnd(r []rune, at int) int {
	for i := at; i < len(r); i++ {
		if !strings.ContainsRune(".!?…。！？", r[i]) {
			continue
		}
		end := skip(r, i, func(c rune) bool { return strings.ContainsRune(".!?…。！？", c) })
		wide := strings.ContainsRune("。！？", r[end-1])
		closed := skip(r, end, func(c rune) bool { return strings.ContainsRune("\"'”’»›)]」』）", c) })
		if wide || closed == len(r) || unicode.IsSpace(r[closed]) && startsSentence(r, closed) && !(end == i+1 && abbreviated(r[at:end])) {
			return closed
		}
		i = end - 1
	}
	return len(r)
}

// startsSentence reports whether what follows the white space at index i can
// begin a sentence.
func startsSentence(r []rune, i int) bool {
	i = skip(r, i, unicode.IsSpace)
	i = skip(r, i, func(c rune) bool { return strings.ContainsRune("\"'“‘«‹„([¿¡", c) })
	return i == len(r) || !unicode.IsLower(r[i])
}

// abbreviated reports whether the last sign is the full stop of an abbreviation.
func abbreviated(r []rune) bool {
	last := len(r) - 1
	if r[last] != '.' {
		return false
	}
	from := last
	for from > 0 && (unicode.IsLetter(r[from-1]) || r[from-1] == '.') {
		from--
	}
	word := string(r[from:last])
	return strings.Contains(word, ".") || last-from == 1 && unicode.IsUpper(r[from]) ||
		slices.Contains(abbreviations, strings.ToLower(word))
}

// skip returns the first index from i on at which is does not hold.
func skip(r []rune, i int, is func(rune) bool) int {
	for i < len(r) && is(r[i]) {
		i++
	}
	return i
}
