package reader

import (
	"unicode"

	"gloss/annotate"
)

// End is one of the two ends of a span.
type End int

// The ends.
const (
	Front End = iota
	Back
)

// ByWord returns the span with one of its ends a word further on (by 1) or back
// (by -1). An end stands at a word, not at the space beside it, and never passes
// the other end: where there is no way to go, the span comes back as it was.
func (v *View) ByWord(s annotate.Span, e End, by int) annotate.Span {
	if v.column == nil {
		return s
	}
	moved := s
	switch {
	case e == Front && by < 0:
		moved.Start = v.column.PreviousWord(s.Start)
	case e == Front:
		moved.Start = v.column.NextWord(s.Start)
		for _, r := range v.article.Text.Slice(annotate.Span{Start: moved.Start, End: s.End}) {
			if !unicode.IsSpace(r) {
				break
			}
			moved.Start++
		}
	case by > 0:
		moved.End = v.column.NextWord(s.End)
	default:
		moved.End = v.column.PreviousWord(s.End)
		left := []rune(v.article.Text.Slice(annotate.Span{Start: s.Start, End: moved.End}))
		for i := len(left) - 1; i >= 0 && unicode.IsSpace(left[i]); i-- {
			moved.End--
		}
	}
	if moved.Empty() {
		return s
	}
	return moved
}
