package typeset

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"gloss/annotate"
)

// isStop reports whether the caret can stand at pos; see the package comment.
func (c *Column) isStop(pos int) bool {
	if pos >= c.article.Text.Len() || len(c.lines) == 0 {
		return pos == c.article.Text.Len()
	}
	l := &c.lines[c.LineOf(pos)]
	if end := int(l.end) - int(l.ends); pos >= end {
		return pos == end
	}
	at, i := int(l.start)-int(l.cut), int(l.tokens[0])
	for n := int(c.token(i).count); at+n <= pos; n = int(c.token(i).count) {
		at, i = at+n, i+1
	}
	edges := c.edges(i)
	k := pos - at
	return k >= len(edges)-1 || edges[k+1] > edges[k]
}

func (c *Column) snapDown(pos int) int {
	for pos > 0 && !c.isStop(pos) {
		pos--
	}
	return pos
}

func (c *Column) snapUp(pos int) int {
	for n := c.article.Text.Len(); pos < n && !c.isStop(pos); {
		pos++
	}
	return pos
}

// Snap returns the last stop at or before pos, or the first one of the text
// where there is none. A position outside the text counts as its nearest end.
func (c *Column) Snap(pos int) int {
	pos = c.snapDown(min(max(pos, 0), c.article.Text.Len()))
	return c.snapUp(pos)
}

// SnapSpan widens a span to whole grapheme clusters.
func (c *Column) SnapSpan(s annotate.Span) annotate.Span {
	n := c.article.Text.Len()
	s.Start, s.End = min(max(s.Start, 0), n), min(max(s.End, 0), n)
	if s.Empty() {
		p := c.Snap(s.Start)
		return annotate.Span{Start: p, End: p}
	}
	return annotate.Span{Start: c.snapDown(s.Start), End: c.snapUp(s.End)}
}

// Next returns the stop after pos, Previous the one before; at an end of the
// text they return that end.
func (c *Column) Next(pos int) int {
	if pos >= c.article.Text.Len() {
		return c.article.Text.Len()
	}
	return c.snapUp(pos + 1)
}

// Previous returns the stop before pos; see Next.
func (c *Column) Previous(pos int) int { return c.Snap(pos - 1) }

// wordsOf calls f with the words, spaces and other pieces (Unicode Annex 29) of
// the line of text, up to its line ends, around pos until f returns false.
func (c *Column) wordsOf(block int, f func(s annotate.Span, word bool) bool) {
	b := &c.blocks[block]
	at := b.Span.Start
	for it := words.FromString(c.article.Text.Slice(b.Span)); it.Next(); {
		piece := it.Value()
		n := utf8.RuneCountInString(piece)
		r, _ := utf8.DecodeRuneInString(piece)
		if !f(annotate.Span{Start: at, End: at + n}, unicode.IsLetter(r) || unicode.IsNumber(r)) {
			return
		}
		at += n
	}
}

// WordAt returns the word, or the run of spaces, or the sign, that stands at
// pos. It is empty only in an empty text.
func (c *Column) WordAt(pos int) annotate.Span {
	i := c.article.BlockAt(pos)
	if i < 0 {
		return annotate.Span{}
	}
	pos = min(pos, c.blocks[i].Span.End-1)
	found := annotate.Span{Start: pos, End: pos + 1}
	c.wordsOf(i, func(s annotate.Span, word bool) bool {
		if s.Contains(pos) {
			found = s
			return false
		}
		return true
	})
	return c.SnapSpan(found)
}

// ParagraphAt returns the block that holds pos, without the blank line after it.
func (c *Column) ParagraphAt(pos int) annotate.Span {
	if i := c.article.BlockAt(pos); i >= 0 {
		return c.blocks[i].Span
	}
	return annotate.Span{}
}

// NextWord returns the end of the word at or after pos, as Ctrl+Right does, and
// the end of the text after the last word.
func (c *Column) NextWord(pos int) int {
	for i := max(0, c.article.BlockAt(pos)); i < len(c.blocks); i++ {
		found := -1
		c.wordsOf(i, func(s annotate.Span, word bool) bool {
			if word && s.End > pos {
				found = s.End
			}
			return found < 0
		})
		if found >= 0 {
			return c.Snap(found)
		}
	}
	return c.article.Text.Len()
}

// PreviousWord returns the start of the word before pos, as Ctrl+Left does, and
// 0 before the first word.
func (c *Column) PreviousWord(pos int) int {
	for i := c.article.BlockAt(pos); i >= 0; i-- {
		found := -1
		c.wordsOf(i, func(s annotate.Span, word bool) bool {
			if s.Start >= pos {
				return false
			}
			if word {
				found = s.Start
			}
			return true
		})
		if found >= 0 {
			return c.Snap(found)
		}
	}
	return 0
}

// LineSpan returns the first and the last stop of the line on which pos stands,
// as Home and End need them.
func (c *Column) LineSpan(pos int) annotate.Span {
	i := c.LineOf(pos)
	if i < 0 {
		return annotate.Span{}
	}
	l := &c.lines[i]
	end := c.lineEnd(i)
	if end >= int(l.end) && i < len(c.lines)-1 {
		end = c.Previous(int(l.end))
	}
	return annotate.Span{Start: c.snapUp(int(l.start)), End: end}
}

// Step returns the position n lines below (above, where n is negative) the one
// of pos, nearest to x.
func (c *Column) Step(pos, n int, x float64) int {
	i := c.LineOf(pos)
	if i < 0 {
		return 0
	}
	here := &c.lines[i]
	for y := here.y; n != 0; {
		if n > 0 {
			if y = c.below(y + c.blocks[here.block].leading); y < 0 {
				return c.article.Text.Len()
			}
			n--
		} else {
			if y = c.aboveY(y); y < 0 {
				return c.Snap(0)
			}
			n++
		}
		pos = c.OffsetAt(Point{x, y})
		here = &c.lines[c.lineAt(Point{x, y})]
		y = here.y
	}
	return pos
}

// below returns the top of the first line that begins at or below y, -1 where
// there is none.
func (c *Column) below(y float64) float64 {
	for b := c.blockAtY(y); b < len(c.blocks); b++ {
		lines := c.blocks[b].lines
		best := -1.0
		for i := lines[0]; i < lines[1]; i++ {
			if l := &c.lines[i]; l.y >= y-0.01 && (best < 0 || l.y < best) {
				best = l.y
			}
		}
		if best >= 0 {
			return best
		}
	}
	return -1
}

// aboveY returns the top of the last line that begins above y, -1 where there is
// none.
func (c *Column) aboveY(y float64) float64 {
	for b := c.blockAtY(y - 0.01); b >= 0; b-- {
		lines := c.blocks[b].lines
		best := -1.0
		for i := lines[0]; i < lines[1]; i++ {
			if l := &c.lines[i]; l.y < y-0.01 && l.y > best {
				best = l.y
			}
		}
		if best >= 0 {
			return best
		}
	}
	return -1
}
