package annotate

import "strings"

// Without returns a copy of the article that lacks the blocks for which drop,
// given their index, reports true: their text, and what lay in it of page
// breaks and marks. What stays is not changed otherwise, so a passage in it is
// found again by its [Quote]. Where every block is dropped the article has no
// text.
func (a *Article) Without(drop func(block int) bool) Article {
	out := *a
	out.Blocks, out.Breaks, out.Marks = nil, nil, nil
	var text strings.Builder
	var moves []move // one for each block that stays, in order
	n := 0
	for i, b := range a.Blocks {
		if drop(i) {
			continue
		}
		if n > 0 {
			text.WriteString("\n\n")
			n += 2
		}
		text.WriteString(a.Text.Slice(b.Span))
		moves = append(moves, move{b.Span, n - b.Span.Start})
		b.Span = Span{n, n + b.Span.Len()}
		n = b.Span.End
		out.Blocks = append(out.Blocks, b)
	}
	out.Text = NewText(text.String())
	k := 0
	for _, p := range a.Breaks {
		for k < len(moves) && moves[k].from.End <= p.Pos {
			k++
		}
		if k < len(moves) && moves[k].from.Start < p.Pos {
			p.Pos += moves[k].by
			out.Breaks = append(out.Breaks, p)
		}
	}
	k = 0
	for _, m := range a.Marks {
		for k < len(moves) && moves[k].from.End <= m.Span.Start {
			k++
		}
		// A mark may reach over several blocks, of which some stay.
		start, end := -1, -1
		for _, to := range moves[k:] {
			if to.from.Start >= m.Span.End {
				break
			}
			if start < 0 {
				start = max(m.Span.Start, to.from.Start) + to.by
			}
			end = min(m.Span.End, to.from.End) + to.by
		}
		if start >= 0 {
			m.Span = Span{start, end}
			out.Marks = append(out.Marks, m)
		}
	}
	return out
}

// move is a stretch of a text and how many code points it moves by.
type move struct {
	from Span
	by   int
}
