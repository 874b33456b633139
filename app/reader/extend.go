package reader

import "gloss/annotate"

// What a person selects by keys without holding Shift: whole sentences and
// paragraphs, and the extending selection.

// unitAt is a unit of text: what stands around a position.
type unitAt func(pos int) annotate.Span

// SelectSentence selects the sentence at the caret, or makes a selection whole
// sentences; where it is that already, the next sentence joins it.
func (v *View) SelectSentence() {
	if v.column != nil {
		v.selectUnit(v.column.SentenceAt)
	}
}

// SelectParagraph is SelectSentence for paragraphs.
func (v *View) SelectParagraph() {
	if v.column != nil {
		v.selectUnit(v.column.ParagraphAt)
	}
}

func (v *View) selectUnit(unit unitAt) {
	s := v.Selection()
	whole := v.whole(s, unit)
	if whole == s && !s.Empty() {
		whole.End = max(whole.End, unit(v.textAfter(s.End)).End)
	}
	v.setSelection(whole)
}

// whole widens a span to whole units.
func (v *View) whole(s annotate.Span, unit unitAt) annotate.Span {
	last := s.Start
	if !s.Empty() {
		last = v.column.Previous(s.End)
	}
	return annotate.Span{Start: min(s.Start, unit(s.Start).Start), End: max(s.End, unit(last).End)}
}

// textAfter returns the first position from pos on that is not white space, or
// the end of the text.
func (v *View) textAfter(pos int) int {
	n := v.article.Text.Len()
	for ; pos < n; pos++ {
		switch v.article.Text.Slice(annotate.Span{Start: pos, End: pos + 1}) {
		case " ", "\n", "\t", "\u00a0":
		default:
			return pos
		}
	}
	return n
}

// Extend begins an extending selection, as F8 does in word processors: until
// Escape, a click or Select, the keys that move the caret select, and so does
// MoveTo. Called again it widens the selection to the word, the sentence, the
// paragraph, and the whole text.
func (v *View) Extend() {
	if v.column == nil {
		return
	}
	if !v.extending {
		v.extending = true
		v.redraw()
		return
	}
	s := v.Selection()
	for _, unit := range []unitAt{v.column.WordAt, v.column.SentenceAt, v.column.ParagraphAt} {
		if whole := v.whole(s, unit); whole != s {
			v.setSelection(whole)
			return
		}
	}
	v.setSelection(annotate.Span{End: v.article.Text.Len()})
}

// Extending reports whether the keys that move the caret select.
func (v *View) Extending() bool { return v.extending }

// StopExtending ends an extending selection and keeps what is selected.
func (v *View) StopExtending() {
	if v.extending {
		v.extending = false
		v.redraw()
	}
}

// MoveTo moves the caret to a position, as the keys do: what was selected is
// given up, or extended where the selection is extending. It scrolls to it.
func (v *View) MoveTo(pos int) {
	if v.column == nil {
		return
	}
	v.keys.goal = 0
	v.moveCaret(v.column.Snap(pos), v.extending)
	v.Reveal(annotate.Span{Start: v.caret, End: v.caret})
}

// Visit goes to a place, such as a search hit: it is selected, without OnSelect
// being called, and scrolled to; an extending selection extends to its end.
func (v *View) Visit(s annotate.Span) {
	if v.column == nil {
		return
	}
	if v.extending {
		v.MoveTo(s.End)
		return
	}
	v.Select(s)
	v.Reveal(s)
}

// setSelection selects what a person has asked for, scrolls to its end where
// that is out of sight, and tells of it.
func (v *View) setSelection(s annotate.Span) {
	s = v.column.SnapSpan(s)
	v.anchor, v.caret = s.Start, s.End
	v.keys.goal, v.keys.pending = 0, false
	v.Reveal(s)
	v.redraw()
	v.tellSelect()
}
