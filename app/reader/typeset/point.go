package typeset

import (
	"sort"

	"gloss/annotate"
)

// Point is a place in a column, in units.
type Point struct{ X, Y float64 }

// Rect is a rectangle in a column, in units; X and Y are its upper left corner.
type Rect struct{ X, Y, W, H float64 }

// Contains reports whether p lies in the rectangle.
func (r Rect) Contains(p Point) bool {
	return r.X <= p.X && p.X < r.X+r.W && r.Y <= p.Y && p.Y < r.Y+r.H
}

// Corner is the upper left corner.
func (r Rect) Corner() Point { return Point{r.X, r.Y} }

// Caret returns where the caret stands at a position: a rectangle without
// width. At the turn between two directions it leans to the character that
// follows.
func (c *Column) Caret(pos int) Rect {
	if len(c.lines) == 0 {
		return Rect{H: c.setting.Leading * c.setting.Size}
	}
	pos = c.Snap(pos)
	index := c.LineOf(pos)
	l := &c.lines[index]
	items := c.place(index)
	for i := range items {
		it := &items[i]
		if it.from <= pos && pos < it.to {
			x, w := it.span(pos, c.clusterEnd(it, pos))
			// A hair inside the cluster, so that the place says which of two
			// clusters that meet here is meant.
			if hair := min(w/4, 1.0/16); it.level%2 == 1 {
				x += w - hair
			} else {
				x += hair
			}
			return Rect{x, l.y, 0, c.blocks[l.block].leading}
		}
	}
	x := c.left(l) // the end of the text
	if !l.rtl && len(items) > 0 {
		last := items[len(items)-1]
		x = last.x + last.w
	} else if len(items) > 0 {
		x = items[0].x
	}
	if l.rtl {
		x -= 1.0 / 16
	} else {
		x += 1.0 / 16
	}
	return Rect{x, l.y, 0, c.blocks[l.block].leading}
}

// PointOf returns the point at which position pos begins: the upper end of the
// caret. For a position that is no stop it is the one of the stop before.
func (c *Column) PointOf(pos int) Point {
	r := c.Caret(pos)
	return Point{r.X, r.Y}
}

// OffsetAt returns the stop that is nearest to a point. Beside the text of a
// line it is the line's beginning, or its end without the spaces there.
func (c *Column) OffsetAt(p Point) int {
	if len(c.lines) == 0 {
		return 0
	}
	index := c.lineAt(p)
	l := &c.lines[index]
	items := c.place(index)
	if len(items) == 0 {
		return int(l.start)
	}
	first, last := &items[0], &items[len(items)-1]
	switch {
	case p.X < first.x && l.rtl, p.X >= last.x+last.w && !l.rtl:
		return c.lineEnd(index)
	case p.X < first.x, p.X >= last.x+last.w:
		return c.snapUp(int(l.start))
	}
	i := sort.Search(len(items), func(i int) bool { return items[i].x > p.X }) - 1
	for i > 0 && items[i].w == 0 {
		i--
	}
	it := &items[max(i, 0)]
	lead := p.X - it.x
	if it.level%2 == 1 {
		lead = it.w - lead
	}
	start, end := c.clusterAt(it, lead)
	if it.lead(end)-lead < lead-it.lead(start) {
		start = c.snapUp(end)
		if start >= int(l.end) && index < len(c.lines)-1 && it.edges == nil {
			return c.snapDown(it.to - 1) // the spaces at the end stay on their line
		}
	}
	return start
}

// lineAt returns the index of the line that is nearest to a point.
func (c *Column) lineAt(p Point) int {
	bi := c.blockAtY(p.Y)
	b := &c.blocks[bi]
	if bi+1 < len(c.blocks) {
		if next := &c.blocks[bi+1]; p.Y-(b.y+b.h) > next.y-p.Y {
			b = next
		}
	}
	if b.Kind != annotate.TableRow {
		n := b.lines[1] - b.lines[0]
		k := sort.Search(n, func(k int) bool { return c.lines[b.lines[0]+k].y > p.Y }) - 1
		return b.lines[0] + max(k, 0)
	}
	best, bestX, bestY := b.lines[0], 1e18, 1e18
	held := c.overHeld(b, p.X)
	for i := b.lines[0]; i < b.lines[1]; i++ {
		l := &c.lines[i]
		if b.held != 0 && c.isHeld(l) != held {
			continue
		}
		x := p.X + c.aside(l)
		dx := max(float64(l.left)-x, x-float64(l.right), 0)
		dy := max(l.y-p.Y, p.Y-(l.y+b.leading), 0)
		if p.Y >= l.y+b.leading {
			dy += 1e-9 // a line begins where the one above ends
		}
		if dx < bestX || dx == bestX && dy < bestY {
			best, bestX, bestY = i, dx, dy
		}
	}
	return best
}

