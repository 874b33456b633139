package stats

import (
	"slices"
	"strings"

	"gloss/annotate"
)

// Line is a place of a word in a text with what stands around it: a line of a
// concordance, or keyword in context (Luhn 1960).
type Line struct {
	Span   annotate.Span // of the match
	Before string        // line breaks as spaces
	Match  string
	After  string
}

// Phrase is what a concordance looks for: words that follow one another, as a
// Vocabulary counts them, with nothing but signs and spaces between them. The
// zero Phrase stands nowhere.
type Phrase struct {
	words  []string
	prefix []bool // the word is a beginning
}

// ParsePhrase reads a word or several. A word that ends in * is a beginning:
// fish* stands for fish, fishing and fisheries. Whatever a person types is a
// phrase.
func ParsePhrase(typed string) Phrase {
	var p Phrase
	for _, part := range strings.Fields(annotate.Clean(typed)) {
		for _, w := range wordsOf(part) {
			p.words, p.prefix = append(p.words, w), append(p.prefix, false)
		}
		if strings.HasSuffix(part, "*") && len(p.prefix) > 0 {
			p.prefix[len(p.prefix)-1] = true
		}
	}
	return p
}

// Empty reports whether there is nothing to look for.
func (p Phrase) Empty() bool { return len(p.words) == 0 }

// Concordance lists the places of a phrase, in order, with up to width code
// points before and after each. Only what stands in the spans, which may overlap
// and are in any order, is looked at; what stands around may lie outside them.
// A single word without * is found exactly as often as Vocabulary.Add counts it.
func Concordance(t annotate.Text, spans []annotate.Span, p Phrase, width int) []Line {
	if p.Empty() {
		return nil
	}
	var lines []Line
	for _, s := range merge(slices.Clone(spans)) {
		var at []annotate.Span // of the last words, as many as the phrase has
		var last []string
		for w, word := range wordsOf(t.Slice(s)) {
			if at, last = append(at, w), append(last, word); len(at) > len(p.words) {
				at, last = at[1:], last[1:]
			}
			if p.matches(last) {
				lines = append(lines, inContext(t, annotate.Span{Start: s.Start + at[0].Start, End: s.Start + w.End}, width))
				at, last = nil, nil // matches do not overlap
			}
		}
	}
	return lines
}

func (p Phrase) matches(words []string) bool {
	if len(words) != len(p.words) {
		return false
	}
	for i, w := range words {
		if w != p.words[i] && !(p.prefix[i] && strings.HasPrefix(w, p.words[i])) {
			return false
		}
	}
	return true
}

func inContext(t annotate.Text, at annotate.Span, width int) Line {
	slice := func(start, end int) string {
		return oneLine.Replace(t.Slice(annotate.Span{Start: max(start, 0), End: min(end, t.Len())}))
	}
	return Line{at, slice(at.Start-width, at.Start), slice(at.Start, at.End), slice(at.End, at.End+width)}
}

var oneLine = strings.NewReplacer("\n\n", " ", "\n", " ", "\t", " ")
