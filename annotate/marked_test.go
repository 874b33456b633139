package annotate_test

import (
	"strings"
	"testing"

	"gloss/annotate"
)

// brackets are what marks spans inside the texts of tests: the first pair is
// span 0, the second span 1, the third span 2. They may overlap.
var brackets = [][2]rune{{'[', ']'}, {'{', '}'}, {'<', '>'}}

// marked takes the brackets out of s and returns the text and the spans that
// they marked. "the [quick {brown] fox}" gives [4,15) and [10,19).
func marked(t testing.TB, s string) (annotate.Text, []annotate.Span) {
	t.Helper()
	var text strings.Builder
	var spans []annotate.Span
	pos := 0
next:
	for _, r := range s {
		for i, pair := range brackets {
			if r == pair[0] {
				for len(spans) <= i {
					spans = append(spans, annotate.Span{})
				}
				spans[i].Start = pos
				continue next
			}
			if r == pair[1] {
				if i >= len(spans) {
					t.Fatalf("%q: %c was never opened", s, r)
				}
				spans[i].End = pos
				continue next
			}
		}
		text.WriteRune(r)
		pos++
	}
	return annotate.NewText(text.String()), spans
}

// mark is the inverse of marked.
func mark(text annotate.Text, spans ...annotate.Span) string {
	var b strings.Builder
	for pos := range text.Len() + 1 {
		for i, s := range spans {
			if s.End == pos && !s.Empty() {
				b.WriteRune(brackets[i][1])
			}
		}
		for i, s := range spans {
			if s.Start == pos && !s.Empty() {
				b.WriteRune(brackets[i][0])
			}
		}
		b.WriteString(text.Slice(annotate.Span{Start: pos, End: pos + 1}))
	}
	return b.String()
}

func TestMarked(t *testing.T) {
	text, spans := marked(t, "the [quick {brown] 🦊}")
	if text.String() != "the quick brown 🦊" || spans[0] != (annotate.Span{Start: 4, End: 15}) || spans[1] != (annotate.Span{Start: 10, End: 17}) {
		t.Errorf("got %q, %v", text, spans)
	}
	if got := mark(text, spans...); got != "the [quick {brown] 🦊}" {
		t.Errorf("got %s", got)
	}
}