// lineEnd returns the position at which the visible text of a line ends.
func (c *Column) lineEnd(index int) int {
	l := &c.lines[index]
	end := int(l.end) - int(l.ends)
	if l.ends > 0 || index == len(c.lines)-1 || c.lines[index+1].cut > 0 {
		return end
	}
	t := c.token(int(l.tokens[1]) - 1)
	if t.flags&tab != 0 {
		return end - 1
	}
	return c.snapDown(end - int(t.spaces))
}

// clusterAt returns the grapheme cluster of an item that lies at a distance
// from the edge where reading starts.
func (c *Column) clusterAt(it *item, lead float64) (start, end int) {
	n := it.to - it.from
	switch {
	case it.edges != nil:
		at := it.edges[0] + float32(lead/it.em)
		k := sort.Search(len(it.edges), func(k int) bool { return it.edges[k] > at }) - 1
		start = it.from + min(max(k, 0), n-1)
		for start > it.from && !c.isStop(start) {
			start--
		}
	case it.token == nil:
		return it.from, it.to
	default:
		start = it.from + min(max(int(lead/it.w*float64(n)), 0), n-1)
	}
	return start, c.clusterEnd(it, start)
}

// clusterEnd returns where the cluster that begins at pos ends in its item.
func (c *Column) clusterEnd(it *item, pos int) int {
	if it.token == nil {
		return it.to
	}
	for pos++; pos < it.to && !c.isStop(pos); pos++ {
	}
	return pos
}

// AppendRects appends to out the rectangles, as high as their lines, that a span
// takes on a line. Where the span holds the spaces or the line end on which the
// line closes they are included, outside the text's own width. What is scrolled
// out of a wide table's window is not.
func (c *Column) AppendRects(out []Rect, index int, s annotate.Span) []Rect {
	l := &c.lines[index]
	if s.End <= int(l.start) || int(l.end) <= s.Start {
		return out
	}
	n, b := len(out), &c.blocks[l.block]
	for i, items := 0, c.place(index); i < len(items); i++ {
		it := &items[i]
		from, to := max(s.Start, it.from), min(s.End, it.to)
		if from >= to {
			continue
		}
		x, w := it.span(from, to)
		if b.wide {
			r := c.window(l, Rect{X: x, W: w}, 0)
			x, w = r.X, r.W
		}
		if w <= 0 {
			continue
		}
		if len(out) > n && x-(out[len(out)-1].X+out[len(out)-1].W) < 0.01 {
			out[len(out)-1].W = x + w - out[len(out)-1].X
			continue
		}
		out = append(out, Rect{x, l.y, w, b.leading})
	}
	return out
}

// AppendText is AppendRects without what stands outside the text's own width.
func (c *Column) AppendText(out []Rect, index int, s annotate.Span) []Rect {
	l := &c.lines[index]
	n, left := len(out), c.left(l)
	all := c.AppendRects(out, index, s)
	out = all[:n]
	for _, r := range all[n:] {
		x0, x1 := max(r.X, left), min(r.X+r.W, left+float64(l.w))
		if x1 > x0 {
			out = append(out, Rect{x0, r.Y, x1 - x0, r.H})
		}
	}
	return out
}

// Under returns the position of the character whose picture is under a point,
// and false where there is only paper.
func (c *Column) Under(p Point) (int, bool) {
	if len(c.lines) == 0 {
		return 0, false
	}
	index := c.lineAt(p)
	l := &c.lines[index]
	b := &c.blocks[l.block]
	if p.Y < l.y || p.Y >= l.y+b.leading || b.wide && (p.X < 0 || p.X >= c.width) {
		return 0, false
	}
	items := c.place(index)
	for i := range items {
		it := &items[i]
		if p.X < it.x || p.X >= it.x+it.w || it.token == nil {
			continue
		}
		lead := p.X - it.x
		if it.level%2 == 1 {
			lead = it.w - lead
		}
		start, _ := c.clusterAt(it, lead)
		return start, true
	}
	return 0, false
}

// CaretBehind returns where the caret stands behind the character before pos:
// on the line of that character, which is not that of pos where a line ends.
func (c *Column) CaretBehind(pos int) Rect {
	before := c.Snap(pos - 1)
	if pos <= 0 || len(c.lines) == 0 {
		return c.Caret(pos)
	}
	index := c.LineOf(before)
	l := &c.lines[index]
	items := c.place(index)
	for i := range items {
		it := &items[i]
		if it.from <= before && before < it.to {
			x, w := it.span(before, c.clusterEnd(it, before))
			if it.level%2 == 0 {
				x += w
			}
			r := c.box(l)
			r.X, r.W = min(max(x, r.X), r.X+r.W), 0
			return r
		}
	}
	return c.Caret(pos)
}

// RTLAt reports whether the line of position pos is read from right to left.
func (c *Column) RTLAt(pos int) bool {
	i := c.LineOf(pos)
	return i >= 0 && c.lines[i].rtl
}
